// Nothing is lost: not to another tab, not to a full disk, not to a file that is no good.
import assert from "node:assert/strict";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { journey, sample, visit } from "./journey.mjs";
import { choose, downloadJson, downloadSettled, goTo, openExample, saved } from "./workbench.mjs";

const title = (page) => page.getByRole("textbox", { name: "Title", exact: true });

journey("two tabs that edit one package keep both edits", async ({ page, site, context }) => {
  await openExample(page, site);
  await goTo(page, "Charter");
  await saved(page);
  const other = await context.newPage();
  await visit(other, site, "#/charter");
  await title(other).waitFor();

  await title(page).fill("Edited in one tab");
  await saved(page);
  await other.waitForFunction(() => [...document.querySelectorAll("input, textarea")].some((field) => field.value === "Edited in one tab"));

  await Promise.all([title(page).fill("From the first tab"), title(other).fill("From the second tab")]);
  const warned = (tab) => tab.getByRole("alert").getByText(/edited in another tab/).waitFor().then(() => tab);
  await Promise.any([warned(page), warned(other)]);
  await Promise.all([saved(page), saved(other)]);

  const found = [await title(page).inputValue(), await title(other).inputValue()];
  assert.equal(found.filter((text) => text.endsWith("(copy from another tab)")).length, 1, found.join(" | "));
  await page.getByRole("link", { name: "Shipworthy" }).first().click();
  for (const text of found) await page.getByRole("button", { name: text, exact: false }).first().waitFor();
});

journey("a package opened again while it is open keeps its verdict", async ({ page, site }) => {
  await openExample(page, site);
  const { document: before } = await downloadSettled(page);
  await saved(page);
  const verdict = await page.locator(".outcome").innerText();
  await page.getByRole("link", { name: "Shipworthy" }).first().click();
  await page.getByRole("button", { name: before.package.title, exact: true }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  await page.waitForFunction((verdict) => document.querySelector(".outcome").innerText === verdict, verdict);
  const { document: after } = await downloadSettled(page);
  assert.deepEqual(after.findings.outcome, before.findings.outcome);
});

journey("work goes on when the browser's storage is cleared under it", async ({ page, site, context }) => {
  await openExample(page, site);
  await goTo(page, "Charter");
  await saved(page);
  const protocol = await context.newCDPSession(page);
  await protocol.send("Storage.clearDataForOrigin", { origin: new URL(site.address).origin, storageTypes: "indexeddb" });
  await title(page).fill("Written after the storage was cleared");
  await page.getByRole("alert").getByText(/cleared while you worked/).waitFor();
  await saved(page);
  await page.reload();
  await title(page).waitFor();
  assert.equal(await title(page).inputValue(), "Written after the storage was cleared");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#package-title").value !== "Written after the storage was cleared");
});

journey("the history says what changed, from what, to what, and by whom", async ({ page, site }) => {
  await openExample(page, site);
  await page.getByRole("combobox", { name: "Your role" }).selectOption("ML lead");
  const before = await title(page).inputValue();
  await title(page).fill("Another title");
  await goTo(page, "Package");
  const step = page.locator(".steps-done > li").first();
  await step.getByText(`Title: ${before} → Another title`).waitFor();
  await step.getByText(/ML lead/).waitFor();
});

journey("undo takes back one field at a time, also after a reload", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Risks");
  const risks = page.getByRole("textbox", { name: "Risk", exact: true });
  const names = () => risks.evaluateAll((fields) => fields.map((field) => field.value));
  const become = async (expected) => {
    await page.waitForFunction((expected) => {
      const fields = [...document.querySelectorAll('[aria-label="Risk"]')].map((field) => field.value);
      return JSON.stringify(fields) === JSON.stringify(expected);
    }, expected);
  };
  const before = await names();
  const [first, second, ...rest] = before;
  // Both rows within a second, under one label.
  await risks.nth(0).fill("Edited first");
  await risks.nth(1).fill("Edited second");
  await saved(page);
  await page.reload();
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await undo.click();
  await become(["Edited first", second, ...rest]);
  await undo.click();
  await become(before);
  const redo = page.getByRole("button", { name: "Redo", exact: true });
  await redo.click();
  await redo.click();
  await become(["Edited first", "Edited second", ...rest]);
  await page.keyboard.press("Control+z");
  await become(["Edited first", second, ...rest]);
  assert.notEqual(first, "Edited first");
});

journey("a full disk is said, and the work can still be taken away", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Charter");
  await saved(page);
  // A quota set through the browser's protocol is not enforced on IndexedDB, so the store itself says no.
  await page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => { throw new DOMException("The disk is full.", "QuotaExceededError"); };
  });
  await title(page).fill("Written on a full disk");
  await page.getByRole("status").getByText(/^Not saved/).waitFor();
  const { document } = await downloadJson(page);
  assert.equal(document.package.title, "Written on a full disk");

  await page.evaluate(() => { IDBObjectStore.prototype.put = window.put; });
  await goTo(page, "Charter");
  await title(page).fill("Written once there was room");
  await saved(page);
  await page.reload();
  await title(page).waitFor();
  assert.equal(await title(page).inputValue(), "Written once there was room");
});

