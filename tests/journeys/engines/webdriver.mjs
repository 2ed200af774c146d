// A browser steered by a driver of its own over HTTP: WebDriver, https://www.w3.org/TR/webdriver2/.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/** The longest a command may take, in milliseconds. */
const PATIENCE = 60_000;

/** The name under which WebDriver hands out an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export class WebDriver {
  #driver;
  #address;
  #session;

  /** Starts the driver and in it a browser with the capabilities. */
  static async start({ driver, capabilities, environment }) {
    const started = new WebDriver();
    const port = await freePort();
    started.#driver = spawn(driver, [`--port=${port}`], { stdio: "ignore", env: environment, detached: true });
    started.#address = `http://127.0.0.1:${port}`;
    try {
      await started.#untilReady();
      const { sessionId } = await started.#ask("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
      started.#session = `/session/${sessionId}`;
    } catch (error) {
      await started.close();
      throw error;
    }
    return started;
  }

  /** Opens the address and returns once it is loaded. */
  goto(address) {
    return this.#command("POST", "/url", { url: address });
  }

  reload() {
    return this.#command("POST", "/refresh", {});
  }

  /** What a function, given as text, makes of one text: a promise of text. */
  call(source, given) {
    return this.#command("POST", "/execute/sync", { script: `return (${source})(arguments[0]);`, args: [given] });
  }

  /** Keys and pointers, as both protocols write them. */
  async perform(actions) {
    await this.#command("POST", "/actions", { actions });
  }

  /** Puts the file into the file input that the selector finds. */
  async setFile(selector, file) {
    const { [ELEMENT]: id } = await this.#command("POST", "/element", { using: "css selector", value: selector });
    await this.#command("POST", `/element/${id}/value`, { text: file });
  }

  async resize(width, height) {
    await this.#command("POST", "/window/rect", { width, height });
  }

  /** What the page looks like, as a PNG in base64. */
  picture() {
    return this.#command("GET", "/screenshot");
  }

  /** The errors that the page wrote on its console, where the driver tells. */
  async complaints() {
    const entries = await this.#command("POST", "/se/log", { type: "browser" }).catch(() => []);
    return entries.filter(({ level }) => level === "SEVERE").map(({ message }) => message);
  }

  async close() {
    if (this.#session) await this.#command("DELETE", "", undefined).catch(() => {});
    await end(this.#driver);
  }

  async #untilReady() {
    for (let tries = 0; tries < 200; tries += 1) {
      if (this.#driver.exitCode !== null) throw new Error(`The driver ended with code ${this.#driver.exitCode} before it listened.`);
      const { ready } = await this.#ask("GET", "/status").catch(() => ({}));
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("The driver did not listen within ten seconds.");
  }

  #command(method, path, body) {
    return this.#ask(method, this.#session + path, body);
  }

  async #ask(method, path, body) {
    const answer = await fetch(this.#address + path, {
      method,
      body: body && JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path.replace(/^\/session\/[^/]+/, "")}: ${value.error}: ${value.message}`);
    return value;
  }
}

/** Ends a program that was started as the head of its own group, and whatever it started. */
export async function end(program) {
  if (program.exitCode !== null || program.signalCode !== null || program.pid === undefined) return;
  const ended = once(program, "exit");
  process.kill(-program.pid, "SIGKILL");
  await ended;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
