// The words of a part come from the HTML of its page; here their gaps are filled.

/** A sentence, or its forms for different numbers. @typedef {string | string[]} Sentence */

/** The words that a part carries. @param {HTMLElement} part @returns {any} */
function wordsOf(part) {
  return JSON.parse(/** @type {string} */ (part.dataset.words))
}

/**
 * A sentence with its gaps filled. The number in the gap `count` picks its form; from 100 on, every
 * language that we know begins again at each hundred.
 * @param {Sentence} sentence
 * @param {Record<string, any>} gaps
 * @returns {string}
 */
function say(sentence, gaps) {
  const { count } = gaps
  const form = document.documentElement.dataset.pluralIndex?.[count < 200 ? count : 100 + (count % 100)]
  const text = typeof sentence === "string" ? sentence : sentence[Number(form)]
  return text.replace(/%\((\w+)\)s/g, (_, gap) => gaps[gap])
}
