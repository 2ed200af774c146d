// A weight moved and repainted, with 10 alternatives and 12 criteria, and with 20 and 12.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { visit } from "../journeys/journey.mjs";
import { choose, goTo } from "../journeys/workbench.mjs";
import { matrix } from "./package.mjs";
import { quantile, report, withPage } from "./measure.mjs";

const MOVES = 200;

const folder = await mkdtemp(join(tmpdir(), "shipworthy-bench-"));
try {
  for (const [alternatives, criteria] of [[10, 12], [20, 12]]) {
    const file = join(folder, `${alternatives}x${criteria}.json`);
    await writeFile(file, JSON.stringify(matrix(alternatives, criteria)));
    await withPage(async ({ browser, site }) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await visit(page, site);
      await choose(page, /Open a package/, file);
      await page.getByRole("button", { name: "Open it as a changed copy" }).click();
      await goTo(page, "Alternatives");
      await page.getByRole("slider").first().waitFor();
      const times = await page.evaluate(move, MOVES);
      const detail = `${MOVES} moves, median ${quantile(times, 0.5).toFixed(1)} ms`;
      report(`weight moved to repainted, ${alternatives} x ${criteria}, p95`, quantile(times, 0.95), "ms", { most: 16.7 }, detail);
    });
  }
} finally {
  await rm(folder, { recursive: true });
}

/** In the page: moves the first slider, once a frame, and returns how long the page was busy with each move, to the
 *  end of the painting, in the frame of the move and the one after it. */
async function move(moves) {
  const slider = document.querySelector("input[type=range]");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const [least, most] = [Number(slider.min || 0), Number(slider.max || 100)];
  const frame = (work) => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const start = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      work();
      port2.postMessage("");
    });
  });
  const times = [];
  for (let index = 0; index < moves + 10; index += 1) {
    const share = 0.5 + 0.4 * Math.sin(index / 7);
    const busy = await frame(() => {
      set.call(slider, String(Math.round(least + share * (most - least))));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const after = await frame(() => {});
    if (index >= 10) times.push(busy + after);
  }
  return times;
}
