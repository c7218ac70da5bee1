// What the timer says of a plan, in the words of its page.

/**
 * The dose of the timer in words: "20 seconds, 3 times, each leg", "4 seconds each, 10 times".
 * @param {Dose} dose
 * @param {any} words
 */
function describeChoice(dose, words) {
  const { paced, phases, repetitions, sets } = dose
  const phase = paced ? words.paced : phases.length > 1 ? words.part : words.seconds
  const lines = phases.map(({ label, seconds }) => say(phase, { label, count: seconds.timer }))
  if (repetitions.timer > 1) lines.push(say(words.times, { count: repetitions.timer }))
  if (dose.sides !== "both") lines.push(dose.limbs[dose.sides])
  if (sets.timer > 1) lines.push(say(words.sets, { count: sets.timer }))
  return lines.join(words.comma)
}

/** Which repetition goes on or comes next; in a rest, how many are done. @param {Step} step @param {any} words */
function countWords(step, words) {
  const { kind, repetition, repetitions, sets } = step
  if (kind === "switch") return ""
  // Before another set, all are.
  if (kind === "rest") return say(words.done, { count: repetition - 1 || repetitions })
  const counts = []
  if (repetitions > 1) counts.push(say(words.repetition, step))
  if (sets > 1) counts.push(say(words.set, step))
  return counts.join(words.comma)
}

/**
 * A time as somebody would say it; generator/words/dose_words.py has the same rule.
 * @param {Sentence[]} sentences for less than a minute, and for more
 * @param {number} seconds
 * @param {Record<string, number>} [gaps]
 */
function minutesWords([less, more], seconds, gaps) {
  return say(seconds < 45 ? less : more, { ...gaps, count: Math.floor((seconds + 29) / 60) })
}

/** @param {Step | undefined} step @param {any} words @param {boolean} [waits] it takes as long as the reader wants */
function nextWords(step, words, waits) {
  if (!step) return words.last
  const { kind, seconds } = step
  const label = step.label || words.labels[kind]
  return say(waits || kind === "switch" ? words.nextWaits : words.next, { label, count: seconds })
}

/**
 * How long ago, to the second or, where that tells nothing, to the minute.
 * @param {Sentence[]} sentences for seconds and for minutes
 * @param {number} ms
 */
function agoWords([inSeconds, inMinutes], ms) {
  const count = Math.round(ms / 1000)
  return count < 120 ? say(inSeconds, { count }) : say(inMinutes, { count: Math.round(count / 60) })
}
