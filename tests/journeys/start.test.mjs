// The page starts from static files, keeps its content policy, and works without a network.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, journey, offlineReady, visit } from "./journey.mjs";
import { goTo } from "./workbench.mjs";

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
  await page.getByRole("button", { name: /MLOps and release management/ }).click();
  await goTo(page, "Evidence");
  await page.getByText(/78 rows/).first().waitFor();
  await site.start();
  await page.reload();
  await page.getByRole("heading").first().waitFor();
});

journey("a template that cannot be fetched says so, and opens once it can", async ({ page, site }) => {
  await visit(page, site);
  const card = page.getByRole("button", { name: /MLOps and release management/ });
  await card.waitFor();
  await site.stop();
  await card.click();
  await page.getByRole("alert").getByText(/was not opened. It is not stored in this browser, and there is no connection/).waitFor();
  await site.start();
  await card.click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
}, { serviceWorkers: "block" });

journey("a newer build waits until the person agrees", async ({ page, site }) => {
  await visit(page, site);
  await offlineReady(page);
  const newer = await newerBuild(page);
  await site.stop();
  await site.start(newer);
  await page.reload();
  assert.equal(await page.title(), "Newer", "a page comes from the network first");
  await page.locator("html[data-update=waiting]").waitFor({ state: "attached" });

  await page.evaluate(() => dispatchEvent(new CustomEvent("shipworthy:update-accepted")));
  await page.locator("html:not([data-update])").waitFor({ state: "attached" });
  await page.getByRole("heading").first().waitFor();
  await offlineReady(page);
  await site.stop();
  await page.reload();
  await page.getByRole("heading").first().waitFor();
  assert.equal(await page.title(), "Newer", "the newer build is the one kept");
});

/** A copy of the build that differs in its title and its version. */
async function newerBuild(page) {
  const version = await page.locator("meta[name=build]").getAttribute("content");
  const folder = await mkdtemp(join(tmpdir(), "shipworthy-newer-"));
  await cp(join(checkout, "dist"), folder, { recursive: true });
  for (const name of ["index.html", "sw.js"]) {
    const text = await readFile(join(folder, name), "utf8");
    await writeFile(join(folder, name), text.replaceAll(version, "newer").replace(/<title>.*</, "<title>Newer<"));
  }
  return folder;
}
