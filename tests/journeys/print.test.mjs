// Print anywhere gives the report: Overview on a page, the memo, the charts; light, titled, dated and numbered.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { journey } from "./journey.mjs";
import { downloadSettled, goTo, openExample } from "./workbench.mjs";

/** The text of each page of a PDF. */
async function pages(pdf) {
  // The reader asks for what only drawing needs.
  for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
  // Node has it from version 22.
  Promise.withResolvers ??= () => {
    const resolvers = {};
    resolvers.promise = new Promise((resolve, reject) => Object.assign(resolvers, { resolve, reject }));
    return resolvers;
  };
  const reader = createRequire(join(process.env.SHIPWORTHY_NODE_MODULES, "/")).resolve("pdfjs-dist/legacy/build/pdf.mjs");
  const { getDocument } = await import(pathToFileURL(reader));
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const texts = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => item.str + (item.hasEOL ? " " : "")).join(""));
  }
  return texts;
}

const print = async (page) => pages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));

journey("printing any screen prints Overview and memo as a report", async ({ page, site }) => {
  await openExample(page, site);
  await downloadSettled(page);
  const title = await page.getByRole("textbox", { name: "Title", exact: true }).inputValue();
  const reports = [];
  for (const screen of ["Overview", "Risks"]) {
    await goTo(page, screen);
    reports.push(await print(page));
  }
  const [report, fromRisks] = reports;
  assert.deepEqual(fromRisks, report, "the same from every screen");
  assert.ok(report.length >= 4 && report.length <= 9, `${report.length} pages`);
  const [first, ...others] = report;
  for (const text of ["Conditional go", "Why", "Under these conditions", "Acceptance gates", "Greatest risks", "Who must act"]) {
    assert.ok(first.includes(text), `${text} stands on the first page`);
  }
  for (const [place, text] of report.entries()) {
    assert.ok(text.includes(title), `page ${place + 1} has the title`);
    assert.ok(text.includes(`${place + 1} of ${report.length}`), `page ${place + 1} is numbered`);
  }
  const memo = others.join(" ");
  for (const text of ["Recommendation", "How the alternatives compare"]) assert.ok(memo.includes(text), text);
  for (const text of ["Find", "Add risk", "Edit", "Saved in this browser", "Show as table"]) {
    assert.ok(!report.some((page) => page.includes(text)), `no ${text} on paper`);
  }
  assert.equal(await page.locator(".report").count(), 0, "the screen is the screen again");
});

journey("paper is light in dark colours", async ({ page, site }) => {
  await openExample(page, site);
  await page.getByRole("button", { name: "Dark colours" }).click();
  await page.emulateMedia({ media: "print" });
  const colours = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    return new Promise((resolve) => setTimeout(() => {
      const paper = getComputedStyle(document.body).backgroundColor;
      const ink = getComputedStyle(document.querySelector(".report h2")).color;
      const chart = document.querySelector(".report svg rect").getAttribute("fill");
      dispatchEvent(new Event("afterprint"));
      resolve({ paper, ink, chart });
    }, 50));
  });
  assert.equal(colours.paper, "rgb(255, 255, 255)");
  assert.equal(colours.ink, "rgb(28, 33, 39)");
  assert.match(colours.chart, /^#f/i);
});
