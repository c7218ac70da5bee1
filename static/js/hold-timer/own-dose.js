// The reader's own dose: changed before the start, remembered on the device, undone with one tap.

/** The dose that an element carries. @param {HTMLElement} element @returns {Dose} */
function doseOf(element) {
  return JSON.parse(/** @type {string} */ (element.dataset.dose))
}

/** @param {Dose} dose */
function numbersOf(dose) {
  return amountsOf(dose).map((amount) => amount.timer)
}

/** The times to get ready that a reader may choose, as the select has them. */
const readyTimes = ["3", "5", "10", "20"]

/**
 * The dose with the reader's own numbers, and the time to get ready that the reader chose.
 * @param {Dose} dose
 * @param {string | undefined} name of the exercise, under which it is remembered
 */
function recallDose(dose, name) {
  const { ready } = recall("choices", {})
  const own = chooseDose(dose, recall(`dose:${name}`, []))
  if (readyTimes.includes(ready)) own.ready = Number(ready)
  return own
}

/**
 * Change one number of the dose; those that the reader left alone stay the author's.
 * @param {Dose} dose
 * @param {string} name
 * @param {number} index
 * @param {number} by
 */
function changeDose(dose, name, index, by) {
  const own = recall(`dose:${name}`, [])
  const wanted = numbersOf(chooseDose(dose, own))
  wanted[index] += by
  own[index] = numbersOf(chooseDose(dose, wanted))[index]
  // The author's number is kept, too: where a routine has another one, it is the reader's there.
  remember(`dose:${name}`, own)
}

/** @param {Dose} dose @param {string} name @param {string} side that the reader picked */
function pickSide(dose, name, side) {
  const own = recall(`dose:${name}`, [])
  own[amountsOf(dose).length] = side
  remember(`dose:${name}`, own)
}

/**
 * "Your time: 20 seconds, 3 times.", or nothing.
 * @param {Dose} dose
 * @param {Dose} own
 * @param {any} words
 */
function ownDoseWords(dose, own, words) {
  const same = own.sides === dose.sides && String(numbersOf(own)) === String(numbersOf(dose))
  return same ? "" : say(words.yours, { dose: describeChoice(own, words) })
}

/**
 * One row with a smaller and a larger button for each amount that may change.
 * @param {Dose} dose
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} template
 * @param {any} words
 */
function furnishAmounts(dose, place, template, words) {
  const labels = [...dose.phases.map((phase) => phase.label), ...words.amounts]
  const rows = amountsOf(dose).map((amount, index) => {
    if (amount.lowest >= amount.highest) return ""
    const seconds = index < dose.phases.length
    // By single seconds a wide range would take too many taps.
    const step = seconds && amount.highest - amount.lowest > 20 ? 5 : 1
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true))
    const label = labels[index]
    const range = say(seconds ? words.range : words.numbers, { lowest: amount.lowest, count: amount.highest })
    row.querySelector("b")?.append(label)
    row.querySelector("small")?.append(range)
    row.querySelectorAll("button").forEach((button, more) => {
      button.dataset.index = String(index)
      button.dataset.by = String(more ? step : -step)
      button.setAttribute("aria-label", say(button.dataset.label ?? "", { label }))
    })
    return row
  })
  place.replaceChildren(...rows)
}

/**
 * What each row shows of the dose; no button leads out of the range.
 * @param {Dose} dose
 * @param {HTMLElement} place
 * @param {any} words
 */
function showAmounts(dose, place, words) {
  for (const row of place.children) {
    const [less, more] = row.querySelectorAll("button")
    const index = Number(less.dataset.index)
    const { timer: count, lowest, highest } = amountsOf(dose)[index]
    const output = /** @type {HTMLElement} */ (row.querySelector("output"))
    output.textContent = index < dose.phases.length ? say(words.seconds, { count }) : String(count)
    // Disabled in earnest, they could not keep the focus.
    less.ariaDisabled = String(count <= lowest)
    more.ariaDisabled = String(count >= highest)
  }
}
