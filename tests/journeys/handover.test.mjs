// Someone exports a package, wipes the browser's storage, opens it again and finds the same
// findings, with the server stopped all the while.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { journey, offlineReady } from "./journey.mjs";
import { choose, downloadSettled, openExample, ranking, goTo, saved } from "./workbench.mjs";

journey("an exported package opens with the same findings, offline", async ({ page, site }) => {
  await openExample(page, site);
  await offlineReady(page);
  await site.stop();
  await goTo(page, "Gates");
  const [order, given] = [await ranking(page), await downloadSettled(page)];
  assert.ok(order.length >= 2, "alternatives are ranked");
  const file = join(await mkdtemp(join(tmpdir(), "shipworthy-handover-")), given.name);
  await writeFile(file, given.text);

  await saved(page);
  await wipe(page);
  await page.goto(site.address);
  await choose(page, /Open a package/, file);
  await goTo(page, "Gates");
  assert.deepEqual(await ranking(page), order);
  const taken = await downloadSettled(page);
  assert.deepEqual(taken.document.findings, given.document.findings);
  assert.equal(taken.text, given.text);
});

/** Removes everything the page stored about packages; the offline copy of the page stays. */
const wipe = (page) =>
  page.evaluate(async () => {
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = request.onerror = resolve;
        // The page itself holds it open; it goes as soon as the page does.
        request.onblocked = resolve;
      });
    }
  });
