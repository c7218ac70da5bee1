// <guided-routine>: leads through the exercises of its list, one after the other. Between two it
// waits until the reader is ready; each is led by the same <hold-timer>.

/** More than a routine can take, in ms: what storage says beyond it is none of ours. */
const longestDay = 864e5

class GuidedRoutine extends HTMLElement {
  /** @type {Record<string, any>} */
  #parts = {};
  /** What it says, in the language of its page. @type {any} */
  #words;
  /** @type {HTMLElement[]} */
  #items = [];
  /** @type {"idle" | "next" | "going" | "done"} */
  #state = "idle";
  #index = 0;
  /** Places in the list of what was done. @type {number[]} */
  #did = [];
  /** How long the routine has taken, in ms, up to a reading of the clocks. */
  #spent = 0;
  #last = readClocks();

  connectedCallback() {
    const template = this.querySelector("template")
    if (template && !this.#parts.start) this.#furnish(template)
    this.leave()
    // Somebody comes from the home page, which offered it.
    if (location.hash === "#start") this.start()
    if (location.hash === "#go-on") this.resume()
  }

  /** From the beginning. */
  start() {
    this.#from({ index: 0, did: [], spent: 0 })
  }

  /** Where the reader stopped the last time. */
  resume() {
    const known = this.#remembered
    if (known) this.#from(known)
  }

  /** @param {{ index: number, did: number[], spent: number }} place */
  #from({ index, did, spent }) {
    this.#did = did
    this.#spent = spent
    this.#last = readClocks()
    this.#goTo(index)
  }

  /** Lead through the exercise that is shown. Must be called inside a tap, or there is no sound. */
  begin() {
    const item = this.#items[this.#index]
    const timer = this.#timer
    const { title, dose, exercise } = item.dataset
    Object.assign(timer.dataset, { title, dose, memory: exercise })
    this.#placeIn(item, this.#parts.place)
    this.#show("going")
    timer.start()
  }

  back() {
    this.#goTo(this.#index - 1)
  }

  skip() {
    this.#goTo(this.#index + 1)
  }

  /** Enough for now: the place is kept for another time. */
  end() {
    this.#goTo(this.#items.length, this.#index)
  }

  /**
   * To the list, as the page came.
   * @param {Element} [button] that a reader pressed, who else would stand in the middle of it
   */
  leave(button) {
    this.#index = 0
    const known = this.#remembered
    const { begin, offer, stopped } = this.#parts
    stopped.hidden = !known
    begin.hidden = Boolean(known)
    if (known) {
      const { title } = this.#items[known.index].dataset
      offer.textContent = say(this.#words.offer, { number: known.index + 1, title })
    }
    this.#show("idle")
    if (button) document.querySelector("h1")?.scrollIntoView()
  }

  /** Erase the calendar, whose place keeps the focus. */
  erase() {
    const { erase, erased } = this.#parts
    remember("days")
    this.#showDays()
    erased.textContent = erased.dataset.gone
    erase.open = false
    erase.firstElementChild.focus()
  }

  /** Where the reader stopped, unless that makes no sense any more, or is the beginning. */
  get #remembered() {
    const { index, did, spent } = recall(this.#name, {})
    const places = [...this.#items.keys()]
    // Whatever was stored: only a place of the list is found there.
    if (!(places.indexOf(index) > 0)) return undefined
    return {
      index,
      did: places.filter((place) => Array.isArray(did) && did.includes(place)),
      spent: Number.isFinite(spent) && spent < longestDay ? spent : 0,
    }
  }

  /** Under which name the place is remembered. */
  get #name() {
    return `routine:${this.dataset.routine}`
  }

  /** @returns {HoldTimer} */
  get #timer() {
    return this.#parts.place.firstElementChild
  }

  /** A part of the timer. @param {string} name @returns {HTMLElement} */
  #inTimer(name) {
    return /** @type {HTMLElement} */ (this.#timer.querySelector(`[data-part=${name}]`))
  }

