// An ML lead loads real telemetry, makes alternatives and a gate of it, and the gate turns.
import assert from "node:assert/strict";
import { journey, sample } from "./journey.mjs";
import { choose, goTo } from "./workbench.mjs";
import { visit } from "./journey.mjs";

journey("an ML lead loads real telemetry and a gate turns", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: /Start blank/ }).click();
  await goTo(page, "Evidence");
  await choose(page, "Load telemetry", sample);
  await page.getByText(/697 rows/).first().waitFor();
  await page.getByRole("button", { name: "Make alternatives from the labels" }).click();
  await page.getByRole("button", { name: "Add measure" }).first().click();
  const measure = page.getByRole("table", { name: "Measures" });
  await measure.getByLabel("Statistic").selectOption("mean");
  await measure.getByLabel("Of column").selectOption("commits");
  await page.getByRole("button", { name: "Add gate on this measure" }).first().click();

  await page.getByRole("heading", { level: 1, name: "Gates" }).waitFor();
  const gates = page.getByRole("table", { name: "Acceptance gates" });
  const threshold = gates.getByLabel("Threshold").first();
  await gates.getByLabel("Must be").first().selectOption("≥");
  await threshold.fill("0");
  await gates.getByText("Pass", { exact: true }).first().waitFor();
  const before = await gates.locator("[data-verdict]").allTextContents();
  assert.equal(before.length, 3, "each engine has a verdict");
  await threshold.fill("100000");
  await gates.getByText("Fail", { exact: true }).first().waitFor();
  const after = await gates.locator("[data-verdict]").allTextContents();
  assert.notDeepEqual(after, before);
});
