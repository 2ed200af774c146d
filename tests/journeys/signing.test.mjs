// A governance reviewer signs under conditions with a key, and the conditions are met afterwards.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { journey } from "./journey.mjs";
import { downloadJson, goTo, openExample, saved } from "./workbench.mjs";

journey("a reviewer approves under conditions, with a key, and what is met is ticked", async ({ page, site }) => {
  await openExample(page, site);
  await goTo(page, "Review");
  await page.getByRole("button", { name: "Add sign-off" }).click();
  const draft = page.getByRole("group", { name: "To be signed" });
  await draft.getByLabel("Role").fill("Governance reviewer");
  await draft.getByLabel("Name").fill("Ida Moreau");
  await draft.getByLabel("Decision").selectOption({ label: "Approved with conditions" });
  await draft.getByLabel("Rationale").fill("Sound, once the way back was tried.");
  await draft.getByRole("button", { name: "Add condition" }).click();
  await draft.getByLabel("What must hold").fill("The rollback is rehearsed");
  await draft.getByLabel("Who sees to it").fill("Operations manager");
  await page.getByText("Sign with a key").click();
  await page.getByRole("button", { name: "Make a key" }).click();
  await page.getByLabel("Sign with it").check();
  await draft.getByRole("button", { name: "Sign", exact: true }).click();

  const record = page.getByRole("table", { name: "Record of sign-offs" });
  const row = record.getByRole("row").filter({ hasText: "Ida Moreau" });
  await row.getByText("The signature is the key's.").waitFor();
  const condition = row.getByLabel(/The rollback is rehearsed/);
  await condition.check();
  await saved(page);
  await page.reload();
  await row.getByText("The signature is the key's.").waitFor();
  assert.ok(await condition.isChecked(), "what is met stays met");

  // An edit of a part makes it stale, says so, and names what changed.
  await goTo(page, "Gates");
  const threshold = page.getByLabel("Threshold").first();
  const before = await threshold.inputValue();
  await threshold.fill(String(Number(before.replace(",", ".")) / 2));
  await goTo(page, "Review");
  await row.getByRole("button", { name: "What changed?" }).click();
  await row.getByText(/hreshold/).first().waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await row.getByRole("button", { name: "What changed?" }).waitFor({ state: "detached" });

  const { document } = await downloadJson(page);
  const [signed] = document.package.review.sign_offs;
  assert.equal(signed.terms.conditions[0].met, true);
  assert.ok(isGenuine(signed), "Node finds the signature to be the key's");
  signed.remarks = "Sound as it is.";
  assert.ok(!isGenuine(signed), "and notices another rationale");
});

/** Whether the key signed this sign-off: its canonical JSON without seal, signature and what was met since. */
function isGenuine(signOff) {
  const bare = structuredClone(signOff);
  const { public: key, signature } = bare.signature.key;
  delete bare.signature.key.signature;
  bare.signature.seal = bare.signature.key.signature = "";
  for (const condition of bare.terms.conditions) condition.met = false;
  const sorted = (value) => value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]))
    : Array.isArray(value) ? value.map(sorted) : value;
  // The key in the form that RFC 8410 gives it.
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key, "hex")]);
  const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
  return verify(null, Buffer.from(JSON.stringify(sorted(bare))), publicKey, Buffer.from(signature, "hex"));
}
