// <sheet-options>: how the sheet prints. The styles do the rest, from attributes of the page.

class SheetOptions extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    const boxes = [...this.querySelectorAll("input")]
    const known = recall("sheet", {})
    for (const box of boxes) {
      box.checked = known[box.name] ?? box.defaultChecked
    }
    /** Name what differs from how the page came, so that it prints in that way without scripts. */
    const apply = () => {
      const changed = boxes.filter((box) => box.checked !== box.defaultChecked)
      const names = changed.map((box) => (box.checked ? box.name : `no-${box.name}`))
      document.documentElement.dataset.sheet = names.join(" ")
    }
    this.addEventListener("change", () => {
      remember("sheet", Object.fromEntries(boxes.map((box) => [box.name, box.checked])))
      apply()
    })
    // On a page of an exercise there is a second one, at its top.
    for (const button of document.querySelectorAll(".print-button")) {
      button.addEventListener("click", () => print())
    }
    apply()
  }
}

customElements.define("sheet-options", SheetOptions)
