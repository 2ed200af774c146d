// Tables of records: sorted, filtered, pasted into, and gone through by keyboard.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { downloadJson, goTo, openExample } from "./workbench.mjs";

const log = (page) => page.getByRole("table", { name: "Risk log" });

/** The names of the risks, from the top. */
const names = (page) => log(page).locator("tbody textarea[aria-label=Risk]").evaluateAll((fields) => fields.map((field) => field.value));

const said = (page) => page.locator("#field-risks").getByRole("status").textContent();

journey("a risk's mitigation is at most three Tab presses from its row", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Risks");
  const row = log(page).locator("tbody").first();
  await row.getByRole("textbox", { name: "Risk", exact: true }).focus();
  const isThere = () => page.evaluate(() => document.activeElement.labels?.[0]?.textContent === "Mitigation");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await row.locator("tr.detail").waitFor();
  await page.waitForTimeout(100);
  let presses = 1;
  while (presses < 3 && !(await isThere())) {
    await page.keyboard.press("Tab");
    presses += 1;
  }
  assert.ok(await isThere(), `after ${presses} presses`);
});

journey("a table sorts and filters, says so, and leaves the package's order alone", async ({ page, site }) => {
  await openExample(page, site);
  const before = (await downloadJson(page)).document.package.risks.map((risk) => risk.name);
  await goTo(page, "Risks");
  const own = await names(page);
  assert.deepEqual(own, before);

  const heading = log(page).getByRole("columnheader", { name: "Risk" });
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const sorted = own.toSorted((one, two) => (one.toLowerCase() < two.toLowerCase() ? -1 : 1));
  assert.deepEqual(await names(page), sorted);
  assert.equal(await said(page), "Sorted by Risk, ascending");
  await heading.getByRole("button").click();
  assert.deepEqual(await names(page), sorted.toReversed());

  const filter = page.getByRole("searchbox", { name: "Filter risk log" });
  await filter.fill("vendor");
  const kept = await names(page);
  assert.ok(kept.length > 0 && kept.length < own.length);
  assert.equal(await said(page), `${kept.length} of ${own.length} shown, sorted by Risk, descending`);

  await goTo(page, "Gates");
  await goTo(page, "Risks");
  assert.deepEqual(await names(page), kept, "kept while the package is open");
  await filter.fill("no such risk");
  assert.equal(await said(page), `None of ${own.length} contains “no such risk”, sorted by Risk, descending`);

  await page.getByRole("button", { name: "Show all in original order" }).click();
  assert.deepEqual(await names(page), own);
  assert.deepEqual((await downloadJson(page)).document.package.risks.map((risk) => risk.name), before);
});

journey("a risk that the address names is shown, filtered away or not", async ({ page, site }) => {
  await openExample(page, site);
  const [first] = (await downloadJson(page)).document.package.risks;
  await goTo(page, "Risks");
  await page.getByRole("searchbox", { name: "Filter risk log" }).fill("no such risk");
  await page.evaluate((id) => (location.hash = `#/risks/${id}`), first.id);
  await page.locator(`[id="${first.id}"]`).waitFor();
});

journey("risks are pasted from a spreadsheet, seen first, and undone in one step", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Risks");
  const before = await names(page);
  await page.getByRole("button", { name: "Paste risks" }).click();
  const cells = page.getByRole("textbox", { name: /Cells of a spreadsheet/ });
  await page.waitForFunction(() => document.activeElement.tagName === "TEXTAREA");
  await cells.fill(`Risk\tOwner\tImpact\tMood\nSilent model update\tML lead\t4\tgrim\n${before[0]}\tNobody yet\t\t\nNight shift\t\tbad\t\n`);
  await page.getByRole("heading", { name: "Understood: 2 new and 1 changed" }).waitFor();
  await page.getByText("The column “Mood” names no field here and is left out.").waitFor();
  await page.getByText(/Row 4, Inherent impact: “bad” is left out/).waitFor();
  await page.getByRole("button", { name: "Import 3 risks" }).click();
  await page.waitForFunction((count) => document.querySelectorAll("#field-risks tbody[id]").length === count, before.length + 2);
  assert.deepEqual(await names(page), [...before, "Silent model update", "Night shift"]);
  const owner = log(page).locator("tbody").first().getByRole("combobox", { name: "Owner" });
  assert.equal(await owner.inputValue(), "Nobody yet");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Paste risks …");
  await page.getByRole("banner").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((count) => document.querySelectorAll("#field-risks tbody[id]").length === count, before.length);
  assert.notEqual(await owner.inputValue(), "Nobody yet");
});

journey("owners are offered from the stakeholders", async ({ page, site }) => {
  await openExample(page, site);
  const roles = (await downloadJson(page)).document.package.charter.stakeholders.map((one) => one.role);
  await goTo(page, "Risks");
  const offered = await log(page).getByRole("combobox", { name: "Owner" }).first().evaluate((field) => [...field.list.options].map((option) => option.value));
  assert.ok(roles.length > 0 && roles.every((role) => offered.includes(role)));
});

journey("a record table shows every name whole, beside the panel and above the bar", async ({ page, site }) => {
  await openExample(page, site);
  for (const width of [1440, 1280, 1024, 920]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const screen of ["Charter", "Evidence", "Gates", "Risks", "Release", "Monitoring"]) {
      await goTo(page, screen);
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(100);
      const faults = await page.evaluate(() => {
        const found = [];
        const panel = document.querySelector(".consequences")?.getBoundingClientRect();
        for (const table of document.querySelectorAll("main .record-table:not(.hidden)")) {
          const name = table.getAttribute("aria-label");
          const place = table.getBoundingClientRect();
          if (panel && panel.left > 300 && place.right > panel.left) found.push(`${name} runs under the panel`);
          for (const field of table.querySelectorAll("tr:not(.detail) > td > textarea.one-line")) {
            const { width, height } = field.getBoundingClientRect();
            if (width > 0 && (width < 60 || field.scrollHeight > height + 2)) found.push(`${name}: ${field.value} in ${width} x ${height} px`);
          }
          for (const select of table.querySelectorAll("tr:not(.detail) > td > select")) {
            const style = getComputedStyle(select);
            const ruler = document.createElement("canvas").getContext("2d");
            ruler.font = `${style.fontSize} ${style.fontFamily}`;
            const text = select.selectedOptions[0]?.textContent ?? "";
            const least = Math.min(ruler.measureText(text).width, 60);
            if (select.clientWidth > 0 && select.clientWidth - 26 < least) found.push(`${name}: ${text} in ${select.clientWidth} px`);
          }
          // What an input of one line cannot hold is drawn over it, wrapped.
          for (const field of table.querySelectorAll("tr:not(.detail) > td :is(input[list], .whole > select)")) {
            const style = getComputedStyle(field);
            const ruler = document.createElement("canvas").getContext("2d");
            ruler.font = `${style.fontSize} ${style.fontFamily}`;
            const text = field.selectedOptions?.[0]?.textContent ?? field.value;
            const whole = field.closest(".whole");
            const cut = field.clientWidth > 0 && ruler.measureText(text).width > field.clientWidth - 8;
            if (cut && whole?.dataset.shown !== text) found.push(`${name}: ${text} is cut at ${field.clientWidth} px`);
            if (whole && whole.scrollWidth > whole.clientWidth) found.push(`${name}: ${text} runs out of ${whole.clientWidth} px`);
          }
        }
        return found;
      });
      assert.deepEqual(faults, [], `${screen} at ${width}`);
    }
  }
});
