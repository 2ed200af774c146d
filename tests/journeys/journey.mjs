// A journey: one person, one fresh browser profile, the built page. It fails when a step fails,
// and also when the page says anything on the console that it should not.
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Site } from "./site.mjs";

const { chromium } = createRequire(join(process.env.SHIPWORTHY_NODE_MODULES, "/"))("playwright-core");

export const checkout = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const sample = join(checkout, "public/samples/rollout-engines-weekly.csv");

const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.SHIPWORTHY_CHROMIUM, headless: true, args: ARGUMENTS });

let browser;
after(() => browser?.close());

/** Registers a journey; `steps` gets `{ page, site, context }` and ends within so many milliseconds. Complaints that
 *  match `expected` are none. */
export function journey(name, steps, { under = "/", viewport = { width: 1440, height: 900 }, serviceWorkers = "allow", expected = /$^/, within = 120_000 } = {}) {
  test(name, { timeout: within }, async () => {
    browser ??= await launch();
    const site = await new Site(under).start();
    const context = await browser.newContext({ viewport, serviceWorkers, acceptDownloads: true, reducedMotion: "reduce" });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const complaints = listen(page, site, expected);
    try {
      await steps({ page, site, context });
      if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join("\n")}`);
    } catch (error) {
      await picture(page, name);
      if (complaints.length > 0) error.message += `\nConsole:\n${complaints.join("\n")}`;
      throw error;
    } finally {
      await context.close();
      await site.stop();
    }
  });
}

/** Collects errors, warnings of the content policy and uncaught exceptions. */
function listen(page, site, expected) {
  const complaints = [];
  page.on("pageerror", (error) => {
    if (!expected.test(error.message)) complaints.push(`uncaught: ${error.message}`);
  });
  page.on("console", (message) => {
    const text = message.text();
    const offline = !site.running && text.includes("net::ERR_");
    if (message.type() === "error" && !offline && !expected.test(text)) complaints.push(`error: ${text}`);
  });
  page.on("crash", () => complaints.push("the page crashed"));
  return complaints;
}

async function picture(page, name) {
  const folder = join(checkout, "target/journeys");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name.replace(/[^a-z0-9]+/gi, "-")}.png`);
  await page.screenshot({ path: file, fullPage: true }).catch(() => {});
  console.log(`A picture of the page is in ${file}`);
}

/** Opens the page and waits until it has drawn something. */
export async function visit(page, site, address = "") {
  await page.goto(site.address + address);
  await page.getByRole("heading").first().waitFor();
}

/** Waits until everything needed offline is stored. */
export const offlineReady = (page) => page.locator("html[data-offline=ready]").waitFor({ state: "attached" });
