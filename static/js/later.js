// What nobody needs before the timer runs stands in a template of the page, which a browser does not
// read: it comes once the first view is there, or with the first tap on Start, if that is sooner.

const later = /** @type {HTMLTemplateElement | null} */ (document.querySelector("[data-later]"))
for (const event of ["load", "hold-timer:phase"]) {
  // The second time it is no longer on the page, and nothing happens.
  addEventListener(event, () => later?.replaceWith(later.content))
}
