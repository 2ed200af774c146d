// Nothing is decided before people decided it, and what was decided stays as it was.
import assert from "node:assert/strict";
import { journey, visit } from "./journey.mjs";
import { goTo, openExample } from "./workbench.mjs";

/** What has the focus once the page is drawn anew. */
async function focused(page) {
  await page.waitForTimeout(250);
  return page.evaluate(() => document.activeElement?.tagName ?? "none");
}

journey("a proposed limit lets nothing pass until somebody keeps it", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: /Start blank/ }).click();
  await goTo(page, "Gates");
  await page.getByRole("button", { name: "Add gate", exact: true }).click();
  const note = page.locator("#field-gates").getByText(/Nobody has set this limit yet/);
  await note.waitFor();
  await page.locator(".outcome[data-decision=undecided]").waitFor();
  await page.getByRole("button", { name: "Keep it as it is" }).click();
  await note.waitFor({ state: "detached" });
  assert.notEqual(await focused(page), "BODY");
});

journey("an undetected risk is named whichever rating it has, and mended where it is named", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Risks");
  await page.getByRole("button", { name: "Add risk" }).click();
  const row = page.locator("#field-risks tbody").last();
  await row.getByRole("textbox", { name: "Risk", exact: true }).fill("Nobody looks");
  await row.getByRole("combobox", { name: "Residual probability" }).selectOption("5");
  await row.getByRole("combobox", { name: "Residual impact" }).selectOption("5");
  await page.getByText(/1 that no gate or monitor would detect/).waitFor();
  const named = page.locator("#field-undetected li").filter({ hasText: "Nobody looks" });
  await named.getByRole("combobox", { name: /Monitor that sees/ }).selectOption({ index: 1 });
  await named.waitFor({ state: "detached" });
  assert.notEqual(await focused(page), "BODY");
});

journey("what is signed is closed, and an edit makes stale only what rests on it", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Review");
  for (const role of ["ML lead", "Operations manager"]) {
    await page.getByRole("button", { name: "Add sign-off" }).click();
    await page.getByRole("textbox", { name: "Role", exact: true }).fill(role);
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByRole("row", { name: new RegExp(role) }).getByText("signed as it stands").waitFor();
    assert.notEqual(await focused(page), "BODY");
  }
  const record = page.getByRole("table", { name: "Record of sign-offs" });
  assert.equal(await record.locator("input, select, textarea").count(), 0, "a signed row is closed");
  await goTo(page, "Monitoring");
  await page.getByRole("textbox", { name: "Metric", exact: true }).first().fill("Another metric");
  const panel = page.getByRole("complementary", { name: "Consequences" });
  await panel.getByText(/sign-off by Operations manager is stale: Monitoring has been edited since/).waitFor();
  assert.equal(await panel.getByText(/sign-off by ML lead/).count(), 0);
  await goTo(page, "Review");
  await record.getByRole("row", { name: /Operations manager/ }).getByRole("button", { name: "Sign again" }).click();
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await record.getByText("replaced: signed again later").waitFor();
  assert.equal(await record.getByRole("row").count(), 4, "the earlier one stays");
});

journey("the panel leads with the last edit, and screens open where the address leads", async ({ page, site, context }) => {
  await openExample(page, site);
  await goTo(page, "Charter");
  const panel = page.getByRole("complementary", { name: "Consequences" });
  assert.equal(await panel.getByText("Gates that do not pass").count(), 0);
  await page.getByRole("textbox", { name: "Objective" }).fill("Another objective");
  await panel.getByText("Your last edit: Edit objective").waitFor();
  await panel.getByText("It changed no score, no gate and no outcome.").waitFor();
  await page.evaluate(() => scrollTo(0, 9999));
  await goTo(page, "Risks");
  assert.equal(await page.evaluate(() => scrollY), 0);
  const address = await page.locator("#field-risks tbody").last().getAttribute("id");
  const other = await context.newPage();
  await other.goto(`${site.address}#/risks/${address}`);
  await other.waitForFunction((id) => document.getElementById(id)?.contains(document.activeElement), address);
  await other.locator("tr.opened").waitFor();
});

journey("the focus never falls off the page", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Risks");
  const field = page.getByRole("textbox", { name: "Risk", exact: true }).nth(1);
  await field.focus();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Find" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Risk");
  await page.getByRole("button", { name: "Remove this row" }).first().click();
  await page.waitForTimeout(300);
  assert.notEqual(await focused(page), "BODY");
});
