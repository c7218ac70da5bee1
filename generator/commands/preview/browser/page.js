// What a page of the preview has more than the published one: it follows what is built. It asks for
// that by the number of the build, whenever livereload's script hears something, and every few
// seconds all the same: so nothing depends on a message that came, or came once only.

const { assets = "", look = "", number = "" } = document.currentScript?.dataset ?? {}
const milliseconds_between_questions = 2000
const kept = "preview:place"

/**
 * @typedef {{ file: string, line: number, text: string, message: string }} Finding
 * @typedef {{ number: number, look: string, assets: string[], mistakes: Finding[],
 *   warnings: Finding[], here: number }} State
 */

let shownAssets = assets ? assets.split(" ") : []
let shownNumber = -1
let isAsking = false
let listsWarnings = false
let failures = 0
/** @type {{ title: string, icon: string } | null} */
let own = null

const panel = document.createElement("preview-panel")
const inside = panel.attachShadow({ mode: "open" })

async function ask() {
  if (isAsking) return
  isAsking = true
  try {
    const page = encodeURIComponent(location.pathname)
    const answer = await fetch(`/_preview/state?page=${page}`, { cache: "no-store" })
    if (answer.ok) {
      failures = 0
      follow(await answer.json())
    }
  } catch {
    // Once may be chance, or a page that is about to be left. The next question may find it again.
    failures += 1
    if (failures === 2) showStopped()
  } finally {
    isAsking = false
  }
}

/** @param {State} state */
function follow(state) {
  // Without a site, a page lists mistakes: all of it is new when they are.
  const isNew = state.look !== look || (look === "" && String(state.number) !== number)
  if (isNew) {
    loadAnew()
    return
  }
  takeOn(state.assets)
  if (state.number !== shownNumber) {
    shownNumber = state.number
    if (look) show(state)
  }
}

/**
 * Put styles and pictures under a new name in the place of those under the old one.
 *
 * @param {string[]} now
 */
function takeOn(now) {
  const names = new Map(shownAssets.map((name, place) => [name, now[place]]))
  shownAssets = now
  /** @type {ParentNode[]} */
  const roots = [document, ...[...document.querySelectorAll("template")].map((each) => each.content)]
  for (const root of roots) {
    for (const element of root.querySelectorAll("link[href], img[src]")) {
      const attribute = element.localName === "link" ? "href" : "src"
      const address = element.getAttribute(attribute) ?? ""
      const name = names.get(address)
      if (!name || name === address) continue
      if (root !== document || !element.matches("[rel=stylesheet]")) {
        element.setAttribute(attribute, name)
        continue
      }
      const next = /** @type {Element} */ (element.cloneNode())
      next.setAttribute(attribute, name)
      // The old style holds until the new one is there, so that nothing flashes.
      next.addEventListener("load", () => element.remove())
      element.after(next)
    }
  }
}

/** Load the page anew, and remember what a reader had open and where they were. */
function loadAnew() {
  // A list of mistakes has no place of its own to be kept.
  if (!look) {
    location.reload()
    return
  }
  const open = [...document.querySelectorAll("details")].map((each) => [summaryOf(each), each.open])
  sessionStorage.setItem(kept, JSON.stringify({ path: location.pathname, open, listsWarnings, y: scrollY }))
  // The browser would go there before what was open is open again.
  history.scrollRestoration = "manual"
  location.reload()
}

/** Go back to where a reader was before the page was loaded anew. */
function goBack() {
  if (!look) return
  const place = JSON.parse(sessionStorage.getItem(kept) ?? "null")
  sessionStorage.removeItem(kept)
  if (place?.path !== location.pathname) return
  for (const details of document.querySelectorAll("details")) {
    const known = place.open.findIndex((/** @type {[string, boolean]} */ each) => each[0] === summaryOf(details))
    if (known >= 0) details.open = place.open.splice(known, 1)[0][1]
  }
  listsWarnings = place.listsWarnings
  history.scrollRestoration = "auto"
  // What comes later makes the page longer, and who scrolls has another wish.
  const stop = setInterval(() => {
    if (Math.abs(scrollY - place.y) > 1) scrollTo({ top: place.y, behavior: "instant" })
    else if (document.readyState === "complete") done()
  }, 50)
  const done = () => clearInterval(stop)
  setTimeout(done, 2000)
  for (const wish of ["wheel", "touchmove", "keydown"]) addEventListener(wish, done, { once: true })
}

