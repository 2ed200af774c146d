// An engineer writes the contract and loads what continuous integration says; a reviewer follows the crosswalk.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { drop } from "./dropping.mjs";
import { checkout, journey, visit } from "./journey.mjs";
import { downloadJson, goTo, saved } from "./workbench.mjs";

const open = async (page, site, template) => {
  await visit(page, site);
  await page.getByRole("button", { name: template }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
};

journey("an example that lacks what the contract asks for says so where it stands", async ({ page, site }) => {
  await open(page, site, /Model as a service/);
  await goTo(page, "Charter");
  const examples = page.getByRole("table", { name: "Examples" });
  await examples.getByRole("button", { name: "Open the full record" }).first().click();
  const request = examples.getByLabel("Request").first();
  assert.equal(await examples.locator(".missing").count(), 0);
  await request.fill("{}");
  await examples.locator(".missing").first().waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await examples.locator(".missing").first().waitFor({ state: "detached" });
});

const format = (name) => readFile(join(checkout, "tests/formats", name), "utf8");

journey("two machines are compared, dated and reloaded; test reports show what is flaky", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: /Start blank/ }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  await drop(page, [
    { name: "pip-freeze-laptop.txt", text: await format("pip-freeze-machine-a.txt") },
    { name: "pip-freeze-ci.txt", text: await format("pip-freeze-machine-b.txt") },
  ]);
  await page.getByRole("button", { name: "Compare the machines" }).click();
  const machines = page.locator(".ci-part .machines");
  await machines.getByText(/39 packages/).waitFor();
  const day = page.getByLabel("Day on which “laptop” was listed");
  await day.fill("2026-11-20");
  await page.getByRole("button", { name: /^Version differs/ }).click();
  await page.locator("table.environments tbody tr").first().waitFor();

  const run = (name, failing) => ({
    name: `${name}.xml`,
    text: `<testsuite name="contract">${["a", "b", "c"].map((one) => `<testcase name="${one}">${one === failing ? "<failure message='too slow'/>" : ""}</testcase>`).join("")}</testsuite>`,
  });
  await drop(page, [run("monday", "b"), run("tuesday", "")]);
  await page.getByRole("button", { name: "Load the runs together" }).click();
  await page.getByText("Flaky", { exact: true }).waitFor();
  await page.getByLabel("Day of “monday”").fill("2026-11-16");
  await saved(page);
  await page.reload();
  assert.equal(await day.inputValue(), "2026-11-20");
  assert.equal(await page.getByLabel("Day of “monday”").inputValue(), "2026-11-16");
  const { datasets } = (await downloadJson(page)).document.package.evidence;
  assert.deepEqual(datasets.flatMap((one) => one.source.files.map((file) => file.file.recorded ?? "")), ["2026-11-20", "", "2026-11-16", ""]);
});

journey("every link of the crosswalk leads to what answers the duty", async ({ page, site }) => {
  await open(page, site, /Packaging and environments/);
  await goTo(page, "Package");
  for (const framework of await page.locator("details.crosswalk > summary").all()) await framework.click();
  const tables = page.getByRole("table", { name: /^Crosswalk to/ });
  assert.equal(await tables.count(), 2);
  await tables.getByText("Article 14(4)(d)–(e)").waitFor();
  const addresses = await tables.getByRole("link").evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")))]);
  assert.ok(addresses.length > 25, `${addresses.length} places`);
  const gone = [];
  for (const address of addresses) {
    await page.evaluate((address) => { location.hash = address; }, address);
    const anchor = address.split("/")[2];
    const there = page.locator(anchor ? `[id="${anchor}"]` : "main h1").first();
    await there.waitFor({ state: "visible", timeout: 3_000 }).catch(() => gone.push(address));
  }
  assert.deepEqual(gone, []);
});
