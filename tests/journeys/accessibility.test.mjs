// No screen breaks a rule of axe-core: in light and dark, wide and narrow, full and empty, with records and dialogs open.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { journey, visit } from "./journey.mjs";
import { SCREENS, colours, openBlank, show, unfold } from "./screens.mjs";
import { openExample } from "./workbench.mjs";

const axe = await readFile(join(process.env.SHIPWORTHY_NODE_MODULES, "axe-core/axe.min.js"), "utf8");

const WIDTHS = [1440, 1024, 390];

/** What breaks a rule, a line each: which rule, where, at which width and in which colours. */
async function violations(page, where) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // What scrolls sideways at this width takes the focus once it is laid out.
    await page.waitForTimeout(250);
    for (const theme of ["light", "dark"]) {
      await colours(page, theme);
      // Colours change nothing but colours: the other rules are asked once a width.
      const rules = theme === "light" ? undefined : { type: "rule", values: ["color-contrast"] };
      const nodes = await page.evaluate(async (runOnly) => {
        const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"], iframes: false });
        return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary.split("\n")[1] ?? ""}`));
      }, rules);
      found.push(...nodes.map((node) => `${where}, ${width}, ${theme}: ${node}`));
    }
  }
  await colours(page, "light");
  return found;
}

/** Fails with the first of them. */
function none(found) {
  assert.equal(found.length, 0, `${found.length} nodes break rules:\n${found.slice(0, 400).join("\n")}`);
}

for (const [package_, open] of [["worked example", openExample], ["empty package", openBlank]]) {
  journey(`no screen of the ${package_} breaks a rule of accessibility`, async ({ page, site }) => {
    await open(page, site);
    await page.evaluate(axe);
    const found = [];
    for (const screen of SCREENS) {
      await show(page, screen);
      found.push(...(await violations(page, `${screen.join(", ")} (${package_})`)));
    }
    none(found);
  }, { within: 300_000 });
}

journey("neither the first page, the palette nor the messages break a rule of accessibility", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: /MLOps and release management/ }).waitFor();
  await page.evaluate(axe);
  const found = await violations(page, "Start");

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: /MLOps and release management/ }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Find" }).waitFor();
  found.push(...(await violations(page, "Palette")));
  await page.getByRole("combobox", { name: "Go to or do" }).fill("no such thing");
  found.push(...(await violations(page, "Palette without a match")));
  await page.keyboard.press("Escape");

  await show(page, ["Risks"]);
  await page.getByRole("button", { name: "Remove this row" }).first().click();
  await page.getByText("Removed one risk").waitFor();
  found.push(...(await violations(page, "Message")));
  await page.setViewportSize({ width: 390, height: 900 });
  await page.getByRole("button", { name: "Screens" }).click();
  found.push(...(await violations(page, "Menu")));
  none(found);
}, { within: 300_000 });
