// A newcomer starts blank and is led from a question to a first verdict, step by step.
import assert from "node:assert/strict";
import { journey, visit } from "./journey.mjs";
import { goTo, saved } from "./workbench.mjs";

journey("a blank package leads from its question to a first verdict", async ({ page, site }) => {
  await visit(page, site);
  await page.getByRole("button", { name: /Start blank/ }).click();
  const path = page.getByRole("region", { name: "From the question to a first verdict" });
  await path.getByText("0 of 8 steps done.").waitFor();
  assert.equal(await path.getByRole("listitem").count(), 8);

  // A step leads to its field, with the cursor in it, and the next one follows.
  const bar = page.getByRole("complementary", { name: "First steps" });
  const step = (words) => bar.getByText(words).waitFor();
  const there = (id) => page.waitForFunction((id) => document.activeElement?.closest(`[id="${id}"]`), id);
  await path.getByRole("link", { name: "Ask the question" }).click();
  await there("field-decision-question");
  await page.keyboard.type("Which rollout engine may we depend on?");
  await step("Step 2 of 8: Draw the boundary.");
  await bar.getByRole("link", { name: "Go to the field" }).click();
  await there("field-boundary");
  await page.keyboard.type("The engine that shifts traffic in our two clusters, from spring on.");
  await step("Step 3 of 8: Name who answers for it.");
  await page.getByRole("button", { name: "Add stakeholder" }).click();
  await page.keyboard.type("Platform lead");
  await page.getByLabel("Part", { exact: true }).selectOption({ label: "Accountable" });
  await step("Step 4 of 8: Name two alternatives.");
  await bar.getByRole("link", { name: "Go to the field" }).click();
  await page.getByRole("heading", { level: 1, name: "Alternatives" }).waitFor();
  for (const name of ["argo-rollouts", "flagger"]) {
    await page.getByRole("button", { name: "Add alternative" }).click();
    await page.waitForFunction(() => document.activeElement?.matches("input, textarea") && document.activeElement.value === "");
    await page.keyboard.type(name);
  }
  await step("Step 5 of 8: Bring evidence.");
  await bar.getByRole("link", { name: "Go to the field" }).click();
  await page.getByRole("button", { name: "Load the sample" }).click();
  await step("Step 6 of 8: Say what counts.");
  await page.getByRole("button", { name: "Make alternatives from the labels" }).click();
  const reverts = page.locator(".suggestion").filter({ hasText: "Share of reverts" });
  await reverts.getByRole("button", { name: /^Add gate/ }).click();
  await step("Step 7 of 8: Set a gate.");
  await reverts.getByRole("button", { name: "Keep it as it is" }).click();
  await bar.getByText("The first verdict:").waitFor();
  assert.match(await bar.innerText(), /The first verdict: .*(Pass|Fail|Not enough evidence)/);

  // What is done stays done, and the Overview says what else is needed.
  await bar.getByRole("link", { name: "What else is needed" }).click();
  await page.getByRole("heading", { name: "What is missing" }).waitFor();
  await path.getByText(/^All steps done/).waitFor();
  assert.equal(await path.locator("li[data-done=true]").count(), 8);
  await saved(page);
  await goTo(page, "Charter");
  await page.locator("#field-boundary").fill("");
  await step("Step 2 of 8: Draw the boundary.");
  await bar.getByRole("link", { name: "All steps" }).click();
  await path.getByText("7 of 8 steps done.").waitFor();
  await path.getByRole("button", { name: "Hide" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Show the first steps" }).click();
  await path.getByText("7 of 8 steps done.").waitFor();
});
