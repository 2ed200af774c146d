// An ML lead loads real telemetry and a gate turns.
import assert from "node:assert/strict";
import { journey, sample } from "./journey.mjs";
import { choose, goTo, openExample, saved } from "./workbench.mjs";

/** The verdicts under the only gate, by alternative. */
const verdicts = async (page) =>
  Object.fromEntries(
    await page.getByRole("table", { name: "Acceptance gates" }).getByRole("listitem").evaluateAll((items) =>
      items.map((item) => [item.querySelector(".alternative").textContent, item.querySelector(".verdict").dataset.verdict]),
    ),
  );

async function until(read, expected) {
  let found;
  for (let turn = 0; turn < 100; turn++) {
    found = await read();
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(found, expected);
}

journey("an ML lead loads real telemetry and a gate turns", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Evidence");
  await choose(page, "Load telemetry", sample);
  await page.getByText(/697 rows/).waitFor();
  assert.match(await page.getByRole("row", { name: /^share_fix/ }).innerText(), /275 \(39\.5 %\)/, "missing cells stay missing");

  await page.getByRole("button", { name: "Replace them with the labels" }).click();
  await page.getByRole("button", { name: "Measure commits" }).click();
  await page.getByRole("table", { name: "Measures" }).getByText("5.46").waitFor();
  await page.getByRole("button", { name: "Add gate on this measure" }).click();

  await page.getByRole("heading", { level: 1, name: "Gates" }).waitFor();
  const threshold = page.getByRole("textbox", { name: "Threshold", exact: true });
  await threshold.fill("7");
  await until(() => verdicts(page), { "argo-rollouts": "proposed", flagger: "proposed", kayenta: "proposed" });
  await page.getByRole("button", { name: "Keep it as it is" }).click();
  await until(() => verdicts(page), { "argo-rollouts": "pass", flagger: "pass", kayenta: "pass" });
  await threshold.fill("5");
  await until(() => verdicts(page), { "argo-rollouts": "unsure", flagger: "pass", kayenta: "pass" });
  await threshold.fill("2");
  await until(() => verdicts(page), { "argo-rollouts": "fail", flagger: "unsure", kayenta: "pass" });
  await page.getByText("argo-rollouts passes 0 of 1 gate").waitFor();

  await saved(page);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Gates" }).waitFor();
  await until(() => verdicts(page), { "argo-rollouts": "fail", flagger: "unsure", kayenta: "pass" });
});
