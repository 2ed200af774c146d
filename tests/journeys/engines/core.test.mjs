// The core journeys in every engine: what is worked out, kept and handed on is the same in each, to the last bit.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as rest } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Site } from "../site.mjs";
import { ENGINES, launch } from "./engine.mjs";
import { KEYS, Page } from "./page.mjs";

const tests = fileURLToPath(new URL("../..", import.meta.url));
const sample = join(tests, "../public/samples/rollout-engines-weekly.csv");

/** Registers a journey in each of the engines; `steps` gets `{ page, site, downloads }`. */
function journey(name, steps) {
  for (const engine of ENGINES) {
    test(`${engine.name}: ${name}`, { timeout: 180_000 }, async () => {
      const started = await launch(engine);
      const site = new Site();
      const page = new Page(started.session);
      try {
        await site.start();
        await started.session.resize(1440, 900);
        await steps({ page, site, downloads: started.downloads });
        const complaints = await page.complaints();
        assert.deepEqual(complaints, [], "the page complains of nothing");
      } catch (error) {
        error.message = `${engine.name}: ${error.message}\nA picture of the page is in ${await picture(page, engine, name)}`;
        throw error;
      } finally {
        await started.close();
        await site.stop();
      }
    });
  }
}

async function picture(page, engine, name) {
  const folder = join(tests, "../target/journeys");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${engine.name} ${name}`.replace(/[^a-z0-9]+/gi, "-") + ".png");
  return page.picture(file).then(() => file, () => "no file: the engine draws nothing any more");
}

const EXAMPLE = { role: "button", matches: "MLOps and release management" };

async function openExample(page, site) {
  await page.goto(site.address);
  await page.click(EXAMPLE);
  await page.there({ role: "heading", name: "Overview" });
}

async function goTo(page, screen) {
  await page.click({ role: "link", matches: `^${screen}\\b` });
  await page.there({ role: "heading", name: screen });
}

const saved = (page) => page.text("Saved in this browser");

/** What "Download JSON" leaves: where it is, and what is in it. */
async function download(page, downloads) {
  await goTo(page, "Package");
  for (const earlier of await readdir(downloads)) await rm(join(downloads, earlier));
  await page.click({ role: "button", name: "Download JSON" });
  for (let tries = 0; tries < 200; tries += 1) {
    const [name, ...others] = await readdir(downloads);
    const text = name?.endsWith(".json") && others.length === 0 ? await readFile(join(downloads, name), "utf8") : "";
    if (text.trimEnd().endsWith("}")) return { file: join(downloads, name), document: JSON.parse(text) };
    await rest(50);
  }
  throw new Error(`"Download JSON" left no file in ten seconds, but ${(await readdir(downloads)).join(", ") || "nothing"}`);
}

/** The same once the draws behind the ranking are done. */
async function downloadSettled(page, downloads) {
  for (let tries = 0; tries < 40; tries += 1) {
    const given = await download(page, downloads);
    const { findings, package: { release } } = given.document;
    if (findings.robustness && (findings.simulation || !release.simulation)) return given;
    await rest(250);
  }
  throw new Error("the draws and the simulation were not done in ten seconds");
}

/** Has the command line work everything out again natively and compare. */
async function verifiedNatively(file, ...telemetry) {
  const options = telemetry.flatMap((table) => ["--telemetry", table]);
  const run = promisify(execFile)(process.env.SHIPWORTHY_COMMAND_LINE, ["verify", file, ...options]);
  await run.catch(({ stdout, stderr }) => assert.fail(`natively something else follows:\n${stdout}${stderr}`));
}

journey("a first visit is of no newer version, and the page works offline after it", async ({ page, site }) => {
  await page.goto(site.address);
  await page.there(EXAMPLE);
  await page.until("the offline copy", () => document.documentElement.dataset.offline === "ready" && navigator.serviceWorker.controller !== null);
  // What comes at leisure has come, too.
  await rest(1500);
  const isNewer = () => "update" in document.documentElement.dataset || document.body.innerText.includes("newer version");
  assert.equal(await page.evaluate(isNewer), false, "nothing is said of a newer version");

  await site.stop();
  await page.reload();
  await page.click(EXAMPLE);
  await goTo(page, "Evidence");
  await page.text("78 rows");
  assert.equal(await page.evaluate(isNewer), false, "nothing is said of a newer version");
});

journey("the worked example's findings are the native ones", async ({ page, site, downloads }) => {
  const digests = await readFile(join(tests, "determinism.txt"), "utf8");
  const [, native] = digests.match(/^mlops-release findings (\w+)$/m);
  await openExample(page, site);
  const { document } = await downloadSettled(page, downloads);
  assert.equal(document.digests.findings, native);
});

journey("a weight, a risk and a gate are edited, and a reload keeps them", async ({ page, site, downloads }) => {
  const weight = { role: "slider", name: "Weight of Routing quality" };
  const risk = { role: "textbox", name: "Risk" };
  const rating = { role: "combobox", name: "Residual impact" };
  const threshold = { role: "textbox", name: "Threshold" };
  const value = "element.value";
  const kept = async () => {
    await goTo(page, "Alternatives");
    await page.click({ role: "link", name: "Weights" });
    const found = [await page.read(weight, value)];
    await goTo(page, "Risks");
    found.push(await page.read(risk, value), await page.read(rating, value));
    await goTo(page, "Gates");
    return [...found, await page.read(threshold, value)];
  };

  await openExample(page, site);
  assert.deepEqual(await kept(), ["28", "Categories drift", "3", "0.78"]);
  await page.fill(threshold, "0.8");
  await goTo(page, "Risks");
  await page.fill(risk, "Categories shift");
  await page.select(rating, "5");
  await goTo(page, "Alternatives");
  await page.click({ role: "link", name: "Weights" });
  await page.focus(weight);
  await page.press(KEYS.Home);
  const edited = ["0", "Categories shift", "5", "0.8"];
  assert.deepEqual(await kept(), edited);
  await saved(page);

  await page.reload();
  await page.there({ role: "heading", name: "Gates" });
  assert.deepEqual(await kept(), edited, "after a reload");
  const { file } = await downloadSettled(page, downloads);
  await verifiedNatively(file);
});

journey("a table is read in the worker and measured", async ({ page, site, downloads }) => {
  await openExample(page, site);
  await goTo(page, "Evidence");
  await page.choose("Load telemetry", sample);
  await page.text("697 rows");
  await page.click({ role: "button", name: "Replace them with the labels" });
  await page.click({ role: "button", name: "Measure commits" });
  await page.text("5.46");
  await page.click({ role: "button", name: "Add gate on this measure" });
  await page.there({ role: "heading", name: "Gates" });
  await page.fill({ role: "textbox", name: "Threshold" }, "5");
  await page.click({ role: "button", name: "Keep it as it is" });
  await page.until("a verdict of its own for each alternative", () => {
    // Each stands in its row and in the record that is open beneath.
    const found = [...document.querySelectorAll('table[aria-label="Acceptance gates"] li')].map((item) =>
      `${item.querySelector(".alternative").textContent} ${item.querySelector(".verdict").dataset.verdict}`);
    return [...new Set(found)].join() === "argo-rollouts unsure,flagger pass,kayenta pass";
  });
  const { file } = await download(page, downloads);
  await verifiedNatively(file, sample);
});
