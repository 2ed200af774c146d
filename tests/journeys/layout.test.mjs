// The page fits its window: nothing scrolls it sideways, however narrow the window and however long a word.
import assert from "node:assert/strict";
import { journey, visit } from "./journey.mjs";
import { SCREENS, openBlank, show } from "./screens.mjs";
import { openExample } from "./workbench.mjs";

/** The last one is also a window of 1280 pixels at 400 %. */
const WIDTHS = [1440, 1280, 1024, 768, 390, 320];

/** What sticks out to the right of the window, where the page scrolls sideways. */
const sticking = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolled = (element) => element.parentElement && (element.parentElement.closest(".scroll") ?? undefined);
  const out = [...document.body.querySelectorAll("*")].filter((element) =>
    element.getBoundingClientRect().right > root.clientWidth + 1 && !scrolled(element));
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className} in ${element.closest("[id]")?.id}`;
  return [`${root.scrollWidth} of ${root.clientWidth} px`, ...out.slice(0, 6).map(name)];
});

/** The screens that scroll sideways, a line each. */
async function scrolls(page, where, widths = WIDTHS) {
  const found = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(60);
    const out = await sticking(page);
    if (out.length > 0) found.push(`${where} at ${width}: ${out.join("; ")}`);
  }
  return found;
}

/** Puts a word of 200 letters into every text of the screen that a person can type. */
const typeLongWords = (page) => page.evaluate(async () => {
  const word = "Donaudampfschifffahrtsgesellschaft".repeat(6);
  for (const field of document.querySelectorAll("main input[type=text]:not([inputmode]):not([role]), main textarea:not(#decision-table)")) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, word);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
});

for (const [called, open] of [["worked example", openExample], ["empty package", openBlank]]) {
  journey(`no screen of the ${called} scrolls sideways`, async ({ page, site }) => {
    await visit(page, site);
    const found = await scrolls(page, "Start");
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, site);
    for (const screen of SCREENS) {
      await show(page, screen);
      found.push(...(await scrolls(page, screen.join(", "))));
    }
    assert.deepEqual(found, []);
  }, { within: 240_000 });
}

journey("long words scroll no screen sideways", async ({ page, site }) => {
  await openExample(page, site);
  const found = [];
  for (const screen of SCREENS) {
    await show(page, screen);
    await typeLongWords(page);
  }
  for (const screen of SCREENS) {
    await show(page, screen);
    found.push(...(await scrolls(page, screen.join(", "))));
  }
  assert.deepEqual(found, []);
}, { within: 240_000 });

journey("a phone has what a desk has, but no keys", async ({ page, site }) => {
  await openExample(page, site);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const part of [page.getByRole("button", { name: /^Find/ }), page.locator(".outcome"), page.getByText("Saved in this browser")]) {
    const place = await part.boundingBox();
    assert.ok(place && place.x >= 0 && place.x + place.width <= 390 && place.y < 100, `${part} is in the top bar`);
  }
  assert.equal(await page.locator("kbd:visible").count(), 0, "no keys where there is no keyboard");
});

journey("the Overview's verdict, gates, risks and tasks are seen at once", async ({ page, site }) => {
  await openExample(page, site);
  await page.getByRole("heading", { name: "Who must act" }).waitFor();
  const bottom = await page.locator(".summary").evaluate((summary) => summary.getBoundingClientRect().bottom);
  assert.ok(bottom <= 900, `ends at ${bottom} of 900 px`);
});
