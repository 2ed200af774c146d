// Steps that several journeys take, by what a person sees: roles, labels and words.
import { readFile } from "node:fs/promises";
import { visit } from "./journey.mjs";

/** From the first visit to the worked example, scores and all. */
export async function openExample(page, site) {
  await visit(page, site);
  await page.getByRole("button", { name: /MLOps and release management/ }).click();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
}

/** Goes to a screen by its word in the navigation, and to one of its parts by the word on its tab. */
export async function goTo(page, screen, part) {
  const link = page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: new RegExp(`^${screen}\\b`) });
  await link.click();
  await page.getByRole("heading", { level: 1, name: screen }).waitFor();
  if (part === undefined) return;
  const tab = page.getByRole("navigation", { name: "Parts of this screen" }).getByRole("link", { name: part, exact: true });
  await tab.click();
  await tab.and(page.locator("[aria-current]")).waitFor();
}

/** Waits until the page says that the work is saved. */
export const saved = (page) => page.getByRole("status").getByText("Saved in this browser").waitFor();

/** What "Download JSON" gives, as text and as an object. */
export async function downloadJson(page) {
  await goTo(page, "Package");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download JSON" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  return { text, document: JSON.parse(text), name: download.suggestedFilename() };
}

/** What "Download JSON" gives once the draws behind the ranking are done. */
export async function downloadSettled(page) {
  for (let tries = 0; tries < 40; tries += 1) {
    const given = await downloadJson(page);
    if (given.document.findings.robustness) return given;
    await page.waitForTimeout(250);
  }
  throw new Error("the draws were not done in ten seconds");
}

/** Gives `file` to the chooser that the button of this name opens. */
export async function choose(page, button, file) {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: button }).and(page.locator("button")).first().click(),
  ]);
  await chooser.setFiles(file);
}

/** The alternatives in the order of their rank, as the consequence panel lists them. */
export const ranking = (page) =>
  page.getByRole("complementary", { name: "Consequences" }).getByRole("row").evaluateAll((rows) =>
    rows.map((row) => row.children[1].firstChild.textContent));