/** @param {HTMLDetailsElement} details */
function summaryOf(details) {
  return details.querySelector("summary")?.textContent?.trim() ?? ""
}

/** @param {State} state */
function show(state) {
  const isWrong = state.mistakes.length > 0
  const boxes = isWrong ? [mistakes(state.mistakes)] : []
  put(isWrong, ...boxes, ...(state.warnings.length ? [warnings(state)] : []))
}

function showStopped() {
  shownNumber = -1
  const box = make("section", "mistakes", make("h2", "", "The preview has stopped"))
  box.setAttribute("role", "alert")
  box.append(make("p", "", "Start it again, and this page goes on by itself. What you change now is not seen."))
  put(true, box)
}

/**
 * Put boxes over the page, in the place of those before.
 *
 * @param {boolean} isWrong
 * @param {Element[]} boxes
 */
function put(isWrong, ...boxes) {
  inside.replaceChildren(style(), ...boxes)
  mark(isWrong)
  if (!panel.isConnected) document.documentElement.append(panel)
}

function style() {
  const link = document.createElement("link")
  link.rel = "stylesheet"
  link.href = "/_preview/panel.css"
  return link
}

/** @param {Finding[]} found */
function mistakes(found) {
  const box = make("section", "mistakes")
  box.setAttribute("role", "alert")
  const head = make("div", "head", make("h2", "", `${howMany(found.length, "mistake")}: below is the last good page`))
  const hide = make("button", "", "Hide")
  // Until there are others.
  hide.addEventListener("click", () => box.remove())
  head.append(hide)
  box.append(head, list(found))
  return box
}

/** @param {State} state */
function warnings({ warnings: found, here }) {
  const box = /** @type {HTMLDetailsElement} */ (make("details", "warnings"))
  box.open = listsWarnings
  box.addEventListener("toggle", () => (listsWarnings = box.open))
  box.append(make("summary", "", howMany(found.length, "warning") + (here ? `, ${here} of this page` : "")), list(found))
  return box
}

/** @param {Finding[]} found */
function list(found) {
  return make("ol", "", ...found.map(({ file, line, text, message }) =>
    make(
      "li", "",
      make("p", "place", line ? `${file}:${line}` : file),
      ...(text ? [make("pre", "", text)] : []),
      make("p", "", message),
    )))
}

/**
 * @param {string} name
 * @param {string} kind
 * @param {(Node | string)[]} content
 */
function make(name, kind, ...content) {
  const element = document.createElement(name)
  if (kind) element.className = kind
  element.append(...content)
  return element
}

/**
 * @param {number} number
 * @param {string} thing
 */
function howMany(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`
}

/**
 * Let the tab of the browser say that something is wrong, or that it no longer is.
 *
 * @param {boolean} isWrong
 */
function mark(isWrong) {
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"))
  if (isWrong && !own) {
    own = { title: document.title, icon: icon?.href ?? "" }
    document.title = `\u2717 ${document.title}`
    if (icon) icon.href = "/_preview/wrong.svg"
  } else if (!isWrong && own) {
    document.title = own.title
    if (icon) icon.href = own.icon
    own = null
  }
}

// livereload's script asks its plugins first when it hears of a change. This one does all of it.
class LiveReloadPluginPreview {
  static identifier = "preview"
  static version = "1"

  reload() {
    ask()
    return true
  }
}
Object.assign(window, { LiveReloadPluginPreview })

addEventListener("DOMContentLoaded", () => {
  const { LiveReload } = /** @type {any} */ (window)
  goBack()
  ask()
  // The socket may have been away while something was built.
  LiveReload?.on("connect", ask)
})
addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask())
setInterval(() => document.visibilityState === "visible" && ask(), milliseconds_between_questions)
