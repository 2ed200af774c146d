// An operations manager's release: simulated, a plan found and picked, taken back and picked again, exported.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { downloadJson, goTo, openExample, saved } from "./workbench.mjs";

const stages = (document) => document.package.release.stages.map((stage) => [stage.traffic_percent, stage.duration_hours]);

journey("a release is simulated, a plan found, picked, and exported with what was simulated", async ({ page, site }) => {
  await openExample(page, site);
  const before = await downloadJson(page);
  assert.ok(before.document.findings.simulation.designs.length > 1, "the first download holds the simulation");

  await goTo(page, "Release", "Simulation");
  await page.getByText(/^As planned, .* of the faults are detected/).waitFor();

  await goTo(page, "Release", "Find a plan");
  await page.getByLabel("Faults to be detected, at least").fill("80");
  await page.getByLabel("Stopped without cause, at most").fill("10");
  await page.getByRole("button", { name: "Search for a plan" }).click();
  const picks = page.getByRole("button", { name: /^Pick plan/ });
  await picks.first().waitFor({ timeout: 60_000 });
  assert.ok((await picks.count()) > 1, "there is a front to choose from");
  const row = page.getByRole("row").filter({ has: picks }).last();
  const [, plan] = (await row.getByRole("rowheader").innerText()).match(/^(.+)/);
  await picks.last().click();
  await page.getByText(/^The pipeline is now/).waitFor();

  const picked = await downloadJson(page);
  assert.notDeepEqual(stages(picked.document), stages(before.document));
  assert.equal(picked.document.package.release.stages.length, plan.split(", then ").length, plan);
  assert.ok(picked.document.package.release.checks.every((check) => check.stages.length === 0));
  const own = picked.document.findings.simulation.designs[0];
  assert.ok(own.expected.detected > 0.75, `the pipeline picked detects ${own.expected.detected}`);

  const step = (name) => page.getByRole("banner").getByRole("button", { name, exact: true }).click();
  await step("Undo");
  assert.deepEqual(stages((await downloadJson(page)).document), stages(before.document), "one step takes it back");
  await step("Redo");
  await saved(page);
  await page.reload();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  assert.deepEqual(stages((await downloadJson(page)).document), stages(picked.document), "it survives a reload");
});

journey("a plan of what the package no longer says cannot be picked", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Release", "Find a plan");
  await page.getByLabel("Faults to be detected, at least").fill("80");
  await page.getByLabel("Stopped without cause, at most").fill("10");
  await page.getByRole("button", { name: "Search for a plan" }).click();
  await page.getByRole("button", { name: "Pick plan 1" }).waitFor({ timeout: 60_000 });
  await page.getByLabel("Stopped without cause, at most").fill("5");
  await page.getByText(/^The package has changed since/).waitFor();
  assert.ok(await page.getByRole("button", { name: "Pick plan 1" }).isDisabled());
  await page.getByLabel("Stopped without cause, at most").fill("0");
  await page.getByText("The limit on false stops lies above 0 % and below 100 %.").waitFor();
});
