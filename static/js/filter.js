/**
 * `<exercise-filter>`: shows the exercises that can be done where somebody wants to be, without what
 * is to be left out. It is hidden until this script runs; without it the page shows all exercises.
 */
class ExerciseFilter extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.addEventListener("change", () => this.update())
    // The event comes before the boxes are reset.
    this.addEventListener("reset", () => setTimeout(() => this.update()))
    this.update()
  }

  /** @param {string} name */
  chosen(name) {
    const boxes = this.querySelectorAll(`input[name="${name}"]:checked`)
    return [...boxes].map((box) => /** @type {HTMLInputElement} */ (box).value)
  }

  update() {
    const places = this.chosen("place")
    const without = this.chosen("without")
    const scope = this.closest("[data-filter-scope]") ?? document
    const cards = /** @type {NodeListOf<HTMLElement>} */ (scope.querySelectorAll("[data-ways]"))
    for (const card of cards) {
      card.hidden = !fits(JSON.parse(card.dataset.ways ?? "[]"), places, without)
    }
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (scope.querySelectorAll(".card-group"))) {
      group.hidden = !group.querySelector("[data-ways]:not([hidden])")
    }
    const shown = [...cards].filter((card) => !card.hidden).length
    const any = places.length + without.length > 0
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"))
    const reset = /** @type {HTMLElement} */ (this.querySelector("[type=reset]"))
    const words = wordsOf(this)
    const count = shown ? say(words.shown, { shown, count: cards.length }) : words.none
    status.textContent = any ? count : ""
    reset.hidden = !any
  }
}

/**
 * An exercise fits when one way to do it is at a place among those chosen, and needs nothing that is
 * left out. Where no place is chosen, any is good.
 * @param {[string, string[]][]} ways
 * @param {string[]} places
 * @param {string[]} without
 */
function fits(ways, places, without) {
  return ways.some(
    ([place, needs]) =>
      (!places.length || places.includes(place)) && !needs.some((kit) => without.includes(kit)),
  )
}

customElements.define("exercise-filter", ExerciseFilter)
