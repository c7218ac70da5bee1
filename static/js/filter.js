/**
 * `<exercise-filter>`: shows the exercises that fit what somebody can do and has at hand.
 * It is hidden until this script runs; without it the page shows all exercises.
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
    const positions = this.chosen("position")
    const equipment = this.chosen("equipment")
    const cards = /** @type {NodeListOf<HTMLElement>} */ ((this.closest("[data-filter-scope]") ?? document).querySelectorAll(".card"))
    for (const card of cards) {
      card.hidden = !fits(
        card.dataset.position ?? "",
        JSON.parse(card.dataset.equipment ?? "[]"),
        positions,
        equipment,
      )
    }
    const shown = [...cards].filter((card) => !card.hidden).length
    const any = positions.length + equipment.length > 0
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"))
    const reset = /** @type {HTMLElement} */ (this.querySelector("[type=reset]"))
    const words = wordsOf(this)
    const count = shown ? say(words.shown, { shown, count: cards.length }) : words.none
    status.textContent = any ? count : ""
    reset.hidden = !any
  }
}

/**
 * An exercise fits when its position is among those chosen, and nothing it needs is missing.
 * Where nothing is chosen, anything goes.
 * @param {string} position
 * @param {string[]} needs
 * @param {string[]} positions
 * @param {string[]} equipment
 */
function fits(position, needs, positions, equipment) {
  return (
    (!positions.length || positions.includes(position)) &&
    (!equipment.length || needs.every((kit) => equipment.includes(kit)))
  )
}

customElements.define("exercise-filter", ExerciseFilter)
