// A weight moved and repainted with 10 x 12, 20 x 12 and 200 x 50 alternatives and criteria, and how long the largest
// of them takes to open.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visit } from "../journeys/journey.mjs";
import { choose, goTo } from "../journeys/workbench.mjs";
import { matrix } from "./package.mjs";
import { median, openPage, quantile, report, withPage } from "./measure.mjs";

/** The parts of Alternatives, and what each shows last. */
const PARTS = [["compare", "table.methods"], ["weights", "input[type=range]"], ["inputs", ".value-matrix"]];

const folder = await mkdtemp(join(tmpdir(), "shipworthy-bench-"));
try {
  await small(10, 12, 1);
  await small(20, 12, 10);
  await large(200, 50);
} finally {
  await rm(folder, { recursive: true });
}

/** In nine of ten runs, or in the one, 95 of 100 moves are painted within a frame. */
async function small(alternatives, criteria, runs) {
  const moves = 200;
  const found = [];
  for (let run = 0; run < runs; run += 1) {
    await opened(alternatives, criteria, async (page) => {
      await goTo(page, "Alternatives", "Weights");
      await page.getByRole("slider").first().waitFor();
      found.push(quantile(await page.evaluate(move, moves), 0.95));
    });
  }
  const spread = `${runs} runs of ${moves} moves, ${found.map((time) => time.toFixed(1)).join(", ")} ms`;
  const what = `weight moved to repainted, ${alternatives} x ${criteria}, p95${runs > 1 ? ", in nine of ten runs" : ""}`;
  report(what, quantile(found, 0.9), "ms", { most: 16.7 }, spread);
}

async function large(alternatives, criteria) {
  const moves = 40;
  await opened(alternatives, criteria, async (page) => {
    let slowest = 0;
    const each = [];
    let elements = 0;
    for (const [part, shows] of PARTS) {
      const opening = [];
      for (let time = 0; time < 3; time += 1) {
        await goTo(page, "Charter");
        opening.push(await page.evaluate(open, [part, shows]));
      }
      each.push(`${part} ${median(opening).toFixed(0)} ms`);
      slowest = Math.max(slowest, median(opening));
      elements = Math.max(elements, await page.evaluate(() => document.querySelectorAll("*").length));
    }
    await goTo(page, "Alternatives", "Weights");
    await page.getByRole("slider").first().waitFor();
    const times = await page.evaluate(move, moves);
    const size = `${alternatives} x ${criteria}`;
    const parts = `${each.join(", ")}; at most ${elements} elements`;
    report(`slowest part of Alternatives opened, ${size}, median`, slowest, "ms", { most: 1000 }, parts);
    const spread = `${moves} moves, median ${median(times).toFixed(1)} ms`;
    report(`weight moved to repainted, ${size}, p95`, quantile(times, 0.95), "ms", { most: 100 }, spread);
  });
}

async function opened(alternatives, criteria, measure) {
  const file = join(folder, `${alternatives}x${criteria}.json`);
  await writeFile(file, JSON.stringify(matrix(alternatives, criteria)));
  await withPage(async ({ browser, site }) => {
    const page = await openPage(browser);
    await visit(page, site);
    await choose(page, /Open a package/, file);
    await page.getByRole("button", { name: "Open it as a changed copy" }).click();
    await measure(page);
  });
}

/** In the page: moves the first slider, once a frame, and gives how long each move kept the page busy. */
async function move(moves) {
  const slider = document.querySelector("input[type=range]");
  const [least, most] = [Number(slider.min || 0), Number(slider.max || 100)];
  const times = [];
  for (let index = 0; index < moves + 10; index += 1) {
    const share = 0.5 + 0.4 * Math.sin(index / 7);
    times.push(await busyWith(() => put(slider, Math.round(least + share * (most - least)))));
  }
  return times.slice(10);
}

/** In the page: goes to a part of Alternatives and gives the milliseconds until what it shows is painted. */
async function open([part, shows]) {
  const start = performance.now();
  location.hash = `#/alternatives/${part}`;
  while (document.querySelector(shows) === null) await busyWith(() => {});
  await busyWith(() => {});
  return performance.now() - start;
}
