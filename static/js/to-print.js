// A list that a reader prints and ticks: its button prints that list alone.

// Says that there is a script that prints.
document.documentElement.dataset.sheet = ""
for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".to-print"))) {
  list.querySelector(".print-button")?.addEventListener("click", () => {
    list.dataset.alone = ""
    print()
  })
  // The browser's own command prints the whole page.
  addEventListener("afterprint", () => delete list.dataset.alone)
}
