// Records that go while they are shown: nothing that belonged to them runs any more.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { goTo, openExample } from "./workbench.mjs";

const SCREENS = [["Alternatives", "Inputs"], ["Gates"], ["Risks"], ["Release"], ["Monitoring"]];

journey("an open record is removed, brought back and removed again, and nothing complains", async ({ page, site }) => {
  await openExample(page, site);
  const step = (name) => page.getByRole("banner").getByRole("button", { name, exact: true }).click();
  for (const [screen, part] of SCREENS) {
    await goTo(page, screen, part);
    const table = page.locator("main table.record-table:visible").first();
    const rows = table.locator("> tbody");
    await table.getByRole("button", { name: "Open the full record" }).first().click();
    await rows.first().locator("tr.detail").waitFor();
    const before = await rows.count();
    const counts = async (expected) => {
      await page.waitForFunction(([table, expected]) => table.tBodies.length === expected, [await table.elementHandle(), expected]);
      assert.equal(await rows.count(), expected, screen);
    };
    await table.getByRole("button", { name: "Remove this row" }).first().click();
    await counts(before - 1);
    await step("Undo");
    await counts(before);
    await step("Redo");
    await counts(before - 1);
    await step("Undo");
    await counts(before);
  }
});
