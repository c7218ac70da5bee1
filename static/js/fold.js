// What is folded where it would be narrow: it comes open, so that nobody misses it without scripts.

for (const each of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-fold]"))) {
  each.open = matchMedia("(min-width: 60rem)").matches
  addEventListener("beforeprint", () => (each.open = true))
}
