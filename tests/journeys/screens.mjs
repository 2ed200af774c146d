// Every screen with everything on it open, for journeys that judge what is there.
import { goTo } from "./workbench.mjs";
import { visit } from "./journey.mjs";

/** Every screen, and each part of those that come in parts. */
export const SCREENS = [
  ["Overview"], ["Charter"], ["Evidence"], ["Alternatives", "Compare"], ["Alternatives", "Weights"], ["Alternatives", "How sure"],
  ["Alternatives", "Inputs"], ["Alternatives", "Cost"], ["Gates"], ["Risks"], ["Release", "Pipeline"],
  ["Release", "Simulation"], ["Release", "What is seen"], ["Release", "Find a plan"], ["Release", "Faults and traffic"],
  ["Release", "Rollback"], ["Release", "Deployment"], ["Monitoring"], ["Review"], ["Memo"],
  ["Package"],
];

/** Opens the first record of every table, and every part of the page that unfolds. */
export async function unfold(page) {
  await page.evaluate(async () => {
    const settled = () => new Promise((resolve) => setTimeout(resolve, 60));
    for (const details of document.querySelectorAll("main details:not([open])")) details.open = true;
    const closed = () => [...document.querySelectorAll("main table.record-table:not(.hidden)")]
      .filter((table) => !table.querySelector("tr.opened"))
      .map((table) => table.querySelector("button.open"))
      .filter(Boolean);
    for (const button of closed()) button.click();
    const unfolding = () => document.querySelector("main button[aria-expanded=false]:not(.open)");
    for (let turn = 0; turn < 12 && unfolding(); turn += 1) {
      unfolding().click();
      await settled();
    }
    await settled();
  });
}

/** An empty package, with nothing but its name. */
export async function openBlank(page, site) {
  await visit(page, site);
  await page.getByRole("button", { name: /Start blank/ }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
}

/** Goes to a screen, at whatever width the window has. */
export async function show(page, [screen, part]) {
  await page.setViewportSize({ width: 1440, height: 900 });
  await goTo(page, screen, part);
  await unfold(page);
}

/** Shows light or dark colours, as the button in the top bar does. */
export const colours = (page, theme) => page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
