// From a file to a judged gate in a handful of actions, each counted.
import assert from "node:assert/strict";
import { drop } from "./dropping.mjs";
import { journey, visit } from "./journey.mjs";
import { downloadJson, goTo, saved } from "./workbench.mjs";

/** Counts the actions a person takes. */
function counter() {
  let count = 0;
  return {
    act: async (action) => {
      count += 1;
      await action();
    },
    count: () => count,
  };
}

/** A load test of `rows` requests, as a file of its own; every `failing`th fails. */
export function requests(rows, failing, slowness = 1) {
  const row = (place) => [
    (slowness * (20 + ((place * 37) % 50)) / 1000).toFixed(4), place % failing === 0 ? 500 : 200, (place / 30).toFixed(4),
  ];
  return ["response-time,status-code,offset", ...Array.from({ length: rows }, (_, place) => row(place + 1).join(","))].join("\n");
}

const suggestion = (page, name) => page.locator(".suggestion").filter({ hasText: name });

/** The verdicts beneath a suggestion, once none is only proposed. */
async function verdicts(page, name) {
  const marks = suggestion(page, name).locator(".gate-brief .verdict");
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll(".gate-brief .verdict")].map((mark) => mark.dataset.verdict);
    return all.length > 0 && !all.includes("proposed");
  });
  return marks.evaluateAll((found) => found.map((mark) => mark.dataset.verdict));
}

journey("blank package and the sample to a judged gate in six actions", async ({ page, site }) => {
  await visit(page, site);
  const { act, count } = counter();
  await act(() => page.getByRole("button", { name: /Start blank/ }).click());
  await act(() => goTo(page, "Evidence"));
  await act(() => page.getByRole("button", { name: "Load the sample" }).click());
  await act(() => page.getByRole("button", { name: "Make alternatives from the labels" }).click());
  const reverts = suggestion(page, "Share of reverts");
  await reverts.getByText("kayenta").waitFor();
  await act(() => reverts.getByRole("button", { name: /^Add gate/ }).click());
  assert.deepEqual(await reverts.locator(".gate-brief .verdict").first().getAttribute("data-verdict"), "proposed");
  await act(() => reverts.getByRole("button", { name: "Keep it as it is" }).click());
  const found = await verdicts(page, "Share of reverts");
  assert.equal(found.length, 3);
  assert.ok(found.every((verdict) => ["pass", "fail", "unsure"].includes(verdict)), found.join());
  assert.ok(count() <= 6, `${count()} actions`);

  await reverts.getByRole("button", { name: /^Add criterion/ }).click();
  await reverts.getByRole("link", { name: "Scored by a criterion" }).waitFor();
  await saved(page);
  await page.reload();
  await reverts.getByRole("link", { name: "Judged by a gate" }).waitFor();
  assert.deepEqual(await verdicts(page, "Share of reverts"), found);
});

journey("a file of a load test to a judged gate in five actions", async ({ page, site }) => {
  await visit(page, site);
  const { act, count } = counter();
  await act(() => page.getByRole("button", { name: /Start blank/ }).click());
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  await act(() => drop(page, [{ name: "api-requests-rules.csv", text: requests(600, 200) }]));
  await act(() => page.getByRole("button", { name: "Make “api-requests-rules” an alternative" }).click());
  const errors = suggestion(page, "Share of status-code ≥ 500");
  await errors.getByText("0.5 %").waitFor();
  await act(() => errors.getByRole("button", { name: /^Add gate/ }).click());
  const threshold = errors.getByRole("textbox", { name: "Threshold" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Threshold");
  assert.equal(await threshold.inputValue(), "0.5");
  await act(() => errors.getByRole("button", { name: "Keep it as it is" }).click());
  assert.deepEqual(await verdicts(page, "Share of status-code"), ["unsure"]);
  assert.ok(count() <= 5, `${count()} actions`);
  await threshold.fill("5");
  await page.waitForFunction(() => document.querySelector(".gate-brief .verdict")?.dataset.verdict === "pass");
});

journey("two files dropped together become one dataset under labels, and come back after a reload", async ({ page, site }) => {
  await visit(page, site);
  const files = [
    { name: "api-requests-rules.csv", text: requests(300, 100) },
    { name: "api-requests-bayes.csv", text: requests(300, 10, 4) },
  ];
  await drop(page, files);
  const together = page.getByRole("group", { name: "Files given together" });
  const label = together.getByRole("textbox", { name: "api-requests-bayes.csv" });
  assert.equal(await label.inputValue(), "bayes");
  await label.fill("Bayes");
  await together.getByRole("button", { name: "Load as one dataset" }).click();
  await page.getByText(/600 rows × 4 columns/).waitFor();
  await page.getByRole("button", { name: "Make alternatives from the labels" }).click();
  const errors = suggestion(page, "Share of status-code ≥ 500");
  await errors.getByText("10 %").waitFor();
  await errors.getByRole("button", { name: /^Add gate/ }).click();
  await errors.getByRole("textbox", { name: "Threshold" }).fill("5");
  await errors.getByRole("button", { name: "Keep it as it is" }).click();
  const both = await verdicts(page, "Share of status-code");
  assert.deepEqual(both, ["pass", "fail"]);
  await saved(page);
  const { document } = await downloadJson(page);
  assert.equal(Object.keys(document.telemetry).length, 2, "both files travel inside");
  await page.reload();
  await goTo(page, "Evidence");
  await page.getByText(/600 rows × 4 columns/).waitFor();
  assert.deepEqual(await verdicts(page, "Share of status-code"), both);
});

journey("files loaded one by one are joined by the alternatives they tell apart", async ({ page, site }) => {
  await visit(page, site);
  const quality = "week,option,score\n2026-01-05,A,1\n2026-01-05,B,2\n2026-01-12,A,3\n2026-01-12,B,4\n";
  const cost = "week,engine,cost\n2026-01-05,A,10\n2026-01-05,B,20\n2026-01-12,A,30\n2026-01-12,B,40\n";
  await drop(page, [{ name: "quality.csv", text: quality }, { name: "cost.csv", text: cost }]);
  await page.getByRole("button", { name: "Load each by itself" }).click();
  await page.getByRole("button", { name: "Join with “cost”" }).click();
  await page.getByText(/4 rows × 4 columns/).waitFor();
  assert.equal(await page.getByRole("article", { name: "Dataset" }).count(), 1);
  await page.getByText(/4 made one row/).waitFor();
});
