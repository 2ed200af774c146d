// A product owner moves weights until another alternative is first.
import assert from "node:assert/strict";
import { journey, visit } from "./journey.mjs";
import { goTo, openExample, ranking } from "./workbench.mjs";

journey("a product owner moves weights and sees the winner change", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Alternatives", "Weights");
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

journey("a weight is moved and its slider stays under the hand", async ({ page, site }) => {
  await openExample(page, site);
  for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    await page.evaluate(() => { location.hash = "#/alternatives/compare"; });
    await page.getByRole("heading", { name: "Scores", exact: true }).waitFor();
    await page.evaluate(() => { location.hash = "#/alternatives/weights"; });
    await page.getByRole("slider", { name: /weight/i }).first().waitFor();
    const sliders = page.getByRole("slider", { name: /weight/i });
    for (let index = 0; index < (await sliders.count()); index += 1) {
      const slider = sliders.nth(index);
      await slider.focus();
      const before = await slider.boundingBox();
      for (const key of ["End", "Home", "PageUp"]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(60);
        const { x, y } = await slider.boundingBox();
        assert.deepEqual({ x, y }, { x: before.x, y: before.y }, `slider ${index} after ${key} at ${size.width}`);
      }
    }
  }
});

journey("each part of Alternatives has an address, and a record's address opens the part it stands in", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Alternatives");
  const current = page.getByRole("navigation", { name: "Parts of this screen" }).locator("[aria-current]");
  for (const [address, part] of [
    ["weights", "Weights"], ["certainty", "How sure"], ["field-criteria", "Inputs"], ["scores", "Compare"], ["cost-model", "Cost"],
    ["assisted", "Inputs"], ["field-weights", "Weights"], ["measure-next", "How sure"],
  ]) {
    await page.evaluate((address) => { location.hash = `#/alternatives/${address}`; }, address);
    await current.getByText(part, { exact: true }).waitFor();
    await page.reload();
    await current.getByText(part, { exact: true }).waitFor();
  }
});

journey("a blank package is led to what is to be entered first", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: /blank/i }).first().click();
  await goTo(page, "Alternatives");
  await page.getByRole("heading", { name: "Alternatives", level: 2 }).waitFor();
  for (const part of ["Compare", "How sure"]) {
    await goTo(page, "Alternatives", part);
    await page.getByText("They need at least two").waitFor();
    assert.equal(await page.locator("main canvas").count(), 0, `${part} shows no empty chart`);
    assert.equal(await page.locator("main [data-verdict]").count(), 0, `${part} judges nothing`);
  }
});
