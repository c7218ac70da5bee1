// A dose, written out as a plan. generator/words/dose.py has the same rules; a test proves that both agree.

/** @typedef {{ timer: number, lowest: number, highest: number }} Amount */
/** @typedef {{ label: string, seconds: Amount, backwards?: boolean }} Phase */
/**
 * @typedef {{ phases: Phase[], repetitions: Amount, sets: Amount, sides: string,
 *   limbs: Record<string, string>, names: Record<string, string>, rest: number, setRest?: number,
 *   restsWait?: boolean, place?: string, ready: number, change: number, paced?: boolean }} Dose
 */
/**
 * One timed part of a plan; side, repetition and set are those of the hold that goes on or comes
 * next. The label is that of a hold.
 * @typedef {{ kind: string, label: string, seconds: number, side: string, repetition: number,
 *   repetitions: number, set: number, sets: number, backwards: boolean, paced: boolean }} Step
 */

/**
 * What happens when, from getting ready to the end of the last hold.
 * @param {Dose} dose
 * @returns {Step[]}
 */
function writePlan(dose) {
  /** @type {Step[]} */
  const plan = []
  const each = dose.sides === "each"
  const sides = each ? ["left", "right"] : [dose.sides]
  const repetitions = dose.repetitions.timer
  const sets = dose.sets.timer
  for (let set = 1; set <= sets; set++) {
    for (const side of sides) {
      for (let repetition = 1; repetition <= repetitions; repetition++) {
        /** @param {string} kind @param {string} label @param {number} seconds */
        const add = (kind, label, seconds, backwards = false, paced = false) =>
          plan.push({ kind, label, seconds, side, repetition, repetitions, set, sets, backwards, paced })
        if (repetition > 1) {
          if (dose.rest) add("rest", "", dose.rest)
        } else {
          if (plan.length) {
            const own = side === sides[0] ? dose.setRest : undefined
            const pause = own ?? (each ? 0 : Math.max(dose.rest, dose.change))
            if (pause) add("rest", "", pause)
            if (each) add("switch", "", dose.change)
          }
          add("ready", "", dose.ready)
        }
        for (const { label, seconds, backwards } of dose.phases) {
          add("hold", label, seconds.timer, backwards, dose.paced)
        }
      }
    }
  }
  return plan
}

/**
 * Where each step begins, in milliseconds; one more number at the end is the total.
 * @param {Step[]} plan
 */
function startsOf(plan) {
  const starts = [0]
  for (const step of plan) starts.push(starts[starts.length - 1] + step.seconds * 1000)
  return starts
}

/**
 * The amounts that a reader may change, in the order in which a choice lists them.
 * @param {Dose} dose
 */
function amountsOf(dose) {
  return [...dose.phases.map((phase) => phase.seconds), dose.repetitions, dose.sets]
}

/**
 * The dose with the reader's own numbers, kept within what the author allows; what is no number
 * leaves the author's. Behind the numbers stands the side that the reader picked, if it is one only.
 * @param {Dose} dose
 * @param {any[]} choice
 * @returns {Dose}
 */
function chooseDose(dose, choice) {
  const chosen = /** @type {Dose} */ (JSON.parse(JSON.stringify(dose)))
  const amounts = amountsOf(chosen)
  amounts.forEach((amount, index) => {
    const number = Number.isFinite(choice[index]) ? Math.round(choice[index]) : amount.timer
    amount.timer = Math.min(amount.highest, Math.max(amount.lowest, number))
  })
  const side = choice[amounts.length]
  if (dose.sides === "one" && ["left", "right"].includes(side)) chosen.sides = side
  return chosen
}

/** @param {number} seconds */
function digitsOf(seconds) {
  if (seconds < 100) return String(seconds)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}
