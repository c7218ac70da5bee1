// What a page of the preview has more than the published one: it follows what is built. It asks for
// that by the number of the build, whenever livereload's script hears something, and every few
// seconds all the same: so nothing depends on a message that came, or came once only.
// Figures that are drawn one after the other are exchanged as they come; only when all are there is
// the page loaded anew, so that its scripts begin with them.

const { assets = "", look = "", number = "" } = document.currentScript?.dataset ?? {}
const milliseconds_between_questions = 2000
const kept = "preview:place"
const blocks = "h1, h2, h3, h4, p, li, summary, figure, tr"
const mostBlocks = 20

/**
 * @typedef {{ file: string, line: number, text: string, message: string }} Finding
 * @typedef {{ tag: string, words: string, top: number }} Block
 * @typedef {{ number: number, changed: number, partial: boolean, look: string, assets: string[],
 *   mistakes: Finding[], warnings: Finding[], here: number }} State
 */

let shownAssets = assets ? assets.split(" ") : []
let shownNumber = -1
/** The last build of which this page shows all. */
let whole = Number(number)
/** The look of the page from which the pictures are. */
let shownLook = look
let isAsking = false
let isAskedAgain = false
let listsWarnings = false
let failures = 0
/** What scripts have failed at. @type {Finding[]} */
const broken = []
/** @type {{ title: string, icon: string } | null} */
let own = null

const panel = document.createElement("preview-panel")
const inside = panel.attachShadow({ mode: "open" })

async function ask() {
  if (isAsking) {
    isAskedAgain = true
    return
  }
  isAsking = true
  isAskedAgain = false
  try {
    const page = encodeURIComponent(location.pathname)
    const answer = await fetch(`/_preview/state?page=${page}`, { cache: "no-store" })
    if (answer.ok) {
      failures = 0
      await follow(await answer.json())
    }
  } catch {
    // Once may be chance, or a page that is about to be left. The next question may find it again.
    failures += 1
    if (failures === 2) showStopped()
  } finally {
    isAsking = false
    if (isAskedAgain) ask()
  }
}

/** @param {State} state */
async function follow(state) {
  // Without a site, a page lists mistakes: all of it is new when they are.
  const isNew = state.look !== look || shownLook !== look || (look === "" && String(state.number) !== number)
  if (isNew && !isRunning()) {
    // While figures are drawn, more of them come: the page is loaded when all are there.
    if (!look || !state.partial || state.changed > whole) {
      loadAnew()
      return
    }
    if (state.look !== shownLook) await takePictures()
  }
  if (!isNew) {
    whole = state.number
    takeOn(state.assets)
  }
  if (state.number !== shownNumber) {
    shownNumber = state.number
    if (look) show(state, isNew && isRunning())
  }
}

/** Put the drawings of the newest page in the place of those with the same names. */
async function takePictures() {
  const answer = await fetch(location.href, { cache: "no-store" })
  const next = new DOMParser().parseFromString(await answer.text(), "text/html")
  if (isRunning()) return
  const own = partsOf(document)
  for (const drawn of partsOf(next).flatMap((part) => [...part.querySelectorAll("svg.figure")])) {
    const name = drawn.id || drawn.querySelector("[id]:not(title, desc)")?.id
    for (const part of name ? own : []) part.querySelector(`[id="${name}"]`)?.closest("svg")?.replaceWith(drawn)
  }
  shownLook = next.querySelector("script[data-look]")?.getAttribute("data-look") ?? ""
}

/**
 * A page, and what its scripts may put there later.
 *
 * @param {Document} page
 * @returns {ParentNode[]}
 */
function partsOf(page) {
  return [page, ...[...page.querySelectorAll("template")].map((each) => each.content)]
}

/**
 * Put styles and pictures under a new name in the place of those under the old one.
 *
 * @param {string[]} now
 */
