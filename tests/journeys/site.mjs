// The built page on a web server that can be stopped and started again at the same address.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const program = process.env.SHIPWORTHY_XTASK;

export class Site {
  #server;
  address;

  constructor(under = "/") {
    this.under = under;
  }

  /** Serves the build, or the copy of it in the folder `from`. */
  async start(from) {
    const port = this.address ? new URL(this.address).port : "0";
    const words = ["serve", "--built", "--port", port, "--under", this.under];
    if (from) words.push("--from", from);
    this.#server = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
    for await (const line of createInterface({ input: this.#server.stdout })) {
      const said = line.match(/http:\S+/);
      if (said) {
        this.address = said[0];
        return this;
      }
    }
    throw new Error("The server ended before it named its address.");
  }

  async stop() {
    const server = this.#server;
    this.#server = undefined;
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGKILL");
    await ended;
  }

  get running() {
    return this.#server !== undefined;
  }
}
