// An operations manager replays the monitoring plan on telemetry, closes a gap, and walks through a triage drill.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";
import { downloadJson, goTo, openExample, saved } from "./workbench.mjs";

journey("an operations manager replays the plan, closes a gap and records a drill", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Monitoring");

  const replay = page.getByRole("region", { name: "Replay on telemetry" });
  await replay.getByRole("combobox", { name: "Telemetry of" }).selectOption({ label: "Fully automatic" });
  // A chart is drawn where it is seen.
  const fired = replay.getByRole("img", { name: /^What would have fired/ });
  await fired.scrollIntoViewIfNeeded();
  await replay.getByText("of 2 incidents to be seen 1 was not").waitFor();
  const plan = page.getByRole("table", { name: "Monitoring plan" });
  const warning = plan.getByLabel("Warning").last();
  await warning.fill("40");
  await warning.press("Tab");
  await fired.scrollIntoViewIfNeeded();
  await replay.getByText("each of the 2 incidents to be seen was seen").waitFor();

  await goTo(page, "Risks");
  await page.getByRole("button", { name: "Add failure mode" }).click();
  await page.keyboard.type("The queue fills overnight");
  await page.keyboard.press("Tab");
  await goTo(page, "Monitoring");
  const closure = page.getByRole("region", { name: "Closure" });
  await closure.getByText("2 of 6 failure modes are open.").first().waitFor();
  const gap = closure.getByRole("listitem").filter({ hasText: "Nothing prevents or softens “The queue fills overnight”" });
  await gap.getByRole("link", { name: "Open the failure mode" }).click();
  await page.getByRole("heading", { level: 1, name: "Risks" }).waitFor();
  await page.getByLabel("Mitigation").last().fill("Clerks take over from a backlog of 200 on.");
  await page.keyboard.press("Tab");
  await goTo(page, "Monitoring");
  await page.getByLabel("Monitor that sees “The queue fills overnight”").selectOption({ label: "Tickets reassigned by the receiving team" });
  await closure.getByText("1 of 6 failure modes is open.").first().waitFor();

  const triage = page.getByRole("region", { name: "Triage drill" });
  await triage.getByLabel("Scenario").first().selectOption({ label: "Cost doubled, traffic did not" });
  await triage.getByRole("link", { name: /Operational load/ }).first().waitFor();
  await triage.getByRole("button", { name: "Walk through it" }).click();
  const decided = triage.getByLabel("Decided: Is it real?");
  await decided.fill("Yes: twice the hours at the same number of tickets.");
  await decided.press("Tab");
  const led = triage.getByRole("table", { name: "Triage drills" }).getByLabel("Led by");
  await led.fill("Duty lead");
  await led.press("Tab");
  await saved(page);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Monitoring" }).waitFor();
  const { document } = await downloadJson(page);
  const [drill] = document.package.triage.drills;
  assert.equal(drill.scenario, "cost-doubled");
  assert.equal(drill.led_by, "Duty lead");
  assert.match(drill.decisions.confirm, /^Yes: twice the hours/);
  assert.ok(drill.missing.every((line) => line.endsWith(".") || line.endsWith("?")), drill.missing.join("\n"));
  const replays = document.findings.replays.filter((one) => one.alternative === "automatic" && !one.problem);
  assert.deepEqual(replays.map((one) => one.incidents.length), [1, 1]);
  assert.deepEqual(document.findings.closure.gaps.map((gap) => gap.kind), ["targets_differ"]);

  await page.getByRole("button", { name: /^Undo/ }).click();
  await goTo(page, "Monitoring");
  await page.waitForFunction(() => ![...document.querySelectorAll("input, textarea")].some((one) => one.value === "Duty lead"));
});
