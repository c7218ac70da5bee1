// <hold-timer>: leads through one exercise. The page says the dose already; this adds the controls
// that stand in its <template>, shows what a HoldRun does, and remembers what the reader chose.

/** A hold this long has a halfway worth telling, in ms. */
const longHold = 20000

/** Whether the space bar was pressed where nothing else wants it. @param {KeyboardEvent} event */
function isOwnSpace(event) {
  const target = /** @type {Element} */ (event.target)
  const other = target.closest('a, button, input, select, summary, [tabindex="0"]')
  const held = event.repeat || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey
  return event.key === " " && !held && !event.defaultPrevented && !other
}

/** Whether a button is shown, and its middle is on the screen. @param {Element} button */
function isInSight(button) {
  const { top, bottom } = button.getBoundingClientRect()
  return bottom + top > 0 && bottom + top < 2 * innerHeight
}

/**
 * Let an element do what the pressed button says: its data-do names a method.
 * @param {HTMLElement} element
 * @param {Event} event
 */
function pressed(element, event) {
  const button = /** @type {Element} */ (event.target).closest("button")
  const act = button?.dataset.do
  // A routine holds a timer, whose buttons are not its own, and lends it some.
  if (act && button.closest(button.dataset.of ?? "guided-routine, hold-timer") === element) {
    const methods = /** @type {any} */ (element)
    methods[act](button)
  }
}

/** What a choice is read from. @param {HTMLInputElement} choice */
function valueOf(choice) {
  return "checked" in choice ? "checked" : "value"
}

class HoldTimer extends HTMLElement {
  run = new HoldRun();
  /** The parts of the template, by name. @type {Record<string, any>} */
  #parts = {};
  /** What it says, in the language of its page. @type {any} */
  #words;
  /** What the reader chose, by name of the choice. @type {Record<string, any>} */
  #choices = {};
  /** What the last event told, for scripts that come later. @type {any} */
  told;
  #flash = 0;
  /** @type {WakeLockSentinel | undefined} */
  #lock;
  #asking = false;

