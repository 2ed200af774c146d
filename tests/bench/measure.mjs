// Numbers for the figures to reach: one row each, with what was measured and how often.
import { launch } from "../journeys/journey.mjs";
import { Site } from "../journeys/site.mjs";

/** The value below which the given share of the sorted values lies, interpolated (type 7). */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

export const median = (values) => quantile(values, 0.5);

/** Prints a row; `reach` is `{ most }` or `{ least }`, in the value's own unit. */
export function report(what, value, unit, reach, detail = "") {
  const met = reach.most === undefined ? value >= reach.least : value <= reach.most;
  const bound = reach.most === undefined ? `at least ${reach.least}` : `at most ${reach.most}`;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  console.log(`${met ? "reached" : "MISSED "}  ${what}: ${value.toFixed(digits)} ${unit} (${bound} ${unit}) ${detail}`.trimEnd());
  return met;
}

/** A page of the size of a notebook's screen, with `busyWith` in it (see {@link frames}). */
export async function openPage(browser) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(frames);
  return page;
}

/** In the page: `busyWith(work)` does `work` in a frame and gives the milliseconds for which the page was busy with
 *  it, to the end of the painting, in that frame and the one after it; `put(field, value)` is what a hand does. */
function frames() {
  const frame = (work) => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const start = performance.now();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - start);
      work();
      port2.postMessage("");
    });
  });
  window.busyWith = async (work) => (await frame(work)) + (await frame(() => {}));
  window.put = (field, value) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, String(value));
    const happens = field.tagName === "SELECT" ? "change" : "input";
    field.dispatchEvent(new Event(happens, { bubbles: true }));
  };
}

/** Runs `measure` with a browser and the built page on its server. */
export async function withPage(measure) {
  const site = await new Site().start();
  const browser = await launch();
  try {
    return await measure({ browser, site });
  } finally {
    await browser.close();
    await site.stop();
  }
}
