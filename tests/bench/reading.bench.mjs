// A CSV of 1,000,000 rows and 8 columns, in memory as a file, to typed columns: in this program's worker, and by
// DuckDB-WASM and uDSV in workers of theirs, by turns in one browser.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { goTo, openExample } from "../journeys/workbench.mjs";
import { median, report, withPage } from "./measure.mjs";
import { ROWS, million } from "./million.mjs";

const ROUNDS = 7;
const PEERS = process.env.SHIPWORTHY_PEERS;

const PAGE = `<!doctype html><script type="importmap">{"imports": {
  "@duckdb/duckdb-wasm": "/@duckdb/duckdb-wasm/dist/duckdb-browser.mjs",
  "apache-arrow": "/apache-arrow/Arrow.dom.mjs",
  "flatbuffers": "/flatbuffers/mjs/flatbuffers.js",
  "tslib": "/tslib/tslib.es6.mjs"
}}</script>`;

const U_DSV_WORKER = `
import { inferSchema, initParser } from "/udsv/dist/uDSV.mjs";
onmessage = async ({ data: file }) => {
  const start = performance.now();
  const text = await file.text();
  const columns = initParser(inferSchema(text)).typedCols(text);
  postMessage({ time: performance.now() - start, columns: columns.length, cells: columns[0].length });
};`;

const csv = Buffer.from([...million()].join(""));

await withPage(async ({ browser, site }) => {
  const host = await servePeers();
  try {
    const peers = await (await browser.newContext()).newPage();
    await peers.goto(`http://127.0.0.1:${host.address().port}/`);
    await peers.evaluate(fetchFile);
    await peers.evaluate(startDuckDb);
    const times = { ours: [], duckDb: [], uDsv: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.ours.push(await readWithPage(browser, site));
      times.duckDb.push(await peers.evaluate(readWithDuckDb, ROWS));
      times.uDsv.push(await peers.evaluate(readWithUDsv, ROWS));
    }
    const ours = median(times.ours);
    const spread = (list) => `${median(list).toFixed(0)} ms (${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)})`;
    console.log(`${(csv.length / 1e6).toFixed(1)} MB, ${ROUNDS} rounds: ${spread(times.ours)}, table, digest and summary`);
    const what = (peer) => `1,000,000 x 8 CSV to typed columns in a worker, against ${peer}`;
    report(what("DuckDB-WASM"), median(times.duckDb) / ours, "times", { least: 1 }, `theirs ${spread(times.duckDb)}`);
    report(what("uDSV"), median(times.uDsv) / ours, "times", { least: 1 }, `theirs ${spread(times.uDsv)}`);
  } finally {
    host.close();
    host.closeAllConnections();
  }
});

/** Milliseconds from the file's departure for the idle worker to its table's arrival, in a fresh page. */
async function readWithPage(browser, site) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.route("**/million.csv", (route) => route.fulfill({ body: csv, contentType: "text/csv" }));
  await page.addInitScript(watchWorker);
  await openExample(page, site);
  await goTo(page, "Evidence");
  await page.waitForFunction(() => performance.now() - window.lastMessage > 1000, null, { timeout: 60_000 });
  await page.evaluate(chooseFile);
  await page.waitForFunction(() => window.readIn !== undefined, null, { timeout: 60_000 });
  const time = await page.evaluate(() => window.readIn);
  if (!(time > 0)) throw new Error("the worker could not read the file");
  await page.getByText(/1,000,000 rows/).first().waitFor({ timeout: 60_000 });
  await context.close();
  return time;
}

/** In the page: notes when a worker was asked or heard last, and how long one that is sent a file takes to its answer.
 * A request is [id, kind, body, file], a response [what, id, …], as in src/browser/worker_message.rs. */
function watchWorker() {
  const DONE = 2;
  const send = Worker.prototype.postMessage;
  const known = new WeakSet();
  Worker.prototype.postMessage = function (message, ...rest) {
    window.lastMessage = performance.now();
    if (!known.has(this)) this.addEventListener("message", () => (window.lastMessage = performance.now()));
    known.add(this);
    if (Array.isArray(message) && message.some((part) => part instanceof Blob)) {
      const start = performance.now();
      this.addEventListener("message", ({ data: [what, id] }) => {
        if (id !== message[0] || what < DONE) return;
        window.readIn ??= what === DONE ? performance.now() - start : Number.NaN;
      });
    }
    return send.call(this, message, ...rest);
  };
}

/** In the page: chooses a file that is in memory. */
async function chooseFile() {
  const bytes = await (await fetch("million.csv")).arrayBuffer();
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], "million.csv", { type: "text/csv" }));
  const input = document.querySelector('input[type=file][accept*=".csv"]');
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** In the peers' page: has the file in memory. */
async function fetchFile() {
  window.file = new File([await (await fetch("million.csv")).arrayBuffer()], "million.csv");
}

/** In the peers' page: its bundle of one thread, with WebAssembly's exceptions. */
async function startDuckDb() {
  window.duckdb = await import("@duckdb/duckdb-wasm");
  window.database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"));
  await database.instantiate("/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm");
  window.connection = await database.connect();
}

async function readWithDuckDb(rows) {
  await database.registerFileHandle("million.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  await connection.query("DROP TABLE IF EXISTS million");
  const start = performance.now();
  await connection.query("CREATE TABLE million AS SELECT * FROM read_csv('million.csv')");
  const time = performance.now() - start;
  const counted = await connection.query("SELECT count(*)::INTEGER AS rows FROM million");
  if (counted.get(0).rows !== rows) throw new Error("DuckDB-WASM has not read every row");
  await database.dropFile("million.csv");
  return time;
}

async function readWithUDsv(rows) {
  window.reader ??= new Worker("udsv-worker.mjs", { type: "module" });
  const answer = new Promise((resolve, reject) => {
    reader.onmessage = ({ data }) => resolve(data);
    reader.onerror = ({ message }) => reject(new Error(message));
  });
  reader.postMessage(file);
  const { time, columns, cells } = await answer;
  if (columns !== 8 || cells !== rows) throw new Error(`uDSV has read ${columns} columns of ${cells}`);
  return time;
}

/** A server of what was installed from npm, the file, and a page for both. */
function servePeers() {
  const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
  const own = { "/index.html": PAGE, "/udsv-worker.mjs": U_DSV_WORKER, "/million.csv": csv };
  const server = createServer((request, response) => {
    const path = normalize(request.url === "/" ? "/index.html" : decodeURIComponent(request.url));
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    if (own[path]) return void response.end(own[path]);
    createReadStream(join(PEERS, path)).on("error", () => response.writeHead(404).end()).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
