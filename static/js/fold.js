// What is folded where it would be narrow: it comes open, so that nobody misses it without scripts.

for (const each of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-fold]"))) {
  // So wide it must be itself, too.
  const least = Number(each.dataset.fold)
  each.open = matchMedia("(min-width: 60rem)").matches && each.offsetWidth > least
  // Now it is closed for good, or open: see fold.css.
  each.removeAttribute("data-fold")
  addEventListener("beforeprint", () => (each.open = true))
}
