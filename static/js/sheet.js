// <sheet-options>: how the sheet prints. print.css does the rest, from attributes of the page.

/**
 * What each choice is when nobody has chosen. The page only names what differs from it ("large",
 * "no-grid"), so that it prints in the usual way without scripts.
 * @type {Record<string, boolean>}
 */
const sheetChoices = { large: false, saving: false, pictures: true, grid: true }

class SheetOptions extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    const chosen = { ...sheetChoices, ...recall("sheet", {}) }
    for (const box of this.boxes) box.checked = chosen[box.name]
    this.addEventListener("change", () => this.choose())
    this.querySelector("button")?.addEventListener("click", () => print())
    this.apply()
  }

  /** @returns {HTMLInputElement[]} */
  get boxes() {
    return [...this.querySelectorAll("input")]
  }

  choose() {
    remember("sheet", Object.fromEntries(this.boxes.map((box) => [box.name, box.checked])))
    this.apply()
  }

  apply() {
    const changed = this.boxes.filter((box) => box.checked !== sheetChoices[box.name])
    document.documentElement.dataset.sheet = changed
      .map((box) => (box.checked ? box.name : `no-${box.name}`))
      .join(" ")
  }
}

customElements.define("sheet-options", SheetOptions)
