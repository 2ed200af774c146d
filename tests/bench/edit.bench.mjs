// An edit in Charter and in Risks of the worked example, and repainted: a letter typed, a risk rated.
import { goTo, openExample, saved } from "../journeys/workbench.mjs";
import { median, openPage, quantile, report, withPage } from "./measure.mjs";

const EDITS = 200;

await withPage(async ({ browser, site }) => {
  const page = await openPage(browser);
  await openExample(page, site);
  for (const [screen, what, field] of [
    ["Charter", "a letter typed in Charter", "#field-decision-question"],
    ["Risks", "a letter typed in Risks", "textarea[aria-label=Risk]"],
    ["Risks", "a risk rated", "select[aria-label='Residual probability']"],
  ]) {
    await goTo(page, screen);
    await saved(page);
    const { times, longest } = await page.evaluate(edit, { field, edits: EDITS });
    const detail = `${EDITS} edits, median ${median(times).toFixed(1)} ms, the longest task between them ${longest}`;
    report(`${what} to repainted, p95`, quantile(times, 0.95), "ms", { most: 8 }, detail);
  }
});

/** In the page: edits a field as fast as a person types, with a rest now and then in which the work is stored. Gives
 *  how long each edit kept the page busy, and the longest task of 50 ms or more, in which the work was stored. */
async function edit({ field, edits }) {
  const place = document.querySelector(field);
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ type: "longtask" });
  const times = [];
  for (let index = 0; index < edits + 10; index += 1) {
    const value = place.tagName === "SELECT" ? place.options[1 + (index % 5)].value : `${place.value}${"letters "[index % 8]}`;
    times.push(await busyWith(() => put(place, value)));
    await new Promise((resolve) => setTimeout(resolve, index % 10 === 0 ? 400 : 60));
  }
  observer.disconnect();
  const longest = tasks.length === 0 ? "under 50 ms" : `${Math.max(...tasks).toFixed(0)} ms`;
  return { times: times.slice(10), longest };
}
