// A package with script in every text is opened, and every screen of it visited: nothing of it runs.
import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkout, journey, visit } from "./journey.mjs";
import { SCREENS, show } from "./screens.mjs";
import { choose, goTo } from "./workbench.mjs";

const HOSTILE = [
  "<script>window.ran = 1</script>", "\"><img src=x onerror=\"window.ran = 2\">", "</textarea><svg onload=\"window.ran = 3\">",
  "[click](javascript:window.ran=4)", "<a href=\"javascript:window.ran=5\">a</a>", "<iframe srcdoc=\"<script>parent.ran=6</script>\">",
  "{{constructor.constructor('window.ran=7')()}}", "<style>*{display:none}</style>", "<meta http-equiv=refresh content=\"0;url=http://example.invalid\">",
];

/** Fields whose texts mean something to the program. */
const NAMES = ["id", "kind", "check", "template", "column", "label_column", "time_column", "label", "value", "equals", "sha256", "path"];

const template = async (name) =>
  JSON.parse(await readFile(join(checkout, "public/templates", `${name}.json`), "utf8")).package;

/** Every word to choose from, by the published schema. */
async function choices() {
  const words = new Set();
  const take = (schema) => {
    if (Array.isArray(schema)) return schema.forEach(take);
    if (schema === null || typeof schema !== "object") return;
    for (const word of [...(schema.enum ?? []), schema.const]) if (typeof word === "string") words.add(word);
    Object.values(schema).forEach(take);
  };
  take(JSON.parse(await readFile(join(checkout, "public/schema/package-1.json"), "utf8")));
  return words;
}

const identifiers = (value, found = new Set()) => {
  if (value && typeof value === "object") {
    if (typeof value.id === "string") found.add(value.id);
    Object.values(value).forEach((one) => identifiers(one, found));
  }
  return found;
};

/** A package with everything in it that templates have, hostile in every text. */
async function hostile() {
  const given = await template("model-service");
  given.review.readiness = (await template("production-review")).review.readiness;
  given.review.comments = [{ id: "comment-1", screen: "gates", anchor: "", text: "a comment", who: "somebody" }];
  given.review.sign_offs = [{
    id: "sign-off-1", role: "a role", name: "a name", decision: "conditional", remarks: "a rationale",
    terms: { conditions: [{ id: "condition-1", what: "a condition", who: "somebody" }] },
  }];
  const kept = new Set([...(await choices()), ...identifiers(given)]);
  let count = 0;
  const hurt = (value, name) => {
    if (Array.isArray(value)) return value.map((one) => hurt(one, name));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === "columns" ? one : hurt(one, key)]));
    }
    if (typeof value !== "string" || value === "" || NAMES.includes(name) || kept.has(value) || /^\d{4}-\d\d-\d\d$/.test(value)) return value;
    count += 1;
    return `${HOSTILE[count % HOSTILE.length]} ${count}`;
  };
  const text = JSON.stringify({ format: "shipworthy-package", schema_version: 1, package: hurt(given, "") });
  return { text, count };
}

journey("a hostile package is opened and every screen visited, and nothing of it runs", async ({ page, site, context }) => {
  const { text, count } = await hostile();
  assert.ok(count > 300, `${count} texts`);
  const file = join(await mkdtemp(join(tmpdir(), "shipworthy-hostile-")), "hostile.json");
  await writeFile(file, text);
  const asked = [];
  page.on("dialog", (dialog) => { asked.push(dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith(site.address) && !/^(data|blob):/.test(request.url())) asked.push(request.url()); });

  await visit(page, site);
  await choose(page, /Open a package/, file);
  const copy = page.getByRole("button", { name: "Open it as a changed copy" });
  const rail = page.getByRole("navigation", { name: "Screens" });
  await rail.or(copy).first().waitFor();
  if (await copy.isVisible()) await copy.click();
  await rail.waitFor();
  const intruders = () => page.evaluate(() => ({
    ran: window.ran,
    found: [...document.querySelectorAll("body script, body style, iframe, meta[http-equiv=refresh], img:not([src='icon.svg']), [onload], [onerror]")].map((one) => one.outerHTML.slice(0, 80)),
    links: [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href")).filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
  }));
  let shown = 0;
  for (const screen of SCREENS) {
    await show(page, screen);
    assert.deepEqual(await intruders(), { ran: undefined, found: [], links: [] }, screen.join(", "));
    shown += await page.evaluate(() => (document.querySelector("main").innerText.match(/window\.ran|parent\.ran/g) ?? []).length
      + [...document.querySelectorAll("main input, main textarea")].filter((field) => /\.ran/.test(field.value)).length);
  }
  assert.ok(shown > 200, `hostile texts are shown as they are: ${shown}`);
  await goTo(page, "Overview");
  assert.deepEqual([asked, context.pages().length], [[], 1]);
});
