// Fields on every screen: what is typed stays, and so does the cursor.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { goTo, openExample } from "./workbench.mjs";

const SCREENS = [
  ["Charter"], ["Evidence"], ["Alternatives", "Weights"], ["Alternatives", "Inputs"], ["Alternatives", "Cost"], ["Gates"],
  ["Risks"], ["Release", "Pipeline"], ["Release", "Faults and traffic"], ["Release", "Rollback"],
  ["Release", "Deployment"], ["Monitoring"], ["Review"], ["Memo"], ["Package"],
];

/** So many fields of a screen are typed into. */
const MOST = 8;

/** Types a digit into the middle of the field, and tells what came of it once everything that follows has settled. */
async function typeInto(page, field) {
  const before = await field.evaluate((input) => {
    input.focus();
    const middle = Math.floor(input.value.length / 2);
    input.setSelectionRange(middle, middle);
    return { value: input.value, middle };
  });
  await page.keyboard.type("1");
  await page.waitForTimeout(200);
  const { value, middle } = before;
  const expected = { value: `${value.slice(0, middle)}1${value.slice(middle)}`, cursor: middle + 1, isFocused: true };
  const found = await field.evaluate((input) => ({
    value: input.value,
    cursor: input.selectionStart,
    isFocused: document.activeElement === input,
  }));
  return { expected, found };
}

journey("typing keeps the cursor where it is, on every screen", async ({ page, site }) => {
  await openExample(page, site);
  for (const [screen, part] of SCREENS) {
    await goTo(page, screen, part);
    const fields = page.locator("main input[type=text]:visible, main textarea:visible");
    const count = Math.min(await fields.count(), MOST);
    const handles = (await fields.elementHandles()).slice(0, count);
    for (const field of handles) {
      const name = await field.evaluate((input) => input.getAttribute("aria-label") ?? input.labels?.[0]?.textContent ?? input.id);
      const { expected, found } = await typeInto(page, field);
      assert.deepEqual(found, expected, `${screen}: ${name}`);
    }
  }
});
