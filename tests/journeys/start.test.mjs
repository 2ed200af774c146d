// The page starts from static files, keeps its content policy, and works without a network.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, journey, offlineReady, visit } from "./journey.mjs";
import { goTo, openExample } from "./workbench.mjs";

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
  // The chunks that come at leisure are there.
  await page.waitForLoadState("networkidle");
  await site.stop();
  await card.click();
  await page.getByRole("alert").getByText(/was not opened. It is not stored in this browser, and there is no connection/).waitFor();
  await site.start();
  await card.click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
}, { serviceWorkers: "block" });

journey("a chunk that does not come says so, loses nothing, and comes when asked for again", async ({ page, site }) => {
  const chunks = "**/split_*.wasm";
  await page.route(chunks, (route) => route.abort());
  await openExample(page, site);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await page.getByLabel("Title").fill("Typed while chunks are away");
  const screens = page.getByRole("navigation", { name: "Screens" });
  const content = page.getByRole("main");
  await screens.getByRole("link", { name: /^Risks/ }).click();
  await content.getByRole("alert").getByText(/Part of Shipworthy could not be loaded/).waitFor();
  await content.getByRole("button", { name: "Try again" }).click();
  await content.getByRole("alert").waitFor();

  await page.unroute(chunks);
  await content.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { level: 1, name: "Risks" }).waitFor();
  await goTo(page, "Memo");
  await page.getByText(/It has [\d,]+ words/).first().waitFor();
  assert.equal(await page.getByLabel("Title").inputValue(), "Typed while chunks are away");
}, { serviceWorkers: "block", expected: /split_\w+-\w+\.wasm|Failed to fetch|ERR_FAILED|could not be loaded/ });

journey("a first visit is of no newer version, also where the worker counts as waiting while it takes over", async ({ page, site }) => {
  await page.addInitScript(() => {
    const { get } = Object.getOwnPropertyDescriptor(ServiceWorkerRegistration.prototype, "waiting");
    Object.defineProperty(ServiceWorkerRegistration.prototype, "waiting", {
      get() { return get.call(this) ?? this.active; },
    });
  });
  await visit(page, site);
  await offlineReady(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.waitForTimeout(300);
  assert.equal(await page.locator("html[data-update]").count(), 0);
});

journey("stored packages show what they came to, and are renamed, duplicated and removed", async ({ page, site }) => {
  await openExample(page, site);
  await page.locator(".outcome[data-decision=conditional]").waitFor();
  await page.getByRole("link", { name: "Shipworthy" }).first().click();
  const lines = page.locator(".stored li");
  await lines.getByText(/^Conditional go · /).waitFor();
  await lines.getByRole("button", { name: /^Duplicate/ }).click();
  await lines.nth(1).waitFor();
  const copy = lines.filter({ hasText: "(copy)" });
  await copy.getByRole("button", { name: /^Rename/ }).click();
  await page.getByRole("textbox", { name: "New title" }).fill("Second");
  await page.keyboard.press("Enter");
  await lines.getByRole("button", { name: "Second", exact: true }).waitFor();
  page.once("dialog", (dialog) => dialog.accept());
  await lines.filter({ hasText: "Second" }).getByRole("button", { name: /^Remove/ }).click();
  await page.waitForFunction(() => document.querySelectorAll(".stored li").length === 1);
  assert.equal(await page.getByRole("button", { name: "Second", exact: true }).count(), 0);
});

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
