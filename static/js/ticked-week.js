// <ticked-week>: says whether today is ticked, which one tap undoes, beside the days of this week.

class TickedWeek extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", () => this.tick(timesOn() > 0))
    // What is done is ticked, even before this script came; a routine does so at its own end.
    const timer = /** @type {HoldTimer | null} */ (this.closest("hold-timer"))
    const tickDone = () => {
      const { phase, held } = timer?.told ?? {}
      if (phase === "done" && held) this.tick()
      else if (phase === "done") this.show()
    }
    timer?.addEventListener("hold-timer:phase", tickDone)
    tickDone()
  }

  /** Tick today once more, unless it is full, or once less. */
  tick(less = false) {
    const days = tickedDays()
    if (less) days.splice(days.indexOf(dayOf()), 1)
    else if (timesOn() < Number(this.dataset.times)) days.push(dayOf())
    keepDays(days)
    this.show()
  }

  show() {
    this.toggleAttribute("data-ticked", timesOn() > 0)
    drawWeek(this)
    // A day that is not kept is not ticked.
    this.hidden = unstored.has("days")
  }
}

customElements.define("ticked-week", TickedWeek)
