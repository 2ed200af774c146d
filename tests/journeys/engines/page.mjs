// The page as a person uses it, in any engine: controls found by role and name, real pointers and keys, and patience.
import { writeFile } from "node:fs/promises";
import { setTimeout as rest } from "node:timers/promises";

/** The longest that a step waits, in milliseconds. */
const PATIENCE = 20_000;

export const KEYS = { End: "\uE010", Home: "\uE011", Tab: "\uE004" };

/** A function that runs in the page: the element of this role and name that shows, the first of several. A name is the
 *  whole of it, or an expression that it matches. */
const FIND = String(({ role, name, matches }) => {
  const selectors = {
    button: "button",
    combobox: "select",
    heading: "h1, h2, h3",
    link: "a[href]",
    slider: "input[type=range]",
    textbox: "input:not([type]), input[type=text], textarea",
  };
  const nameOf = (element) => {
    const named = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    return named.trim().replace(/\s+/g, " ");
  };
  const isNamed = (element) => (matches ? new RegExp(matches).test(nameOf(element)) : nameOf(element) === name);
  return [...document.querySelectorAll(selectors[role])].find((element) => element.getClientRects().length > 0 && isNamed(element));
});

const described = ({ role, name, matches }) => `${role} "${name ?? matches}"`;

/** Has the page keep what it complains of, because not every driver hands out its console. */
const LISTEN = String(() => {
  const kept = (window.complaints = []);
  const { error } = console;
  console.error = (...words) => {
    kept.push(words.map(String).join(" "));
    error.apply(console, words);
  };
  addEventListener("error", ({ message }) => kept.push(`uncaught: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => kept.push(`uncaught: ${reason}`));
});

export class Page {
  #session;
  #complaints = [];

  constructor(session) {
    this.#session = session;
  }

  async goto(address) {
    await this.#session.goto(address);
    await this.evaluate(LISTEN);
  }

  async reload() {
    this.#complaints = await this.complaints();
    await this.#session.reload();
    await this.evaluate(LISTEN);
  }

  /** What a function makes of its arguments inside the page; both sides as JSON. */
  async evaluate(act, ...given) {
    const source = `async (given) => JSON.stringify((await (${act})(...JSON.parse(given))) ?? null)`;
    return JSON.parse(await this.#session.call(source, JSON.stringify(given)));
  }

  /** Waits until a function says true inside the page; `what` it waits for is said when it waits in vain. */
  async until(what, holds, ...given) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      if (await this.evaluate(holds, ...given)) return;
      if (Date.now() > end) throw new Error(`waited ${PATIENCE / 1000} seconds in vain for ${what}\n${await this.#shown()}`);
      await rest(50);
    }
  }

  /** Waits for a text on the page. */
  text(words) {
    return this.until(`the text "${words}"`, (words) => document.body.innerText.replace(/\s+/g, " ").includes(words), words);
  }

  /** Waits for what has the role and the name. */
  there(control) {
    return this.until(described(control), `(control) => Boolean((${FIND})(control))`, control);
  }

  /** What an expression on `element`, such as its value, is. */
  async read(control, expression) {
    await this.there(control);
    return this.evaluate(`(control) => { const element = (${FIND})(control); return ${expression}; }`, control);
  }

  /** Brings the control into sight and presses the pointer in its middle: again, if it slipped away meanwhile. */
  async click(control) {
    await this.there(control);
    const end = Date.now() + PATIENCE;
    do {
      if (Date.now() > end) throw new Error(`${described(control)} could not be hit\n${await this.#shown()}`);
      const at = await this.#aimAt(control);
      if (at) await this.#press(at);
    } while (!(await this.evaluate(() => window.isHit)));
  }

  /** The middle of the control if it is at rest and uncovered; from then on the page knows whether it was hit. */
  #aimAt(control) {
    return this.evaluate(`async (control) => {
      window.isHit = false;
      const element = (${FIND})(control);
      if (!element) return undefined;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const place = () => JSON.stringify(element.getBoundingClientRect());
      const before = place();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { x, y, width, height } = element.getBoundingClientRect();
      const at = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
      const top = document.elementFromPoint(at.x, at.y);
      if (before !== place() || !(element === top || element.contains(top))) return undefined;
      element.addEventListener("click", () => { window.isHit = true; }, { once: true, capture: true });
      return at;
    }`, control);
  }

  #press(at) {
    return this.#session.perform([{
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions: [
        { type: "pointerMove", duration: 0, origin: "viewport", ...at },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ],
    }]);
  }

  /** Presses keys, one after the other, on what has the focus. */
  async press(...keys) {
    const actions = keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.#session.perform([{ type: "key", id: "keyboard", actions }]);
  }

  async focus(control) {
    await this.read(control, "element.focus()");
  }

  /** Types a text in the place of what stands in the field. */
  async fill(control, text) {
    await this.read(control, "(element.focus(), element.select())");
    await this.press(...text);
    await this.press(KEYS.Tab);
  }

  /** Chooses from a list that drops down: the list itself is the system's own, which no driver reaches. */
  async select(control, value) {
    await this.read(control, `(element.focus(), element.value = ${JSON.stringify(value)}, element.dispatchEvent(new Event("change", { bubbles: true })))`);
  }

  /** Gives a file to the chooser behind the button. */
  async choose(button, file) {
    await this.read({ role: "button", name: button }, 'element.nextElementSibling.setAttribute("data-chooser", "")');
    await this.#session.setFile("[data-chooser]", file);
  }

  /** The errors that the page wrote on its console, and those that nobody caught. */
  async complaints() {
    const [console, kept] = [await this.#session.complaints(), await this.evaluate(() => window.complaints)];
    return [...this.#complaints, ...console, ...kept];
  }

  /** Leaves a picture of the page in the file. */
  async picture(file) {
    await writeFile(file, await this.#session.picture(), "base64");
  }

  async #shown() {
    return this.evaluate(() => `at ${location.hash}: ${(document.querySelector("main") ?? document.body).innerText.slice(0, 600)}`).catch(() => "");
  }
}