function takeOn(now) {
  const names = new Map(shownAssets.map((name, place) => [name, now[place]]))
  shownAssets = now
  for (const root of partsOf(document)) {
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

/** Tell whether a hold or a routine runs: a new page would begin it again from the start. */
function isRunning() {
  return document.querySelector("[data-busy], [data-state=next], [data-state=going]") !== null
}

/** Load the page anew, and remember what a reader had open and where they were. */
function loadAnew() {
  // A list of mistakes has no place of its own to be kept.
  if (!look) {
    location.reload()
    return
  }
  const open = [...document.querySelectorAll("details")].map((each) => [summaryOf(each), each.open])
  const place = { path: location.pathname, open, listsWarnings, y: scrollY, seen: blocksInView() }
  sessionStorage.setItem(kept, JSON.stringify(place))
  // The browser would go there before what was open is open again.
  history.scrollRestoration = "manual"
  location.reload()
}

/**
 * What is on the screen, from its top: where text was added above, it has moved on the page.
 *
 * @returns {Block[]}
 */
function blocksInView() {
  return [...document.querySelectorAll(blocks)]
    .map((each) => ({ tag: each.localName, words: each.textContent ?? "", box: each.getBoundingClientRect() }))
    .filter(({ words, box }) => words.trim() && box.height && box.bottom > 0 && box.top < innerHeight)
    .slice(0, mostBlocks)
    .map(({ tag, words, box }) => ({ tag, words, top: box.top }))
}

/**
 * How far down the page was, counted from the first of the blocks that it still has once.
 *
 * @param {{ y: number, seen: Block[] }} place
 */
function heightOf({ y, seen }) {
  if (y < 1) return 0
  for (const { tag, words, top } of seen) {
    const same = [...document.querySelectorAll(tag)].filter((each) => each.textContent === words)
    if (same.length === 1) return Math.max(0, scrollY + same[0].getBoundingClientRect().top - top)
  }
  return y
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
    const y = heightOf(place)
    if (Math.abs(scrollY - y) > 1) scrollTo({ top: y, behavior: "instant" })
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

/**
 * @param {State} state
 * @param {boolean} waits
 */
function show(state, waits) {
  const isWrong = state.mistakes.length + broken.length > 0
  const boxes = state.mistakes.length
    ? [mistakes(`${howMany(state.mistakes.length, "mistake")}: below is the last good page`, state.mistakes)]
    : broken.length ? [mistakes("A script of this page fails", broken)] : []
  if (waits) boxes.push(waiting())
  else if (state.warnings.length) boxes.push(warnings(state))
  put(isWrong, ...boxes)
}

function showStopped() {
  shownNumber = -1
  const box = make("section", "mistakes", make("h2", "", "The preview has stopped"))
  box.setAttribute("role", "alert")
  box.append(make("p", "", "Start it again, and this page goes on by itself. What you change now is not seen."))
  put(true, box)
}

function waiting() {
  const box = make("p", "warnings", "There is a newer page. It comes when the timer has ended or is stopped.")
  box.setAttribute("role", "status")
  return box
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

/**
 * @param {string} heading
 * @param {Finding[]} found
 */
function mistakes(heading, found) {
  const box = make("section", "mistakes")
  box.setAttribute("role", "alert")
  const head = make("div", "head", make("h2", "", heading))
  const hide = make("button", "", "Hide")
  // Until there are others.
  hide.addEventListener("click", () => box.remove())
  head.append(hide)
  const all = list(found)
  // Whoever has no mouse scrolls what has the focus.
  all.tabIndex = 0
  box.append(head, all)
  return box
}

/** @param {State} state */
function warnings({ warnings: found, here }) {
  const box = /** @type {HTMLDetailsElement} */ (make("details", "warnings"))
  box.open = listsWarnings
  box.addEventListener("toggle", () => (listsWarnings = box.open))
  box.append(make("summary", "", howMany(found.length, "warning") + (here === found.length ? " of this page" : here ? `, ${here} of this page` : "")), list(found))
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

/**
 * Say that a script fails, in the words of the browser: nothing else here reads scripts.
 *
 * @param {ErrorEvent} event
 */
async function noteFailure({ filename, lineno, message }) {
  if (!filename.startsWith(`${location.origin}/assets/`)) return
  const lines = (await (await fetch(filename)).text()).split("\n").slice(0, lineno)
  // In a preview each script stands in the joined file below a line with its name.
  const first = lines.map((line) => line.startsWith("// static/")).lastIndexOf(true)
  const file = lines[first]?.slice(3) ?? filename
  const line = lineno - first - 1
  if (broken.some((each) => each.file === file && each.line === line)) return
  broken.push({ file, line, text: lines[lineno - 1]?.trim() ?? "", message })
  shownNumber = -1
  ask()
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

addEventListener("error", noteFailure)
addEventListener("DOMContentLoaded", () => {
  const { LiveReload } = /** @type {any} */ (window)
  goBack()
  ask()
  // The socket may have been away while something was built.
  LiveReload?.on("connect", ask)
  // A preview that was begun anew counts from the beginning.
  LiveReload?.on("disconnect", () => (whole = 0))
})
addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask())
setInterval(() => document.visibilityState === "visible" && ask(), milliseconds_between_questions)
