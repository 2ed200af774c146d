// An ML lead loads real telemetry and a gate turns.
import assert from "node:assert/strict";
import { journey, sample } from "./journey.mjs";
import { choose, goTo, openExample } from "./workbench.mjs";

journey("an ML lead loads real telemetry and a gate turns", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Evidence");
  await choose(page, /telemetry|file/i, sample);
  await page.getByText(/697 rows/).waitFor();
  assert.fail("The rest of this journey is written with the Gates screen.");
});
