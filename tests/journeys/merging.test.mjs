// Two people work on copies of one package, and one of them merges the other's.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { journey } from "./journey.mjs";
import { choose, downloadJson, goTo, openExample, saved } from "./workbench.mjs";

const TITLE = "#field-title";

/** Puts a downloaded package where the file chooser can take it. */
async function keep({ text }, name) {
  const file = join(await mkdtemp(join(tmpdir(), "shipworthy-merging-")), name);
  await writeFile(file, text);
  return file;
}

/** Writes the package's title and the owner of one risk. */
async function work(page, title, risk, owner) {
  await goTo(page, "Charter");
  await page.locator(TITLE).fill(title);
  await goTo(page, "Risks");
  await page.getByLabel("Owner", { exact: true }).nth(risk).fill(owner);
  await page.keyboard.press("Tab");
  await saved(page);
}

journey("a colleague's copy is merged, and what both changed is decided", async ({ page, site, context }) => {
  await openExample(page, site);
  const begun = await keep(await downloadJson(page), "begun.json");

  // The colleague's browser knows nothing of this one.
  const elsewhere = await context.browser().newContext({ acceptDownloads: true, reducedMotion: "reduce" });
  const colleague = await elsewhere.newPage();
  await colleague.goto(site.address);
  await choose(colleague, /Open a package/, begun);
  await colleague.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await work(colleague, "The colleague’s title", 1, "Ben");
  const theirs = await keep(await downloadJson(colleague), "colleague.json");
  await elsewhere.close();

  await work(page, "My title", 0, "Ana");
  await page.reload();
  await goTo(page, "Package");
  await choose(page, "Merge a copy", theirs);
  await page.getByText("colleague.json is merged: 1 change taken over, 1 conflict to decide below.").waitFor();
  const conflicts = page.locator("#conflicts");
  assert.equal(await conflicts.getByRole("link").innerText(), "Title");
  await page.getByText("A decision on everything that two people changed differently").waitFor();
  const open = await downloadJson(page);
  const owners = ({ document }) => document.package.risks.slice(0, 2).map((risk) => risk.owner);
  assert.deepEqual(owners(open), ["Ana", "Ben"]);
  assert.equal(open.document.package.title, "My title");
  assert.equal(open.document.package.conflicts.length, 1);

  await saved(page);
  await page.reload();
  await goTo(page, "Package");
  await conflicts.getByRole("listitem").filter({ hasText: "colleague.json" }).getByRole("button", { name: "Take this" }).last().click();
  await conflicts.getByRole("button").first().waitFor({ state: "detached" });
  const settled = await downloadJson(page);
  assert.equal(settled.document.package.title, "The colleague’s title");
  assert.equal(settled.document.package.conflicts, undefined);

  for (let step = 0; step < 2; step += 1) await page.getByRole("button", { name: "Undo" }).click();
  const undone = await downloadJson(page);
  assert.equal(undone.document.package.title, "My title");
  assert.notDeepEqual(owners(undone), ["Ana", "Ben"]);
});

journey("another package is not merged", async ({ page, site }) => {
  await openExample(page, site);
  const { text, document } = await downloadJson(page);
  const other = await keep({ text: text.replaceAll(document.package.id, "package-another") }, "other.json");
  await goTo(page, "Package");
  await choose(page, "Merge a copy", other);
  await page.getByText(/other.json was not merged; nothing is changed/).waitFor();
});
