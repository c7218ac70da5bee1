// What is folded always, or where a window is narrow: it comes open, so that nobody misses it without scripts.

for (const each of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-fold]"))) {
  each.open = each.dataset.fold === "narrow" && matchMedia("(min-width: 60rem)").matches
  // Now it is closed for good, or open: see fold.css.
  each.removeAttribute("data-fold")
  addEventListener("beforeprint", () => (each.open = true))
}