journey("files that are no good say why and change nothing", async ({ page, site }) => {
  const folder = await mkdtemp(join(tmpdir(), "shipworthy-bad-"));
  const file = async (name, content) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  try {
    await openExample(page, site);
    const { text, document } = await downloadJson(page);
    await saved(page);
    const heading = await page.getByRole("banner").innerText();

    const packages = {
      "empty.json": ["", /The file is empty/],
      "binary.json": [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]), /not text/],
      "cut.json": [text.slice(0, text.length / 2), /ends in the middle, at line \d+, column \d+/],
      "newer.json": [text.replace(/"schema_version": ?1/, '"schema_version": 2'), /newer Shipworthy/],
      "deep.json": [`{"format":"shipworthy-package","package":${"[".repeat(10_000)}${"]".repeat(10_000)}}`, /nested deeper/],
    };
    for (const [name, [content, said]] of Object.entries(packages)) {
      await choose(page, "Open a package", await file(name, content));
      const notice = page.getByRole("alert").filter({ hasText: name });
      await notice.waitFor();
      assert.match(await notice.innerText(), said, name);
      assert.match(await notice.innerText(), /what you have open is unchanged/, name);
      await notice.getByRole("button", { name: "Close this message" }).click();
    }
    assert.equal(await page.getByRole("banner").innerText(), heading);

    await goTo(page, "Evidence");
    const wide = Array.from({ length: 10_000 }, (_, column) => `c${column}`).join();
    const tables = {
      "empty.csv": ["", /The file is empty/],
      "header.csv": ["week,option,score\n", /no rows/],
      "ragged.csv": ["week,score\n1,2\n2,3,4\n", /row 2/i],
      "quote.csv": ['week,note\n1,"never closed\n2,fine\n', /quot/],
      "twice.csv": ["week,week\n1,2\n", /both named "week"/],
      "wide.csv": [`${wide}\n${wide}\n`, /columns/],
      "broken.jsonl": ['{"a":1}\n{"a":\n', /line \d+|row 2/i],
    };
    for (const [name, [content, said]] of Object.entries(tables)) {
      await choose(page, "Load telemetry", await file(name, content));
      const problem = page.getByText(`${name} was not loaded.`).locator("..");
      await problem.waitFor();
      assert.match(await problem.innerText(), said, name);
    }
    assert.deepEqual((await downloadJson(page)).document.package, document.package, "nothing changed");
  } finally {
    await rm(folder, { recursive: true });
  }
});

journey("telemetry as JSON and as JSON Lines loads like CSV", async ({ page, site }) => {
  const folder = await mkdtemp(join(tmpdir(), "shipworthy-json-"));
  const rows = ["A", "B"].flatMap((option) =>
    Array.from({ length: 12 }, (_, week) => ({ week: `2026-0${1 + Math.floor(week / 4)}-0${1 + week % 4}`, option, latency: week === 3 ? null : 100 + week })));
  try {
    await openExample(page, site);
    await goTo(page, "Evidence");
    for (const [name, content] of [
      ["latency.json", JSON.stringify(rows)],
      ["latency.jsonl", rows.map((row) => JSON.stringify(row)).join("\n")],
    ]) {
      await writeFile(join(folder, name), content);
      await choose(page, "Load telemetry", join(folder, name));
      await page.getByText(new RegExp(`${name.replace(".", "\\.")} ·`)).first().waitFor();
      await page.getByText(/24 rows/).first().waitFor();
      assert.match(await page.getByRole("row", { name: /^latency/ }).last().innerText(), /2 \(8\.3/, "null is missing");
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

const FAULT = "the worker ran into a fault";

/** Has each of the page's workers die of the next request it is given. */
const sabotage = (page) =>
  Promise.all(page.workers().map((worker) =>
    worker.evaluate((fault) => { self.onmessage = () => { throw new Error(fault); }; }, FAULT)));

journey("a worker that dies says so, loses nothing, and the next request works again", async ({ page, site }) => {
  await openExample(page, site);
  const before = await downloadSettled(page);

  // While a file is read.
  await goTo(page, "Evidence");
  await sabotage(page);
  await choose(page, "Load telemetry", sample);
  const problem = page.getByText("rollout-engines-weekly.csv was not loaded.").locator("..");
  await problem.waitFor();
  assert.match(await problem.innerText(), /The computation stopped \(.*fault.*\)\. What you entered is safe\./);
  assert.deepEqual((await downloadJson(page)).document.package, before.document.package, "nothing changed");
  await goTo(page, "Evidence");
  await choose(page, "Load telemetry", sample);
  await page.getByText(/697 rows/).waitFor();
  assert.equal(await page.getByText("was not loaded.").count(), 0);

  // While measures are estimated.
  await goTo(page, "Package");
  await saved(page);
  await sabotage(page);
  const seed = page.locator("#field-seed");
  await seed.fill("41");
  await page.getByRole("alert").getByText(/^The measures were not estimated/).waitFor();
  await seed.fill("42");
  const settled = await downloadSettled(page);
  assert.equal(settled.document.package.settings.seed, 42);
  assert.ok(settled.document.findings.estimates.every((estimate) => estimate.value !== null || estimate.n === 0));

  // While draws are made.
  await goTo(page, "Alternatives", "How sure");
  await sabotage(page);
  await page.getByText("Settings of the verdict and of the draws").click();
  await page.getByRole("button", { name: "New seed" }).click();
  await page.getByText(/^The draws were not made: the computation stopped/).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(/^With your weights, .* is first in/).first().waitFor();
  await saved(page);
  await page.reload();
  await page.getByText(/^With your weights, .* is first in/).first().waitFor();
}, { expected: new RegExp(FAULT) });
