// A plan on its way: what goes on now, and when it ends. Knows clocks and cues, but no page.

/** Near enough to the end of a step to be at it, in ms: two clocks never agree to the last one. */
const atTheEnd = 10

class HoldRun {
  /** @type {Step[]} */
  plan = [];
  starts = [0];
  /** The step that goes on; one more than the last when all is done. */
  index = 0;
  /** Where in the plan we are, in ms. */
  position = 0;
  /** @type {"idle" | "running" | "waiting" | "paused" | "done"} */
  state = "idle";
  /** Whether a hold has come to its end, and was not skipped. */
  held = false;
  /** Getting ready once more, before the hold goes on at the position #lead. */
  #leading = false;
  #lead = 0;
  /** Monotonic time at which the plan would have begun, had it run without a stop. */
  #base = 0;
  #last = readClocks();
  #timeout = 0;
  cues = new Cues(() => this.wake());

  /** Sound also when the phone is set to silent. */
  loud = false;
  /** Which steps wait for the reader. @type {(step: Step) => boolean} */
  waits = () => false;
  /** Called at each change, with its planned and its real place in the plan, in ms.
   * @type {(planned: number, actual: number) => void} */
  onchange = () => {};
  /** Called when other seconds are left. */
  onwake = () => {};
  /** Called with the phase that ended while the page was stopped (or "repetition"), and how long
   * ago; or with "off", and for how long it was stopped; in ms. @type {(what: string, ms: number) => void} */
  onmiss = () => {};

  get step() {
    return this.plan[this.index]
  }

  /** What comes after what goes on now. */
  get next() {
    return this.plan[this.#leading ? this.index : this.index + 1]
  }

  /** The value of data-phase. */
  get phase() {
    if (this.state === "running" && this.#leading) return "ready"
    return this.state === "running" || this.state === "waiting" ? this.step.kind : this.state
  }

  /** How long what goes on now takes in all, in ms. */
  get length() {
    return (this.#leading ? this.plan[0].seconds : (this.step?.seconds ?? 0)) * 1000
  }

  /** How much of it is left, in ms. */
  get left() {
    return this.#end - this.position
  }

  /** What is left of the whole plan, in ms. */
  get leftInAll() {
    return this.starts[this.plan.length] - (this.#leading ? this.#lead : this.position)
  }

  get #end() {
    return this.#leading ? this.#lead : (this.starts[this.index + 1] ?? this.position)
  }

  /** Have a plan ready, at its beginning. @param {Step[]} plan */
  load(plan) {
    this.plan = plan
    this.starts = startsOf(plan)
    this.#stop("idle")
    this.index = this.position = 0
    this.held = false
  }

  /**
   * The answer to a tap: go on from a place in the plan.
   * @param {number} index
   * @param {boolean} [resumed] the reader comes back, and needs time to get ready for a hold
   * @param {number} [position]
   */
  go(index, resumed = false, position = this.starts[index]) {
    this.#stop("idle")
    this.cues.unlock(this.loud)
    this.#leading = resumed && this.plan[index]?.kind === "hold"
    this.#lead = position
    this.position = this.#leading ? position - this.plan[0].seconds * 1000 : position
    this.#last = readClocks()
    this.#enter(index, this.position)
    this.cues.now(this.#leading ? "tick" : cueOf(this.step))
    this.#arm()
  }

  pause() {
    this.wake()
    if (this.state !== "running") return
    if (this.#leading) this.position = this.#lead
    this.#stop("paused")
    this.onchange(this.position, this.position)
  }

  /** On from a pause or a wait. */
  resume() {
    if (this.state === "waiting") this.go(this.index + 1, true)
    if (this.state === "paused") this.go(this.index, true, this.position)
  }

  /** To the next step. */
  skip() {
    if (this.step) this.go(this.index + 1, this.state === "paused")
  }

  /** Look at the clocks and do what is due. */
  wake() {
    if (this.state !== "running") return
    const now = readClocks()
    const passed = timeBetween(this.#last, now)
    const stopped = passed > stoppedGap
    this.#last = now
    this.position += passed
    while (this.state === "running" && this.left <= atTheEnd) {
      if (this.phase === "hold") this.held = true
      // A step that ended just now was hardly missed.
      if (stopped && -this.left > stoppedGap / 2) return this.#miss(-this.left)
      const [next, planned] = this.#leading
        ? [this.index, this.#lead]
        : [this.index + 1, this.starts[this.index + 1]]
      this.#leading = false
      this.#enter(next, planned)
    }
    if (this.state !== "running") return
    // The device slept, or time was lost: what is scheduled is late.
    if (stopped || Math.abs(now.mono - this.position - this.#base) > 1) this.#cue()
    else this.cues.sync()
    if (stopped) this.onmiss("off", passed)
    this.#arm()
    this.onwake()
  }

  /** The page was hidden, shown or frozen: trust nothing that is scheduled. */
  resync() {
    this.wake()
    if (this.state === "running") this.#cue()
  }

  /** @param {number} index @param {number} planned where in the plan we should be, in ms */
  #enter(index, planned) {
    const actual = this.position
    this.index = index
    if (!this.step || (this.waits(this.step) && !this.#leading)) {
      this.state = this.step ? "waiting" : "done"
      this.position = this.starts[index]
      this.cues.schedule([])
      this.cues.finish()
    } else {
      this.state = "running"
    }
    // First what is seen, which is due now; the next sound is due later.
    this.onchange(planned, actual)
    if (this.state === "running") this.#cue()
  }

  /** Something ended while nobody saw or heard it: say so, and wait for a tap. @param {number} late */
  #miss(late) {
    const { phase } = this
    const what = phase === "hold" && this.step.paced ? "repetition" : phase
    const { position: actual } = this
    const again = this.#leading
    let next = again ? this.index : this.index + 1
    // The time away was rest enough.
    if (phase === "hold" && this.plan[next]?.kind === "rest") next += 1
    const kind = this.plan[next]?.kind
    this.#stop(kind === "switch" ? "waiting" : kind ? "paused" : "done")
    this.position = again ? this.#lead : this.starts[next]
    this.index = next
    this.onchange(this.position, actual)
    this.onmiss(what, late)
  }

  #cue() {
    this.#base = this.#last.mono - this.position
    const from = this.#base + this.#end - this.length
    const cues = this.#leading
      ? cuesWithin(this.length, "start")
      : cuesWithin(this.length, cueOf(this.next), this.step.paced)
    this.cues.schedule(cues.map(([at, name]) => [from + at, name]))
  }

  #arm() {
    clearTimeout(this.#timeout)
    if (this.state !== "running") return
    // 1 ms after the next whole second, so that the second has changed, or at the end.
    this.#timeout = setTimeout(() => this.wake(), Math.max(1, Math.min(this.left, this.left % 1000 + 1)))
  }

  /** @param {"idle" | "paused" | "waiting" | "done"} state */
  #stop(state) {
    clearTimeout(this.#timeout)
    this.state = state
    this.#leading = false
    this.cues.silence()
    this.cues.finish()
  }
}
