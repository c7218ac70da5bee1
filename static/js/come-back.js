// <come-back>: where the reader stopped in a routine, and what was done this week.

/** @typedef {{ title: string, url: string, exercises: { title: string, url: string }[] }} Stops */

class ComeBack extends HTMLElement {
  connectedCallback() {
    // It may have changed on another page, from which the reader comes back.
    addEventListener("pageshow", () => this.show())
  }

  show() {
    const stopped = this.#stopped
    drawWeek(this)
    this.hidden = !stopped && !this.querySelector("[data-done]")
    this.toggleAttribute("data-stopped", Boolean(stopped))
    if (stopped) this.#offer(stopped)
  }

  /** Where the reader stopped last, of all routines. */
  get #stopped() {
    /** @type {Record<string, Stops>} */
    const routines = JSON.parse(String(this.dataset.routines))
    const places = Object.entries(routines).map(([slug, routine]) => {
      const { index, at } = recall(`routine:${slug}`, {})
      return { routine, index, at: Number.isFinite(at) ? at : 0 }
    })
    // Whatever was stored: only a place of the list is found there, and the first is none to go on at.
    const known = places.filter(({ routine, index }) => index > 0 && routine.exercises[index])
    return known.sort((one, other) => other.at - one.at)[0]
  }

  /** @param {{ routine: Stops, index: number }} place */
  #offer({ routine, index }) {
    const { title, url } = routine.exercises[index]
    const [picture, words, go] = ["picture", "words", "go"].map((name) => this.querySelector(`[data-part=${name}]`))
    const gaps = { routine: routine.title, number: index + 1, all: routine.exercises.length, title }
    if (words) words.textContent = say(wordsOf(this).place, gaps)
    go?.setAttribute("href", `${routine.url}#go-on`)
    const cards = [...document.querySelectorAll(".card")]
    const card = cards.find((each) => each.querySelector("a")?.getAttribute("href") === url)
    const drawn = card?.querySelector("svg")?.cloneNode(true)
    if (!(drawn instanceof Element)) return
    // An id stands once on a page.
    for (const named of drawn.querySelectorAll("[id]")) named.removeAttribute("id")
    picture?.replaceChildren(drawn)
  }
}

customElements.define("come-back", ComeBack)
