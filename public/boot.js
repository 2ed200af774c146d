// Starts the page and keeps it usable offline. What the rest of the page may rely on:
//   event "shipworthy:offline"          everything needed offline is stored
//   event "shipworthy:update"           a newer version is stored and waits for consent
//   event "shipworthy:update-accepted"  dispatched by the page: switch to it and reload
// <html data-offline="ready" data-update="waiting"> say the same to whoever comes later.

const { script, wasm } = document.querySelector("script[data-script]").dataset;
const absolute = (path) => new URL(path, document.baseURI).href;

const announce = (attribute, value, event) => {
  document.documentElement.dataset[attribute] = value;
  dispatchEvent(new CustomEvent(event));
};

async function keepOffline() {
  const workers = navigator.serviceWorker;
  const registration = await workers.register(absolute("sw.js"), { updateViaCache: "none" });
  const waits = () => {
    // Only what is installed waits: WebKit counts the first worker as waiting, too, while it takes over the page.
    const newer = registration.waiting?.state === "installed" && registration.active;
    if (newer && workers.controller) announce("update", "waiting", "shipworthy:update");
  };
  const follow = (worker) => worker?.addEventListener("statechange", waits);

  waits();
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));

  addEventListener("shipworthy:update-accepted", () => {
    // Only the person who agreed is reloaded; other tabs keep what they have open.
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("activate");
  });

  await workers.ready;
  announce("offline", "ready", "shipworthy:offline");
}

function explain(error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    `Shipworthy could not start (${error}). Your packages are safe in this browser. ` +
    "Please reload; if that does not help, a current version of Firefox, Chrome, Edge or Safari will.";
  document.body.append(message);
  throw error;
}

try {
  const { default: start } = await import(absolute(script));
  await start({ module_or_path: absolute(wasm) });
} catch (error) {
  explain(error);
}

if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  // Without storage or over plain HTTP the page still works, only not offline.
  keepOffline().catch((error) => console.info("Not available offline:", error.message));
}
