// Lets a worker (offline/worker.js) keep the site on the device, so that it is there without a
// network, and says so when a page comes from there. From a disk there is neither worker nor manifest.

if (location.protocol.startsWith("http")) {
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript)
  // This script lies in a folder of the site.
  const root = src.replace(/[^/]*\/[^/]*$/, "")
  addEventListener("load", () => {
    const manifest = { rel: "manifest", href: `${root}manifest.webmanifest` }
    document.head.append(Object.assign(document.createElement("link"), manifest))
    const { serviceWorker } = navigator
    const { controller } = serviceWorker ?? {}
    // Without a safe address there is none, and a browser may refuse it. One that was sent away
    // while a page was open is not in charge of this one, but has to know of it.
    const registered = serviceWorker?.register(`${root}sw.js`, { updateViaCache: "none" })
    registered?.then(({ active }) => controller ?? active?.postMessage("")).catch(() => {})
    serviceWorker?.addEventListener("message", ({ data }) => sayWhen(data))
    serviceWorker?.startMessages()
    controller?.postMessage("")
  })
}

/** @param {string | undefined} date when the copy was kept that this page is */
function sayWhen(date) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".offline"))
  if (!line || !date) return
  const day = new Date(date).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })
  line.textContent = String(line.dataset.said).replace("%(since)s", day)
  document.documentElement.dataset.copy = ""
}
