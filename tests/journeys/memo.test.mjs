// A sponsor reads the memo: each computed value is one click away from where it comes from.
import assert from "node:assert/strict";
import { journey, visit } from "./journey.mjs";
import { goTo } from "./workbench.mjs";

const TEMPLATES = [
  /MLOps and release management/, /Model as a service/, /Packaging and environments/,
  /Production review/, /Recommender by canary/,
];

for (const template of TEMPLATES) {
  journey(`each value of the memo leads to its source: ${template.source}`, async ({ page, site }) => {
    await visit(page, site);
    await page.getByRole("button", { name: template }).click();
    await page.getByRole("navigation", { name: "Screens" }).waitFor();
    await goTo(page, "Memo");
    const values = page.locator("a.value");
    await page.waitForFunction(() => document.querySelectorAll("a.value").length > 20);
    await page.waitForFunction(() => !document.querySelector("a.value[data-known=false]"));
    const addresses = await values.evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")))]);
    await page.getByRole("heading", { name: "Claims without evidence" }).waitFor();
    await page.getByText(/^None: every judged value/).waitFor();

    const first = values.first();
    const leads = await first.getAttribute("href");
    await first.click();
    await page.waitForFunction((leads) => location.hash === leads, leads);
    const gone = [];
    for (const address of addresses) {
      await page.evaluate((address) => { location.hash = address; }, address);
      const anchor = address.split("/")[2];
      const there = page.locator(anchor ? `[id="${anchor}"]` : "main h1").first();
      await there.waitFor({ state: "attached", timeout: 3_000 }).catch(() => gone.push(address));
    }
    assert.deepEqual(gone, []);
  });
}

journey("a number that nobody states elsewhere is a claim without evidence", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: TEMPLATES[0] }).click();
  await goTo(page, "Memo");
  await page.getByRole("button", { name: "Edit Risks" }).click();
  const area = page.getByLabel("Risks, as Markdown");
  await area.fill("It saves 7,654,321 euros a year.");
  const claims = page.getByRole("region", { name: "Claims without evidence" });
  await claims.getByText("“It saves 7,654,321 euros a year.”: 7,654,321 is neither computed nor stated anywhere else").waitFor();
  await area.fill("There are {{count:risks}} risks.");
  await claims.getByText(/^None:/).waitFor();
});