  /** @param {HTMLElement} item @param {HTMLElement} part */
  #placeIn(item, part) {
    item.querySelector("[data-timer-place]")?.append(part)
  }

  /** @param {HTMLTemplateElement} template */
  #furnish(template) {
    const parts = this.#parts
    this.#words = wordsOf(this)
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true))
    for (const part of copy.querySelectorAll("[data-part]")) {
      if (!part.closest("hold-timer")) parts[/** @type {any} */ (part).dataset.part] = part
    }
    const list = /** @type {HTMLElement} */ (this.querySelector("[data-part=list]"))
    // The steps of an exercise are items, too.
    this.#items = [...list.querySelectorAll("li")].filter((item) => item.dataset.dose)
    list.before(parts.start, parts.head, parts.end)
    list.after(parts.buttons, parts.calendar)
    document.addEventListener("keydown", (event) => this.#key(event))
    this.addEventListener("click", (event) => pressed(this, event))
    this.addEventListener("hold-timer:phase", (event) => {
      const { phase, held } = /** @type {CustomEvent} */ (event).detail
      parts.left.textContent = this.#leftIn(this.#words.left)
      this.#inTimer("left").textContent = parts.left.textContent
      if (phase !== "done" || this.#state !== "going") return
      if (held) this.#did.push(this.#index)
      this.#goTo(this.#index + 1)
    })
    addEventListener("pageshow", ({ persisted }) => {
      // The dose or the calendar may have been changed on another page, while this one was kept; or
      // a browser that came to #start has taken the focus away.
      if (persisted || this.#state !== "idle") this.#show(this.#state)
    })
    parts.week.addEventListener("click", () => this.#showDays())
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#state !== "next" || !isInSight(this.#parts.ready) || !isOwnSpace(event)) return
    event.preventDefault()
    this.begin()
  }

  /**
   * Show an exercise before it begins; after the last one, the end.
   * @param {number} index
   * @param {number} [kept] where to go on another time
   */
  #goTo(index, kept = index) {
    const now = readClocks()
    this.#spent += timeBetween(this.#last, now)
    this.#last = now
    const timer = this.#timer
    // The last bell may ring on; anything else stops.
    if (timer.isConnected && timer.run.state !== "done") timer.refresh()
    this.#index = index
    const item = this.#items[index]
    const place = { index: kept, did: this.#did, spent: this.#spent, at: Date.now() }
    remember(this.#name, this.#items[kept] && place)
    if (!item) {
      if (this.#did.length) this.#parts.week.tick()
      return this.#show("done")
    }
    this.#placeIn(item, this.#parts.ready)
    this.#show("next")
  }

  /** @param {"idle" | "next" | "going" | "done"} state */
  #show(state) {
    const parts = this.#parts
    const words = this.#words
    const index = this.#index
    const moved = state !== this.#state || state === "next"
    this.#state = state
    const busy = state === "next" || state === "going"
    this.dataset.state = state
    // What stands around it is told: a style that found the state by :has() and :not() would have
    // to look at the whole page at each change.
    const { dataset } = this.closest("article") ?? this
    dataset.led = state === "next" && !index ? "first" : ""
    if (state === "idle") delete dataset.led
    parts.back.disabled = !index
    this.#items.forEach((item, at) => {
      item.hidden = busy && at !== index
      this.#showOwnDose(item)
    })
    if (busy) {
      const item = this.#items[index]
      parts.bar.max = this.#items.length
      parts.bar.value = index
      parts.next.textContent = state === "next" ? say(words.next, item.dataset) : ""
      parts.left.textContent = this.#leftIn(words.left)
    }
    // During an exercise they wait for a pause.
    if (state === "going") this.#inTimer("moves").append(parts.buttons)
    else parts.calendar.before(parts.buttons)
    if (state === "done") this.#showEnd()
    if (state === "idle") parts.takes.textContent = this.#leftIn(words.takes)
    parts.calendar.hidden = busy || unstored.has("days") || (state === "idle" && !tickedDays().length)
    this.#showDays()
    if (!moved || state === "going") return
    const part = parts[{ idle: "start", next: "next", done: "title" }[state]]
    part.focus()
    part.closest("section").scrollIntoView()
  }

  #showDays() {
    const { calendar, week, days, export: link } = this.#parts
    // Always: a link without an address is one that leads nowhere, for who reads all links.
    link.href = exportedDays(link.dataset.heading)
    if (calendar.hidden) return
    week.show()
    drawCalendar(days, Number(week.dataset.times))
  }

  #showEnd() {
    const words = this.#words
    const { title, took, did: list } = this.#parts
    const all = this.#items.length
    const did = new Set(this.#did).size
    title.textContent = did < all ? title.dataset.some : title.dataset.all
    took.textContent = did ? minutesWords(words.did, this.#spent / 1000, { did, all }) : ""
    const lines = this.#items.map((item, index) => {
      const line = document.createElement("li")
      line.textContent = say(this.#did.includes(index) ? words.done : words.notDone, item.dataset)
      return line
    })
    list.replaceChildren(...lines)
  }

  /** How much is left in all, with a break between two exercises. @param {Sentence[]} sentences */
  #leftIn(sentences) {
    const going = this.#state === "going"
    const pause = Number(this.dataset.break)
    let seconds = going ? this.#timer.run.leftInAll / 1000 : -pause
    for (const item of this.#items.slice(going ? this.#index + 1 : this.#index)) {
      const plan = writePlan(recallDose(doseOf(item), item.dataset.exercise))
      seconds += pause + startsOf(plan)[plan.length] / 1000
    }
    return minutesWords(sentences, seconds, { number: this.#index + 1, all: this.#items.length })
  }

  /** The reader's own dose, on paper too. @param {HTMLElement} item */
  #showOwnDose(item) {
    const line = /** @type {HTMLElement} */ (item.querySelector("[data-part=own]"))
    const dose = doseOf(item)
    line.textContent = ownDoseWords(dose, recallDose(dose, item.dataset.exercise), wordsOf(this.#timer))
  }
}

customElements.define("guided-routine", GuidedRoutine)
