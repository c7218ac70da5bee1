// Choices that this device remembers; without storage they last as long as the page.

/** @type {Map<string, any>} */
const remembered = new Map()

/**
 * @param {string} name
 * @param {any} otherwise what holds when nothing is remembered
 */
function recall(name, otherwise) {
  try {
    const text = localStorage.getItem(`feet:${name}`)
    if (text) return JSON.parse(text)
  } catch {
    // Storage is refused, or holds something that we did not write.
  }
  return remembered.get(name) ?? otherwise
}

/**
 * @param {string} name
 * @param {any} value undefined forgets it
 */
function remember(name, value) {
  remembered.set(name, value)
  try {
    if (value === undefined) localStorage.removeItem(`feet:${name}`)
    else localStorage.setItem(`feet:${name}`, JSON.stringify(value))
  } catch {
    // It lasts as long as the page, then.
  }
}
