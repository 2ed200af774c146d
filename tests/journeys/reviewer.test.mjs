// A governance reviewer adds ten risks with the keyboard alone and finds them after a reload.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { goTo, openExample, saved } from "./workbench.mjs";

const TITLES = [
  "Assistant leaks a customer's name", "Prompt injection through a ticket", "Vendor changes the model silently",
  "Escalations pile up at night", "Cost doubles with long tickets", "Wrong queue for legal matters",
  "Labels drift after a reorganisation", "Nobody reads the alert", "Rollback loses drafts", "Reviewers trust it too much",
];

journey("a reviewer adds ten risks by keyboard and reloads", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Risks");
  const before = await titles(page);

  await page.getByRole("button", { name: "Add risk" }).focus();
  await page.keyboard.press("Enter");
  for (const [index, title] of TITLES.entries()) {
    if (index > 0) await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => document.activeElement.matches("input, textarea") && document.activeElement.value === "");
    await page.keyboard.type(title);
  }
  await page.keyboard.press("Tab");
  await saved(page);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Risks" }).waitFor();
  assert.deepEqual((await titles(page)).toSorted(), [...before, ...TITLES].toSorted());
});

/** What stands in the first field of each row. */
const titles = async (page) => {
  const table = page.getByRole("table", { name: "Risk log" });
  await table.waitFor();
  return table.locator("tbody > tr:first-child").evaluateAll((rows) =>
    rows.map((row) => row.querySelector("input:not([type=checkbox]), textarea").value));
};
