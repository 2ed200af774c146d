// Makes the page work offline without ever mixing two builds. Every file with code in it has a
// digest in its name, so a name always means the same bytes, and only index.html decides which
// of them belong together.

const build = { version: "", files: [] }; // filled in by the build

const DIGEST = /[0-9a-f]{12,}/;
const PREFIX = "shipworthy-";
const current = PREFIX + build.version;

function absolute(file) {
  return new URL(file, self.registration.scope).href;
}

self.addEventListener("install", (event) => event.waitUntil(store()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }) => {
  if (data === "activate") self.skipWaiting();
});

async function store() {
  const cache = await caches.open(current);
  // What the page has fetched already under a name with a digest is not fetched again.
  const request = (file) => new Request(absolute(file), { cache: DIGEST.test(file) ? "default" : "no-cache" });
  await cache.addAll(build.files.map(request));
  // A deployment may be half done: its page has to be the one this list was made for.
  const page = await cache.match(absolute("./"));
  if (!(await page.text()).includes(build.version)) {
    await caches.delete(current);
    throw new Error("The page and its list of files are of different builds.");
  }
}

async function takeOver() {
  // The build before this one stays: a tab may still run it and ask for its compute worker again.
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== current);
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const page = absolute("./");
    const ours = [page, page + "index.html"].includes(origin + pathname);
    if (ours) event.respondWith(networkFirst(request, page));
  } else if (DIGEST.test(pathname)) {
    event.respondWith(cacheFirst(request));
  } else {
    event.respondWith(networkFirst(request, origin + pathname));
  }
});

async function cacheFirst(request) {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(PREFIX) && (await (await caches.open(name)).match(request.url));
    if (kept) return kept;
  }
  return fetch(request);
}

async function networkFirst(request, kept) {
  const stored = async () => (await caches.open(current)).match(kept);
  try {
    const answer = await fetch(request);
    return answer.status >= 500 ? ((await stored()) ?? answer) : answer;
  } catch (error) {
    const answer = await stored();
    if (answer) return answer;
    throw error;
  }
}
