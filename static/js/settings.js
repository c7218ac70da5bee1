// What this device remembers; without storage it lasts as long as the page.

/** Sites that share a host share its storage: each has its own keys, which begin with its root. */
const script = /** @type {HTMLScriptElement} */ (document.currentScript)
const ownKeys = `${script.src.replace(/[^/]*\/[^/]*$/, "")}feet:`

/** What could not be stored. @type {Map<string, any>} */
const unstored = new Map()

/**
 * What is remembered, if it is of the same kind as what holds otherwise: a list, or fields. What is
 * in it may still be anything.
 * @param {string} name
 * @param {any} otherwise
 */
function recall(name, otherwise) {
  let known = unstored.get(name)
  try {
    known ??= JSON.parse(localStorage[ownKeys + name])
  } catch {
    // Nothing is stored, or storage is refused, or holds something that we did not write.
  }
  // A list is an object as well, so typeof would not tell them apart.
  return known?.constructor === otherwise.constructor ? known : otherwise
}

/**
 * @param {string} name
 * @param {any} [value] nothing: it is forgotten
 */
function remember(name, value) {
  unstored.delete(name)
  try {
    if (value === undefined) localStorage.removeItem(ownKeys + name)
    else localStorage[ownKeys + name] = JSON.stringify(value)
  } catch {
    unstored.set(name, value)
  }
}
