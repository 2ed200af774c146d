// A browser steered without a driver between: WebDriver BiDi, https://www.w3.org/TR/webdriver-bidi/.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { end } from "./webdriver.mjs";

const { WebSocket } = createRequire(join(process.env.SHIPWORTHY_ENGINE_MODULES, "/"))("ws");

/** The longest a command may take, in milliseconds. */
const PATIENCE = 60_000;

export class Bidi {
  #browser;
  #socket;
  #context;
  #asked = new Map();
  #complaints = [];

  /** Starts the browser, which has to say on its error output where it listens. */
  static async start({ browser, arguments: words, environment }) {
    const started = new Bidi();
    started.#browser = spawn(browser, words, { stdio: ["ignore", "ignore", "pipe"], env: environment, detached: true });
    try {
      const address = await listening(started.#browser);
      started.#socket = new WebSocket(`${address}/session`, { maxPayload: 0 });
      await once(started.#socket, "open");
      started.#socket.on("message", (data) => started.#hear(JSON.parse(data)));
      await started.#ask("session.new", { capabilities: {} });
      await started.#ask("session.subscribe", { events: ["log.entryAdded"] });
      const { contexts } = await started.#ask("browsingContext.getTree", {});
      started.#context = contexts[0].context;
    } catch (error) {
      await started.close();
      throw error;
    }
    return started;
  }

  goto(address) {
    return this.#tell("browsingContext.navigate", { url: address, wait: "complete" });
  }

  reload() {
    return this.#tell("browsingContext.reload", { wait: "complete" });
  }

  async call(source, given) {
    const { type, result, exceptionDetails } = await this.#ask("script.callFunction", {
      functionDeclaration: source,
      arguments: [{ type: "string", value: given }],
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (type === "exception") throw new Error(exceptionDetails.text);
    return result.value;
  }

  perform(actions) {
    return this.#tell("input.performActions", { actions });
  }

  async setFile(selector, file) {
    const { nodes } = await this.#tell("browsingContext.locateNodes", { locator: { type: "css", value: selector } });
    await this.#tell("input.setFiles", { element: { sharedId: nodes[0].sharedId }, files: [file] });
  }

  async resize(width, height) {
    await this.#tell("browsingContext.setViewport", { viewport: { width, height } });
  }

  async picture() {
    return (await this.#tell("browsingContext.captureScreenshot", {})).data;
  }

  complaints() {
    return this.#complaints.splice(0);
  }

  async close() {
    this.#socket?.terminate();
    await end(this.#browser);
  }

  #tell(method, params) {
    return this.#ask(method, { context: this.#context, ...params });
  }

  #ask(method, params) {
    const id = this.#asked.size + 1;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method}: no answer in ${PATIENCE / 1000} seconds`)), PATIENCE);
      this.#asked.set(id, (answer) => {
        clearTimeout(late);
        if (answer.type === "success") resolve(answer.result);
        else reject(new Error(`${method}: ${answer.error}: ${answer.message}`));
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #hear(message) {
    if (message.id) this.#asked.get(message.id)?.(message);
    else if (message.method === "log.entryAdded" && message.params.level === "error") this.#complaints.push(message.params.text);
  }
}

/** The address that the browser says it listens at. */
async function listening(browser) {
  for await (const line of createInterface({ input: browser.stderr })) {
    const said = line.match(/WebDriver BiDi listening on (ws:\S+)/);
    if (said) return said[1];
  }
  throw new Error(`The browser ended with code ${browser.exitCode} before it listened.`);
}