  connectedCallback() {
    const template = this.querySelector("template")
    if (!template) return
    if (!this.#parts.digits) this.#furnish(template)
    this.#borrow()
    furnishAmounts(this.dose, this.#parts.amounts, this.#parts.amount, this.#words)
    this.refresh()
  }

  disconnectedCallback() {
    this.run.load([])
    this.#keepAwake()
  }

  /** The dose as the author wrote it. @returns {Dose} */
  get dose() {
    return doseOf(this)
  }

  /** Under which name the reader's own dose is remembered. */
  get memory() {
    return String(this.dataset.memory)
  }

  /** Write the plan anew, from the dose and what the reader chose, and be idle. */
  refresh() {
    const dose = recallDose(this.dose, this.memory)
    this.run.load(writePlan(dose))
    showAmounts(dose, this.#parts.amounts, this.#words)
    const { yours, yourWords } = this.#parts
    yourWords.textContent = ownDoseWords(this.dose, dose, this.#words)
    yours.hidden = !yourWords.textContent
    for (const side of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[name=side]"))) {
      side.checked = side.value === dose.sides
    }
    this.#change(0, 0)
    this.#parts.now.textContent = describeChoice(dose, this.#words)
  }

  /** Begin at the beginning. Must be called inside a tap, or there is no sound. */
  start() {
    this.refresh()
    if (this.run.plan[0].side === "one") {
      // The reader says which side it is before anything begins.
      const { pick } = this.#parts
      this.#say(pick.dataset.ask)
      return pick.querySelector("input").focus()
    }
    this.run.go(0)
    this.#parts.panel.scrollIntoView()
    if (document.activeElement?.matches("button")) this.#focusToggle()
  }

  /** Start, pause, go on: what the main button says. */
  toggle() {
    const { run } = this
    if (run.state === "running") run.pause()
    else if (this.#busy) run.resume()
    else this.start()
  }

  skip() {
    this.run.skip()
  }

  /** Hear what will be heard. */
  tryIt() {
    const { cues, loud } = this.run
    cues.unlock(loud)
    cues.now("start")
    cues.finish()
    if (this.#choices.voice) speak(this.#words.labels.ready)
  }

  /** Fill the screen with the panel, or no longer. Where the browser can't, it covers the page. */
  fill() {
    const full = this.toggleAttribute("data-full")
    if (full) this.#parts.panel.requestFullscreen?.().catch(() => {})
    else if (document.fullscreenElement) document.exitFullscreen()
  }

  /** Change the dose by what the button says. @param {HTMLButtonElement} button */
  amount({ dataset }) {
    changeDose(this.dose, this.memory, Number(dataset.index), Number(dataset.by))
    this.refresh()
  }

  /** Back to the author's dose. */
  undo() {
    remember(`dose:${this.memory}`)
    this.refresh()
  }

  /** Stop at once and show this exercise's own advice. Nothing is recorded. */
  hurt() {
    const { stopped, advice, panel } = this.#parts
    this.refresh()
    this.dataset.hurt = ""
    stopped.focus({ preventScroll: true })
    panel.scrollIntoView()
    this.#tell(`${stopped.innerText}\n${advice.innerText}`)
  }

  /** @param {HTMLTemplateElement} template */
  #furnish(template) {
    this.#words = wordsOf(this)
    this.prepend(template.content.cloneNode(true))
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-part]"))) {
      this.#parts[/** @type {string} */ (part.dataset.part)] = part
    }
    for (const label of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-needs]"))) {
      const needed = /** @type {string} */ (label.dataset.needs)
      label.hidden = !(needed in navigator || needed in window)
    }
    const known = recall("choices", {})
    for (const choice of this.#choiceElements()) {
      const field = /** @type {"value"} */ (valueOf(choice))
      const usual = choice[field]
      const value = known[/** @type {string} */ (choice.dataset.choice)]
      if (typeof value === typeof usual) choice[field] = value
      // There is no such option.
      if (choice.value === "") choice[field] = usual
    }
    this.#readChoices()
    this.addEventListener("click", (event) => pressed(this, event))
    this.addEventListener("change", ({ target }) => {
      const { name, value } = /** @type {HTMLInputElement} */ (target)
      if (name === "side") {
        pickSide(this.dose, this.memory, value)
        return this.refresh()
      }
      this.#readChoices()
      remember("choices", this.#choices)
      if (this.run.state === "idle") this.refresh()
      this.run.resync()
    })
    // The ring is only there once it is shown, and its styles have come.
    this.addEventListener("animationstart", () => this.#drain())
    this.#lead(this.run)
    this.#listen()
  }

  /** @param {HoldRun} run */
  #lead(run) {
    run.onchange = (planned, actual) => this.#change(planned, actual)
    run.onwake = () => this.#draw()
    run.onmiss = (what, ms) => this.#say(agoWords(this.#words.missed[what], ms))
    run.cues.volume = (name) => (name === "tick" && !this.#choices.ticks ? 0 : Number(this.#choices.volume))
    run.waits = (step) => {
      const { wait } = this.#choices
      // Never on to the other side unseen, even if the reader wants it counted.
      if (step.kind === "switch") return wait !== "never" || document.hidden
      return step.kind === "rest" && (wait === "rests" || (wait !== "never" && !!this.dose.restsWait))
    }
  }

  #listen() {
    const resync = () => {
      this.run.resync()
      this.#keepAwake()
    }
    document.addEventListener("keydown", (event) => this.#key(event))
    document.addEventListener("freeze", () => this.run.cues.silence())
    document.addEventListener("fullscreenchange", () => {
      // The browser itself leaves on Esc, and tells nobody of the key.
      if (!document.fullscreenElement) this.#leave()
    })
    for (const name of ["resume", "visibilitychange"]) document.addEventListener(name, resync)
    // The browser may keep the page for the way back: nothing goes on until then.
    addEventListener("pagehide", () => this.run.pause())
    addEventListener("pageshow", ({ persisted }) => {
      // The dose may have been changed on another page, while this one was kept.
      if (persisted && this.run.state === "idle" && this.dataset.hurt === undefined) this.refresh()
    })
  }

  /** Show in the panel what the page around it says. */
  #borrow() {
    const scope = this.closest("[data-timer-scope]")
    if (!scope) return
    const advice = scope.querySelector('[id$="stop-if"]')?.closest("section")
    if (advice) this.#copy([advice], this.#parts.advice)
    this.#copy(scope.querySelectorAll(':is([data-pose="hold"], [data-pose^="phase"]) svg'), this.#parts.picture)
    const gentler = scope.querySelector('[id^="make-it-easier"], [id^="easier"]')
    this.#parts.gentler.href = `#${gentler?.id}`
    this.#parts.gentler.hidden = !gentler
  }

  /**
   * Show parts of the page in the panel, too.
   * @param {Iterable<Element>} parts
   * @param {Element} place
   */
  #copy(parts, place) {
    const copies = [...parts].map((part) => /** @type {Element} */ (part.cloneNode(true)))
    for (const copy of copies) {
      // An id stands once on a page.
      for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id")
    }
    place.replaceChildren(...copies)
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#leave()
    // Who reads elsewhere on the page only scrolls, unless a hold must be stopped at once.
    const reached = this.run.state === "running" || isInSight(this.#parts.toggle)
    if (!reached || !isOwnSpace(event)) return
    event.preventDefault()
    this.toggle()
  }

  /** @returns {NodeListOf<HTMLInputElement>} */
  #choiceElements() {
    return this.querySelectorAll("[data-choice]")
  }

  #readChoices() {
    for (const choice of this.#choiceElements()) {
      this.#choices[/** @type {string} */ (choice.dataset.choice)] = choice[valueOf(choice)]
    }
    this.run.loud = this.#choices.loud
    // Voices load when they are first asked for.
    if (this.#choices.voice) speak("")
  }

  /**
   * Show, say and send what goes on now.
   * @param {number} plannedMs place in the plan
   * @param {number} actualMs
   */
  #change(plannedMs, actualMs) {
    const { phase, state, step } = this.run
    const same = phase === "idle" && this.dataset.phase === "idle"
    const words = this.#words
    const busy = state !== "idle" && state !== "done"
    const label = phase === "hold" ? step.label : (words.labels[phase] ?? "")
    const { names, place } = this.dose
    const side = (busy && names[step.side]) || ""
    const count = busy ? countWords(step, words) : ""
    if (busy && !this.#busy) this.#fit(this.dose)
    this.dataset.phase = phase
    delete this.dataset.hurt
    this.dataset.side = busy ? step.side : ""
    this.toggleAttribute("data-waiting", state === "waiting")
    this.toggleAttribute("data-busy", busy)
    this.#show({
      name: this.dataset.title,
      now: label,
      side,
      count: [side && step.kind !== "rest" && place, count].filter(Boolean).join(words.comma),
    })
    this.#keepAwake()
    if (same) return
    const cue = cueOf({ ...step, kind: phase })
    // Whoever moves at a pace hears the number only.
    const named = phase === "hold" && cue === "tick" ? [] : [label, side, side && place]
    const line = [...named, phase === "hold" ? count : ""].filter(Boolean).join(words.comma)
    this.#tell(state === "waiting" ? say(words.waiting, { line }) : line)
    if (this.#choices.voice) speak(state === "paused" ? "" : line)
    if (state !== "paused" && state !== "idle") this.#signal(cue)
    const seconds = Math.round(this.run.length / 1000)
    const { held } = this.run
    this.told = { ...step, phase, label, side: this.dataset.side, seconds, held, plannedMs, actualMs }
    this.dispatchEvent(new CustomEvent("hold-timer:phase", { bubbles: true, detail: this.told }))
  }

  /** Under way, if only in a pause. */
  get #busy() {
    return this.hasAttribute("data-busy")
  }

