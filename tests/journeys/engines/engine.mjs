// The engines that the page has to work in, each started with a home of its own: no profile, no packages, no history.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Bidi } from "./bidi.mjs";
import { WebDriver, end } from "./webdriver.mjs";

const installed = (name) => process.env[`SHIPWORTHY_${name}`];

export const ENGINES = [
  { name: "Chromium", program: installed("CHROMIUM"), start: chromium },
  { name: "Firefox ESR", program: installed("FIREFOX"), start: firefox },
  { name: "WebKitGTK", program: installed("MINIBROWSER"), start: webkit },
];

/** Starts an engine; what it returns is steered, and closed at the end. */
export async function launch({ name, program, start }) {
  if (!program) throw new Error(`${name} is missing: please run \`cargo xtask conform engines\`, which installs it.`);
  const home = await mkdtemp(join(tmpdir(), "shipworthy-engine-"));
  const downloads = join(home, "Downloads");
  await mkdir(downloads);
  await writeFile(join(home, "user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  // The plainest system there is: one set to no language. WebKit says then that it is "C".
  const environment = { ...process.env, HOME: home, LC_ALL: "C", NO_AT_BRIDGE: "1" };
  for (const folder of ["CACHE_HOME", "CONFIG_HOME", "DATA_HOME", "RUNTIME_DIR"]) environment[`XDG_${folder}`] = home;
  try {
    const { session, display } = await start(program, home, environment);
    return {
      session,
      downloads,
      async close() {
        await session.close();
        if (display) await end(display);
        await remove(home);
      },
    };
  } catch (error) {
    await remove(home);
    throw new Error(`${name} did not start: ${error.message}`, { cause: error });
  }
}

const remove = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 });

async function chromium(browser, home, environment) {
  const session = await WebDriver.start({
    driver: installed("CHROMEDRIVER"),
    environment,
    capabilities: {
      browserName: "chrome",
      "goog:loggingPrefs": { browser: "ALL" },
      "goog:chromeOptions": {
        binary: browser,
        args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
      },
    },
  });
  return { session };
}

async function firefox(browser, home, environment) {
  const words = ["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"];
  return { session: await Bidi.start({ browser, arguments: words, environment }) };
}

/** It draws on a screen only, so it gets one that nobody sees. */
async function webkit(browser, home, environment) {
  const words = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
  const display = spawn(installed("XVFB"), words, { stdio: ["ignore", "ignore", "ignore", "pipe"], detached: true });
  try {
    const [number] = await once(createInterface({ input: display.stdio[3] }), "line");
    const session = await WebDriver.start({
      driver: installed("WEBKIT_DRIVER"),
      environment: { ...environment, DISPLAY: `:${number}` },
      capabilities: {
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: browser, args: ["--automation", "--enable-write-console-messages-to-stdout=true"] },
      },
    });
    return { session, display };
  } catch (error) {
    await end(display);
    throw error;
  }
}
