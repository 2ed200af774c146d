// The page starts from static files, keeps its content policy, and works without a network.
import assert from "node:assert/strict";
import { journey, offlineReady, visit } from "./journey.mjs";

const violations = (page) =>
  page.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));

journey("the page starts and keeps its content policy", async ({ page, site }) => {
  await violations(page);
  await visit(page, site);
  assert.match(await page.title(), /Shipworthy/);
  assert.equal(await page.locator("script:not([src])").count(), 0, "no inline script");
  assert.equal(await page.locator("style").count(), 0, "no inline style sheet");
});

journey("the page starts under a path", async ({ page, site }) => {
  await violations(page);
  await visit(page, site);
  await offlineReady(page);
  assert.ok(page.url().includes("/some/where/"));
}, { under: "/some/where/" });

journey("the page works offline after the first visit", async ({ page, site }) => {
  await visit(page, site);
  await offlineReady(page);
  await site.stop();
  await page.reload();
  await page.getByRole("heading").first().waitFor();
  assert.ok(await worker(page), "the compute worker starts offline");
  await site.start();
  await page.reload();
  await page.getByRole("heading").first().waitFor();
});

journey("a newer build waits until the person agrees", async ({ page, site }) => {
  await visit(page, site);
  await offlineReady(page);
  const stored = await page.evaluate(() => caches.keys());
  assert.equal(stored.length, 1);
  assert.equal(await page.locator("html[data-update]").count(), 0);
});

/** Whether the compute worker says anything within five seconds. */
const worker = (page) =>
  page.evaluate(() => new Promise((resolve) => {
    const address = document.querySelector("meta[name=compute-worker]").content;
    const worker = new Worker(address);
    worker.onmessage = () => resolve(true);
    worker.onerror = () => resolve(false);
    setTimeout(() => resolve(false), 5000);
  }));
