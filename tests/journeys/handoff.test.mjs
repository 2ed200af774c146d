// A product owner hands the risks to a reviewer, goes on, and merges the answer; then returns to an earlier state.
import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { journey } from "./journey.mjs";
import { choose, downloadJson, goTo, openExample, saved } from "./workbench.mjs";

/** The file that a click hands out. */
async function given(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const file = join(await mkdtemp(join(tmpdir(), "shipworthy-handoff-")), download.suggestedFilename());
  await writeFile(file, await readFile(await download.path()));
  return file;
}

journey("a part is handed off, answered and merged while its owner goes on", async ({ page, site, context }) => {
  await openExample(page, site);
  await goTo(page, "Package");
  await page.getByLabel("Role", { exact: true }).fill("Governance reviewer");
  await page.getByLabel("What is asked for").fill("Who answers for the second risk?");
  const parts = page.getByRole("group", { name: "Parts" });
  for (const part of await parts.getByRole("checkbox").all()) await part.uncheck();
  await parts.getByLabel("Risks").check();
  const asked = await given(page, page.getByRole("button", { name: "Download hand-off" }));

  const elsewhere = await context.browser().newContext({ acceptDownloads: true, reducedMotion: "reduce" });
  const reviewer = await elsewhere.newPage();
  await reviewer.goto(site.address);
  await choose(reviewer, /Open a package/, asked);
  const handed = reviewer.getByRole("complementary", { name: "Handed to you" });
  await handed.getByText("Risks is handed to “Governance reviewer”: “Who answers for the second risk?”").waitFor();
  await handed.getByRole("link", { name: "Risks" }).click();
  await reviewer.getByLabel("Owner", { exact: true }).nth(1).fill("Ben");
  await reviewer.keyboard.press("Tab");
  await saved(reviewer);
  const answer = await given(reviewer, handed.getByRole("button", { name: "Send it back" }));
  await elsewhere.close();

  await goTo(page, "Charter");
  await page.locator("#field-title").fill("Meanwhile under another title");
  await saved(page);
  await goTo(page, "Package");
  await choose(page, "Merge a copy", answer);
  await page.getByText(/is merged: 1 change taken over, no conflict/).waitFor();
  const merged = (await downloadJson(page)).document.package;
  assert.deepEqual([merged.title, merged.risks[1].owner], ["Meanwhile under another title", "Ben"]);
});

journey("the history leads back to an earlier state, and undo forward again", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Charter");
  const title = page.locator("#field-title");
  const before = await title.inputValue();
  await title.fill("A title to leave");
  await goTo(page, "Risks");
  await page.getByLabel("Owner", { exact: true }).first().fill("Somebody else");
  await page.keyboard.press("Tab");
  await saved(page);
  await page.reload();
  await goTo(page, "Package");
  const from = page.getByLabel("From", { exact: true });
  const earliest = (await from.locator("option").allInnerTexts()).findLast((text) => text.startsWith("Before"));
  await from.selectOption({ label: earliest });
  await page.getByRole("button", { name: "Show what changed" }).click();
  await page.getByText(`Title: ${before} → A title to leave`).last().waitFor();
  await page.getByText(/owner: .* → Somebody else/i).last().waitFor();
  await page.getByRole("button", { name: "Return to the first" }).click();
  const returned = (await downloadJson(page)).document.package;
  assert.equal(returned.title, before);
  assert.notEqual(returned.risks[0].owner, "Somebody else");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  const again = (await downloadJson(page)).document.package;
  assert.deepEqual([again.title, again.risks[0].owner], ["A title to leave", "Somebody else"]);
});
