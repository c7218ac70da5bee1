// What is folded on a phone only: it comes open, so that nobody misses it without scripts.

for (const each of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-fold]"))) {
  each.open = innerWidth >= 960
  addEventListener("beforeprint", () => (each.open = true))
}
