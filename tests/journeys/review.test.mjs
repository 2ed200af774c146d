// A production reviewer rates a check, comments on a gate from anywhere, and finds both after a reload.
import assert from "node:assert/strict";
import { journey, visit } from "./journey.mjs";
import { goTo, saved } from "./workbench.mjs";

const open = async (page, site) => {
  await visit(page, site);
  await page.getByRole("button", { name: /Production review/ }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
};

journey("a reviewer rates a check and the score is the least of its sections", async ({ page, site }) => {
  await open(page, site);
  await goTo(page, "Review");
  await page.getByText(/^22.5 of 25 points: conceptual 9 of 10/).waitFor();
  await page.getByText(/^3 of 7, the least of data 4.5, model 3/).waitFor();
  const section = page.locator("details.test-section", { has: page.locator("summary", { hasText: /^Model/ }) });
  await section.locator("summary").click();
  await section.getByLabel("What an old model costs is known", { exact: true }).selectOption({ label: "automated" });
  await page.getByText(/^4 of 7, the least of data 4.5, model 4/).waitFor();
  await saved(page);
  await page.reload();
  await page.getByText(/^4 of 7, the least of/).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(/^3 of 7, the least of/).waitFor();
});

journey("a comment leads to what it is about, and stands there while it is open", async ({ page, site }) => {
  await open(page, site);
  await goTo(page, "Gates");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to or do" }).fill("Comment on p99 latency");
  await page.keyboard.press("Enter");
  const table = page.getByRole("table", { name: "Comments" });
  const row = table.locator("tbody").filter({ hasText: "gate “p99 latency”" });
  await row.getByLabel("Comment").fill("Which clock measures this?");
  await saved(page);
  await row.getByRole("link", { name: /gate “p99 latency”/ }).click();
  const here = page.getByRole("complementary", { name: "Open comments" });
  await here.getByText("Which clock measures this?").waitFor();
  await here.getByRole("link", { name: "Gates, gate “p99 latency”" }).click();
  await row.getByLabel("Resolved").check();
  await goTo(page, "Gates");
  await page.getByRole("heading", { level: 1, name: "Gates" }).waitFor();
  assert.equal(await page.getByText("Which clock measures this?").count(), 0);
});
