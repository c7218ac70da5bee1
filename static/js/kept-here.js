// <kept-here>: what this device keeps of the site. It shows, saves, reads back and erases what its
// list names (generator/pages/published/kept.py), and knows no other.

/** That of the files that are saved here. */
const fileVersion = 1
/** In bytes. Two ticks a day for fifty years are half of it. */
const largestFile = 1e6
/** The address of the site, which its service worker has for a scope. */
const root = ownKeys.replace(/feet:$/, "")

/** What a text says in JSON; undefined where it says nothing. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** All that is remembered of this site, by name. @returns {[string, any][]} */
function allRemembered() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(ownKeys))
    return keys.map((key) => [key.slice(ownKeys.length), parsed(localStorage[key])])
  } catch {
    // Storage is refused.
    return []
  }
}

/** The names of this site's caches. From a disk, and without a secure connection, there are none. */
async function listOwnCaches() {
  try {
    return (await caches.keys()).filter((name) => name.startsWith(ownKeys))
  } catch {
    return []
  }
}

/** Erase the copy of the site; first the worker, or it might make another one. */
async function eraseCopy() {
  try {
    for (const worker of await navigator.serviceWorker.getRegistrations()) {
      if (worker.scope === root) await worker.unregister()
    }
    for (const name of await listOwnCaches()) await caches.delete(name)
  } catch {
    // Where no worker can be, there is no copy.
  }
}

/**
 * The ticks of two devices: each day as often as it is ticked on the one or the other.
 * @param {string[]} own
 * @param {string[]} others
 */
function joinDays(own, others) {
  /** @type {Map<string, number>} */
  const known = new Map()
  for (const day of own) known.set(day, (known.get(day) ?? 0) + 1)
  const lacking = others.filter((day) => {
    const left = known.get(day) ?? 0
    known.set(day, left - 1)
    return left < 1
  })
  return [...own, ...lacking]
}

class KeptHere extends HTMLElement {
  /** @type {Record<string, any>} */
  #parts = {};
  /** @type {any} */
  #words;
  /** The items of its list. @type {HTMLElement[]} */
  #kinds = [];

  connectedCallback() {
    this.#words = wordsOf(this)
    this.#kinds = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-name]"))]
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-part]"))) {
      this.#parts[/** @type {string} */ (part.dataset.part)] = part
    }
    const { controls, erase, file, off, save, yes } = this.#parts
    off.hidden = true
    controls.hidden = false
    save.addEventListener("click", () => this.#say(save, this.#words.saved))
    erase.addEventListener("toggle", () => erase.open && this.#say(erase, ""))
    yes.addEventListener("click", () => this.erase())
    file.addEventListener("change", () => this.read(file.files[0]))
    // It may have changed on another page, or in another tab.
    for (const event of ["pageshow", "storage"]) addEventListener(event, () => this.show())
  }

  /** Show what there is; return it in words. */
  async show() {
    const { save, yes } = this.#parts
    const words = this.#words
    const here = this.#here
    const copies = await listOwnCaches()
    const amounts = this.#kinds.map((kind) => {
      const values = here.filter(([name]) => this.#kindOf(name) === kind).map(([, value]) => value)
      const { name, amount } = /** @type {Record<string, string>} */ (kind.dataset)
      const count = { copy: copies.length, days: new Set(values.flat()).size }[name] ?? values.length
      const what = count ? say(JSON.parse(amount), { count }) : ""
      const now = /** @type {HTMLElement} */ (kind.querySelector("span"))
      kind.toggleAttribute("data-kept", count > 0)
      now.textContent = say(words.now, { kept: what || words.nothing })
      return what
    })
    const what = amounts.filter(Boolean).join(words.comma)
    // What is of no right kind is erased, too.
    yes.disabled = !allRemembered().length && !copies.length
    yes.textContent = yes.disabled ? words.none : say(words.yes, { kept: what || words.nothing })
    save.closest("section").hidden = !here.length
    const saved = { site: this.dataset.title, version: fileVersion, kept: Object.fromEntries(here) }
    save.href = `data:application/json,${encodeURIComponent(JSON.stringify(saved, null, 1))}`
    return what
  }

  /** Add what is in a file, or say why not. @param {File} file */
  async read(file) {
    const { file: input } = this.#parts
    const words = this.#words
    // One that is told twice is told: an equal text would not be.
    this.#say(input, "")
    const before = JSON.stringify(this.#here)
    const fault = await this.#add(file).catch(() => words.damaged)
    const kept = (await this.show()) || words.nothing
    const done = JSON.stringify(this.#here) === before ? words.same : say(words.added, { kept })
    this.#say(input, fault || done)
    // The same file may be chosen again.
    input.value = ""
  }

  /** Erase all; its place keeps the focus. */
  async erase() {
    const { erase } = this.#parts
    for (const [name] of allRemembered()) remember(name)
    await eraseCopy()
    const what = await this.show()
    this.#say(erase, what ? say(this.#words.left, { kept: what }) : this.#words.erased)
    erase.open = false
    erase.firstElementChild.focus()
  }

  /** Say something below what was used, and nothing elsewhere. @param {Element} used @param {string} text */
  #say(used, text) {
    for (const said of this.querySelectorAll("[role=status]")) {
      said.textContent = said.parentElement === used.closest("section") ? text : ""
    }
  }

  /** All that is remembered and of the right kind. */
  get #here() {
    return allRemembered().filter(([name, value]) => this.#isRight(name, value))
  }

  /** @param {string} name @returns {HTMLElement | undefined} */
  #kindOf(name) {
    // Behind a colon stands the name of a page.
    const names = [name, name.replace(/:[a-z\d-]+$/, ":")]
    return this.#kinds.find(({ dataset }) => names.includes(/** @type {string} */ (dataset.name)))
  }

  /** @param {string} name @param {any} value */
  #isRight(name, value) {
    const kind = this.#kindOf(name)
    return Boolean(kind) && new RegExp(`^(${kind?.dataset.form})$`).test(JSON.stringify(value))
  }

  /** Add what is in a file to what is remembered; return what is wrong with it. @param {File} file */
  async #add(file) {
    const words = this.#words
    if (file.size > largestFile) return words.damaged
    const { site, version, kept } = Object(parsed(await file.text()))
    if (typeof site !== "string" || !Number.isInteger(version)) return words.damaged
    if (site !== this.dataset.title) return say(words.foreign, { title: site.slice(0, 80) })
    if (version > fileVersion) return words.newer
    const entries = Object.entries(Object(kept))
    const isWhole = version === fileVersion && kept?.constructor === Object
    if (!isWhole || !entries.every(([name, value]) => this.#isRight(name, value))) return words.damaged
    const before = new Map(this.#here)
    for (const [name, value] of entries) {
      const own = before.get(name)
      if (name === "days") keepDays(joinDays(own ?? [], value))
      else if (own === undefined) remember(name, value)
    }
    if (!unstored.size) return ""
    for (const [name] of entries) remember(name, before.get(name))
    unstored.clear()
    return words.full
  }
}

customElements.define("kept-here", KeptHere)