  /** Tell the styles how wide the widest words are, in em: they are as large as they may be. @param {Dose} dose */
  #fit({ names, phases }) {
    const { ready, rest, paused, switch: change } = this.#words.labels
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"))
    pen.font = `700 98px ${getComputedStyle(this).fontFamily}`
    const labels = phases.map(({ label }) => label)
    // By less than 98: a browser that sets each letter on a whole pixel needs some 2 in 100 more.
    /** @param {string[]} lines */
    const widest = (...lines) => String(Math.max(...lines.map((line) => pen.measureText(line).width)) / 95)
    this.style.setProperty("--now", widest(ready, rest, paused, ...labels))
    this.style.setProperty("--change", widest(change))
    this.style.setProperty("--side", widest(ready, ...Object.values(names)))
    // No room is left for a picture beside them.
    this.toggleAttribute("data-long", labels.some((label) => label.length > 10))
  }

  /** Esc: off the whole screen, and pause. */
  #leave() {
    if (this.hasAttribute("data-full")) this.fill()
    this.run.pause()
  }

  #focusToggle() {
    // The panel stands where it is to be.
    this.#parts.toggle.focus({ preventScroll: true })
  }

  /** @param {Record<string, string | undefined>} texts of parts, by their names */
  #show(texts) {
    const { next, state } = this.run
    const parts = this.#parts
    texts.next = parts.next.dataset[state] ?? nextWords(next, this.#words, next && this.run.waits(next))
    texts.toggle = parts.toggle.dataset[state]
    texts.left = minutesWords(this.#words[this.#busy ? "left" : "total"], this.run.leftInAll / 1000)
    for (const name in texts) parts[name].textContent = texts[name]
    parts.pick?.toggleAttribute("hidden", this.#busy || this.dose.sides !== "one")
    if (!this.#busy && this.hasAttribute("data-full")) this.fill()
    // A hidden button must not keep the focus.
    if (this.querySelector(":focus")?.checkVisibility?.({ checkVisibilityCSS: true }) === false) this.#focusToggle()
    this.#note("")
    this.#drain()
    this.#draw()
  }

  /** The seconds left, and what a screen reader hears of them. */
  #draw() {
    const { left, leftInAll, length, phase, starts, plan } = this.run
    // A wake may come a few ms early, and then shows the second that begins.
    const seconds = Math.ceil(left / 1000 - 0.02)
    const { digits, path, spoken } = this.#parts
    path.value = 1 - leftInAll / (starts[plan.length] || 1)
    const text = digitsOf(seconds)
    if (digits.textContent === text) return
    digits.textContent = text
    digits.dataset.length = text.length
    if (phase !== "hold" || length < longHold) return
    // Few, or a screen reader would talk through the hold.
    if (seconds === Math.floor(length / 2000)) this.#tell(spoken.dataset.half)
    else if (seconds === 10) this.#tell(spoken.dataset.ten)
  }

  /** Let the ring run empty by itself, in whole seconds where motion is unwelcome. */
  #drain() {
    const { state, left, length: duration } = this.run
    // There is none, and to ask for it would make the browser style the page before it stands.
    if (state === "idle") return
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
    const easing = calm ? `steps(${Math.ceil(duration / 1000)})` : "linear"
    // How its halves turn, the styles say; they have none where the ring isn't shown.
    for (const motion of this.#parts.dial.getAnimations({ subtree: true })) {
      motion.effect.updateTiming({ duration, easing })
      motion.currentTime = duration - left
      if (state === "running") motion.play()
      else motion.pause()
    }
  }

  /** What is seen and felt of a cue. @param {string} cue */
  #signal(cue) {
    const { vibrate, flash } = this.#choices
    if (vibrate && shakes[cue]) navigator.vibrate?.(shakes[cue])
    if (!flash || cue === "tick") return
    this.dataset.flash = cue
    clearTimeout(this.#flash)
    // Slow: three flashes a second are the most that WCAG 2.3.1 allows.
    this.#flash = setTimeout(() => delete this.dataset.flash, 900)
  }

  /** @param {string} text shown until the next change */
  #note(text) {
    this.#parts.note.textContent = text
    this.#parts.note.hidden = !text
    if (text) this.#drain()
  }

  /** @param {string} text to see and to hear */
  #say(text) {
    this.#note(text)
    this.#tell(text)
  }

  /** @param {string} text for a screen reader */
  #tell(text) {
    this.#parts.spoken.textContent = text
  }

  /** Keep the screen on while we lead, or say plainly that we can't. */
  async #keepAwake() {
    const wanted = () => ["running", "waiting"].includes(this.run.state)
    if (wanted() && !this.#asking && !document.hidden && this.#lock?.released !== false) {
      this.#asking = true
      try {
        this.#lock = await navigator.wakeLock.request("screen")
      } catch {
        const { note } = this.#parts
        // What was missed is more important.
        if (wanted() && note.hidden) this.#note(note.dataset.dark)
      }
      this.#asking = false
    }
    // The reader may have stopped meanwhile.
    if (!wanted()) this.#lock?.release()
  }
}

customElements.define("hold-timer", HoldTimer)
