// The worker that keeps the site on the device. What it keeps is always a whole build, whose files
// name each other by their hashes, and one older build for pages that are still open: so nothing of
// two builds can meet in one page. docs/decisions.md says more.

/**
 * What a worker's events have; types for pages don't know them.
 * @typedef {{
 *   request: Request, resultingClientId: string, source: { id: string, postMessage(said: unknown): void },
 *   respondWith(answer: Promise<Response>): void, waitUntil(done: Promise<unknown>): void,
 * }} WorkerEvent
 */
/**
 * What the build puts before this script: its name, all its files that are kept with the hash of
 * what is in them, how many bytes these are, and whether they are the whole site.
 * @typedef {{ name: string, files: Record<string, string>, bytes: number, isWhole: boolean }} Build
 */
const worker = /**
 * @type {{
 *   build: Build, registration: ServiceWorkerRegistration, clients: { claim(): Promise<void> },
 *   skipWaiting(): Promise<void>, addEventListener(kind: string, heard: (event: WorkerEvent) => void): void,
 * }}
 */ (/** @type {unknown} */ (self))
const { build } = worker
const siteRoot = worker.registration.scope
/** As in settings.js: sites that share a host share its storage. */
const ownCaches = `${siteRoot}feet:`
const ownCache = ownCaches + build.name
/** How long a page waits for the network where there is a copy, in ms. */
const patience = 3000
const hashInName = /\.([0-9a-f]{10})\.\w+$/
/** The most pages that are fetched anew for having been visited. */
const mostVisited = 30
/** When the copy that a page shows was kept, by the id of the page. @type {Map<string, string | null>} */
const shownCopies = new Map()
/** @type {Promise<void> | undefined} */
let again

worker.addEventListener("install", (event) => event.waitUntil(install()))
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()))
worker.addEventListener("message", (event) => {
  event.source.postMessage(shownCopies.get(event.source.id))
  event.waitUntil(keepAgain())
})
worker.addEventListener("fetch", (event) => {
  const { request } = event
  const { method, url, mode, destination } = request
  if (method !== "GET" || !url.startsWith(siteRoot)) return
  if (mode === "navigate" || destination === "manifest") event.respondWith(answerPage(event))
  else if (hashInName.test(url)) event.respondWith(answerFile(request))
})

/** Whether the whole build is kept. @param {string} cacheName */
async function isKept(cacheName) {
  return Boolean(await caches.match(addressOf(siteRoot), { cacheName }))
}

/** Keep it anew where it was erased while a page was open: then this worker lives on without it. */
async function keepAgain() {
  if (!(await isKept(ownCache))) await (again ??= install().finally(() => (again = undefined)))
}

/** Keep the whole build, or nothing of it. */
async function install() {
  // A worker that was killed may have left a half of it.
  await caches.delete(ownCache)
  const cache = await caches.open(ownCache)
  try {
    // On a full disk nothing is fetched in vain, at each page again. What a browser says of its room
    // is no more than a guess.
    await cache.put("room", new Response(new Uint8Array(build.bytes)))
    await cache.delete("room")
    const { "index.html": homeHash, ...others } = build.files
    // First, for where it comes changed all others do, too. It is kept last: a cache with it is whole.
    const home = await take(`${siteRoot}index.html`, homeHash)
    const files = Object.entries(others).map(([path, hash]) => [siteRoot + path, hash])
    await Promise.all(files.map(async ([url, hash]) => cache.put(addressOf(url), await take(url, hash))))
    await cache.put(addressOf(siteRoot), home)
  } catch (error) {
    await caches.delete(ownCache)
    throw error
  }
  if (!build.isWhole) await keepVisitedAgain()
  await worker.skipWaiting()
}

/** Forget all builds but this one and the one before it. */
async function takeOver() {
  const others = await listOtherCaches()
  const found = await Promise.all(others.map(isKept))
  const before = others.filter((_, index) => found[index]).pop()
  await Promise.all(others.filter((each) => each !== before).map((each) => caches.delete(each)))
  await worker.clients.claim()
}

/** Our caches of other builds, the oldest first. */
async function listOtherCaches() {
  return (await caches.keys()).filter((each) => each.startsWith(ownCaches) && each !== ownCache)
}

/**
 * What the server answers, whatever it is; the copy only where it doesn't answer, or is too slow.
 * @param {WorkerEvent} event
 */
