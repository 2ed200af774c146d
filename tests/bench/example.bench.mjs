// The worked example: from a cold load, nothing stored, to scores on screen, over loopback.
import { median, report, withPage } from "./measure.mjs";

const RUNS = 15;

await withPage(async ({ browser, site }) => {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(chooseAndWatch);
    await page.goto(site.address);
    times.push(await (await page.waitForFunction(() => window.scoresShown, null, { timeout: 30_000 })).jsonValue());
    await context.close();
  }
  const spread = `${RUNS} runs, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)} ms`;
  report("worked example, cold load to scores on screen, median", median(times), "ms", { most: 1000 }, spread);
});

/** In the page: presses the template's card when it is there, and notes when a score is painted. */
function chooseAndWatch() {
  let chosen = false;
  const observer = new MutationObserver(() => {
    if (!chosen) {
      const cards = [...document.querySelectorAll("button")];
      const card = cards.find((button) => button.textContent.includes("MLOps and release management"));
      chosen = card !== undefined;
      card?.click();
    } else if (/\b0\.\d\d/.test(document.querySelector(".outcome")?.textContent ?? "")) {
      observer.disconnect();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (window.scoresShown = performance.now());
      requestAnimationFrame(() => port2.postMessage(""));
    }
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}
