// A page that stands elsewhere now, with the place on it: a refresh alone would lose that.

const way = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-moved]"))
location.replace(way.href + location.hash)
