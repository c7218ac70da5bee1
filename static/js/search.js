/**
 * `<exercise-search>`: finds exercises while somebody types, forgiving capitals, accents, the order of
 * words, and a slip in a word that nothing begins with. It is hidden until this script runs.
 *
 * What it looks through is a script, too: a page that is opened from a disk may load nothing else. It
 * comes when somebody goes to the field.
 */

/** An exercise: *names* and *all* are words without marks, with a blank before each.
 * @typedef {{ title: string, href: string, about: string, names: string, all: string }} Found */

class ExerciseSearch extends HTMLElement {
  #field = /** @type {HTMLInputElement} */ (this.querySelector("input"));
  #list = /** @type {HTMLElement} */ (this.querySelector("ul"));
  #status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
  /** @type {Found[] | undefined} */
  #all;
  #pause = 0;
  #asked = false;

  connectedCallback() {
    this.hidden = false
    this.#field.addEventListener("focus", () => this.#load())
    this.#field.addEventListener("input", () => this.#update())
    this.addEventListener("keydown", (event) => this.#move(event))
    // Whoever comes back from an exercise finds what was found.
    const typed = history.state?.search
    if (!typed) return
    this.#field.value = typed
    this.#load()
  }

  #load() {
    if (this.#asked) return
    this.#asked = true
    const script = document.createElement("script")
    script.src = String(this.dataset.index)
    script.addEventListener("load", () => {
      this.#all = unpack(/** @type {any} */ (window).searchIndex, new URL("../exercises/", script.src).href)
      this.#update()
    })
    script.addEventListener("error", () => {
      this.#asked = false
      this.#say(wordsOf(this).failed)
    })
    document.head.append(script)
    this.#update()
  }

  #update() {
    const words = wordsOf(this)
    const typed = plain(this.#field.value).split(" ").filter(Boolean)
    history.replaceState({ search: this.#field.value }, "")
    const found = typed.length ? find(this.#all ?? [], typed) : []
    const shown = found.slice(0, 30)
    this.#list.replaceChildren(...shown.map(line))
    this.#list.hidden = !shown.length
    const gaps = { shown: shown.length, count: found.length }
    const count = say(found.length > shown.length ? words.shown : words.found, gaps)
    this.#say(!typed.length ? "" : !this.#all ? words.loading : found.length ? count : words.none)
  }

  /** Say it once the typing pauses, or a screen reader would be at it without end. @param {string} text */
  #say(text) {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => (this.#status.textContent = text), 400)
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const stops = [this.#field, ...this.querySelectorAll("a")]
    const at = stops.findIndex((each) => each === document.activeElement)
    const first = event.key === "Enter" && at === 0 ? 1 : undefined
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Escape: at ? 0 : undefined }[event.key] ?? first
    if (to === undefined || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    stops[to]?.focus()
  }
}

/** Letters that no mark can be taken from. @type {Record<string, string>} */
const alike = { ß: "ss", ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe" }

/** The words of a text in small letters without marks, parted by blanks. @param {string} text */
function plain(text) {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  return letters.replace(/[^\p{L}\p{N}]+/gu, " ").replace(/[ßłøđæœ]/g, (letter) => alike[letter])
}

/**
 * @param {{ words: string[], rows: string[] }} index
 * @param {string} folder
 * @returns {Found[]}
 */
function unpack(index, folder) {
  return index.rows.map((row) => {
    const [title, slug, numbers] = row.split("\t")
    const words = numbers.split(" ").map((number) => index.words[Number(number)])
    const name = slug || title.toLowerCase().replace(/[^a-z0-9]+/g, "-")
    return {
      title,
      href: `${folder}${name}.html`,
      about: words.slice(0, 2).join(" · "),
      names: ` ${plain(title)}`,
      all: ` ${plain([title, ...words].join(" "))}`,
    }
  })
}

/**
 * What has all the words, the best first; if there is nothing, what has words like them.
 * @param {Found[]} all
 * @param {string[]} typed
 */
function find(all, typed) {
  for (const slips of [false, true]) {
    const rated = all.map((each) => ({ each, rate: rateAll(each, typed, slips) }))
    const found = rated.filter(({ rate }) => rate < Infinity)
    if (found.length) return found.sort((one, other) => one.rate - other.rate).map(({ each }) => each)
  }
  return []
}

/** @param {Found} each @param {string[]} typed @param {boolean} slips */
function rateAll(each, typed, slips) {
  return typed.reduce((sum, word) => sum + rate(each, word, slips), 0)
}

/**
 * How far a word is from what an exercise has: at the beginning of its title, of a word of it, of
 * another word, or within one, as in a compound.
 * @param {Found} each
 * @param {string} word
 * @param {boolean} slips
 */
function rate({ names, all }, word, slips) {
  if (names.startsWith(` ${word}`)) return 0
  if (names.includes(` ${word}`)) return 1
  if (all.includes(` ${word}`)) return 2
  if (word.length > 2 && all.includes(word)) return 3
  return slips && word.length > 3 && all.split(" ").some((other) => isNear(word, other)) ? 4 : Infinity
}

/**
 * Whether another word begins with this one but for one letter: one too many, one too few, another,
 * or two that have changed places.
 * @param {string} word
 * @param {string} other
 */
function isNear(word, other) {
  let at = 0
  while (at < word.length && word[at] === other[at]) at++
  const [rest, there] = [word.slice(at), other.slice(at)]
  const turned = `${rest[1]}${rest[0]}${rest.slice(2)}`
  return (
    there.startsWith(rest.slice(1)) ||
    there.slice(1).startsWith(rest.slice(1)) ||
    there.slice(1).startsWith(rest) ||
    there.startsWith(turned)
  )
}

/** The line of an exercise that was found; as in the template `lines`. @param {Found} found */
function line({ title, href, about }) {
  const link = Object.assign(document.createElement("a"), { href })
  const name = Object.assign(document.createElement("b"), { textContent: title })
  const more = Object.assign(document.createElement("small"), { textContent: about })
  link.append(name, " ", more)
  const item = document.createElement("li")
  item.append(link)
  return item
}

customElements.define("exercise-search", ExerciseSearch)
