// A product owner moves weights until another alternative is first.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { goTo, openExample, ranking } from "./workbench.mjs";

journey("a product owner moves weights and sees the winner change", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Alternatives");
  const [first] = await ranking(page);
  const weights = page.getByRole("slider", { name: /weight/i });
  assert.ok((await weights.count()) >= 3, "each criterion has a weight to move");
  for (let index = 0; index < (await weights.count()); index += 1) {
    await weights.nth(index).focus();
    await page.keyboard.press("End");
    if ((await ranking(page))[0] !== first) break;
    await page.keyboard.press("Home");
    if ((await ranking(page))[0] !== first) break;
  }
  const [winner] = await ranking(page);
  assert.notEqual(winner, first);
  await page.getByRole("button", { name: "Undo" }).click();
});
