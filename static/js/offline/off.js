// Stands where the worker stood that kept the site on the device, and takes all of that back. A
// browser that has the worker comes here by itself, and pages that are open go on.

const leaving = /** @type {any} */ (self)

leaving.addEventListener("install", () => leaving.skipWaiting())
leaving.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(leave()))

async function leave() {
  const { registration } = leaving
  const names = (await caches.keys()).filter((name) => name.startsWith(`${registration.scope}feet:`))
  await Promise.all(names.map((name) => caches.delete(name)))
  await registration.unregister()
}