async function answerPage(event) {
  const { request, resultingClientId } = event
  // Asked again even where a host allows pages to grow old: what is corrected has to be seen.
  const network = fetch(request, { cache: "no-cache" }).catch(() => undefined)
  if (!build.isWhole) event.waitUntil(network.then(keepVisited).catch(() => {}))
  const address = addressOf(request.url)
  const copy = await caches.match(address, { cacheName: ownCache }).catch(() => undefined)
  if (!copy) return (await network) ?? Response.error()
  const tooLate = new Promise((resolve) => setTimeout(resolve, patience))
  const answer = await Promise.race([network.then(awaitEnd).catch(() => undefined), tooLate])
  if (answer instanceof Response) return answer
  // Below an address with a slash a browser would look for styles one folder too deep.
  const isBelow = new URL(request.url).pathname.endsWith("/") && address !== addressOf(siteRoot)
  if (isBelow) return Response.redirect(`${address}.html`)
  shownCopies.set(resultingClientId, copy.headers.get("date"))
  return copy
}

/**
 * An answer once all of it is there: one that is cut off is none.
 * @param {Response | undefined} answer
 */
async function awaitEnd(answer) {
  await answer?.clone().arrayBuffer()
  return answer
}

/** A file with a hash in its name is the same in any build. @param {Request} request */
async function answerFile(request) {
  return (await caches.match(addressOf(request.url)).catch(() => undefined)) ?? fetch(request)
}

/**
 * By which address a file is kept: hosts show x.html also as x, and index.html as the folder.
 * @param {string} url
 */
function addressOf(url) {
  return url.replace(/[?#].*/, "").replace(/\/(index(\.html)?)?$|\.html$/, "")
}

/**
 * A file as it is kept, fetched anew. Throws where it is not what the build has made.
 * @param {string} url
 * @param {string} hash
 */
async function take(url, hash) {
  const answer = await fetch(new Request(url, { cache: "reload" }))
  const body = await answer.arrayBuffer()
  if (!isRight(answer) || (await hashOf(body)) !== hash) throw new TypeError(url)
  return rebuild(answer, body)
}

/** @param {Response} answer */
function isRight({ status, type }) {
  return status === 200 && type === "basic"
}

/** As the build writes it. @param {ArrayBuffer} body */
async function hashOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).slice(0, 5)
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * An answer with the time at which it is kept. Nothing in it says that the host led elsewhere, for
 * which a browser would refuse it as a page, nor how it was packed on its way.
 * @param {Response} answer
 * @param {ArrayBuffer} body
 */
function rebuild(answer, body) {
  const headers = new Headers(answer.headers)
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name)
  headers.set("date", new Date().toUTCString())
  return new Response(body, { headers })
}

/**
 * Of a library that is not kept as a whole: keep a page that somebody visits with the files that it
 * names, and last itself, so that it is never there by half.
 * @param {Response | undefined} answer
 */
async function keepVisited(answer) {
  if (!answer || !isRight(answer) || !isVisited(addressOf(answer.url))) return
  const body = await answer.clone().arrayBuffer()
  const cache = await caches.open(ownCache)
  const names = new TextDecoder().decode(body).matchAll(/"([^"\s]+\.[0-9a-f]{10}\.\w+)"/g)
  const urls = new Set([...names].map(([, name]) => new URL(name, answer.url).href))
  const files = [...urls].filter((url) => url.startsWith(siteRoot))
  await Promise.all(
    files.map(async (url) => {
      const hash = String(hashInName.exec(url)?.[1])
      if (!(await cache.match(url))) await cache.put(url, await take(url, hash))
    }),
  )
  await cache.put(addressOf(answer.url), rebuild(answer, body))
}

/** Whether a page may be kept for having been visited. @param {string} address */
function isVisited(address) {
  const path = address.slice(siteRoot.length)
  return /^(exercises|routines)\/[^.]+$/.test(path) && !(`${path}.html` in build.files)
}

/** Bring what was visited last to this build; what is gone, or can't be had now, is left out. */
async function keepVisitedAgain() {
  const requests = await Promise.all(
    (await listOtherCaches()).map(async (name) => (await caches.open(name)).keys()),
  )
  const addresses = [...new Set(requests.flat().map(({ url }) => url))].filter(isVisited)
  for (const address of addresses.slice(-mostVisited)) {
    const page = new Request(`${address}.html`, { cache: "reload" })
    await fetch(page).then(keepVisited).catch(() => {})
  }
}
