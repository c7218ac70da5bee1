// What is folded where it would be narrow: it comes open, so that nobody misses it without scripts.

for (const each of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-fold]"))) {
  each.open = each.offsetWidth > 880
  addEventListener("beforeprint", () => (each.open = true))
}
