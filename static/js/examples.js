// The page of examples: brings each part into the state that its example names, and holds it there.
// No clock runs, nothing is heard, and the device remembers nothing of it.

/** What the examples remember, in place of the device. @type {Map<string, any>} */
const remembered = new Map([
  ["choices", { vibrate: false, flash: false }],
  ["dose:own", [25]],
  ["routine:resume", { index: 1, did: [0], spent: 90_000 }],
  ["routine:ticked", { index: 1, did: [0], spent: 90_000 }],
])
Object.assign(window, {
  recall: (/** @type {string} */ name, /** @type {any} */ otherwise) => remembered.get(name) ?? otherwise,
  remember: (/** @type {string} */ name, /** @type {any} */ value) => remembered.set(name, value),
})
Object.defineProperty(navigator, "wakeLock", {
  value: { request: async () => ({ released: false, release() {} }) },
})

/**
 * Show a place of a timer's plan as if it were reached.
 * @param {HoldTimer} timer
 * @param {number} index of the step
 * @param {HoldRun["state"]} state
 * @param {number} [part] of the step that is over
 */
function showStep({ run }, index, state, part = 0) {
  run.index = index
  run.state = state
  run.position = run.starts[index] + part * 1000 * (run.step?.seconds ?? 0)
  run.onchange(run.position, run.position)
}

/**
 * What brings a timer into each state. Its plan: get ready, hold, rest, hold, change sides, and so on.
 * @type {Record<string, (timer: HoldTimer) => void>}
 */
const timerExamples = {
  pick: (timer) => timer.start(),
  ready: (timer) => showStep(timer, 0, "running", 0.4),
  hold: (timer) => showStep(timer, 1, "running", 0.4),
  rest: (timer) => showStep(timer, 2, "running", 0.4),
  waiting: (timer) => showStep(timer, 4, "waiting"),
  paused: (timer) => showStep(timer, 3, "paused", 0.4),
  missed: (timer) => {
    showStep(timer, 3, "paused")
    timer.run.onmiss("hold", 29_000)
  },
  done: (timer) => {
    timer.run.held = true
    showStep(timer, timer.run.plan.length, "done")
    // It has ticked today, which is not of the other examples.
    remembered.delete("days")
  },
  hurt: (timer) => timer.hurt(),
  waits: (timer) => showStep(timer, 2, "waiting"),
  phases: (timer) => showStep(timer, 2, "running", 0.4),
  paced: (timer) => showStep(timer, 1, "running", 0.4),
}

/** @type {Record<string, (routine: GuidedRoutine) => void>} */
const routineExamples = {
  next: (routine) => routine.start(),
  going: (routine) => {
    routine.start()
    routine.begin()
    const timer = /** @type {HoldTimer} */ (routine.querySelector("hold-timer"))
    timer.run.pause()
    showStep(timer, 1, "running", 0.4)
  },
  end: (routine) => {
    routine.start()
    routine.end()
  },
  ticked: (routine) => {
    remembered.set("days", [0, 0, 1, 3, 4, 8].map((ago) => dayOf(new Date(Date.now() - ago * 864e5))))
    routine.resume()
    routine.end()
  },
}

function showExamples() {
  Cues.prototype.unlock = () => {}
  for (const example of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-example]"))) {
    const name = String(example.dataset.example)
    const part = /** @type {any} */ (example.querySelector("guided-routine, hold-timer"))
    ;(timerExamples[name] ?? routineExamples[name])?.(part)
  }
  for (const motion of document.getAnimations()) motion.pause()
  for (const filter of document.querySelectorAll("exercise-filter")) {
    const choice = /** @type {HTMLElement | null} */ (filter.querySelector("input"))
    choice?.click()
    for (const fold of filter.querySelectorAll("details")) fold.open = true
  }
  const focused = /** @type {HTMLElement} */ (document.activeElement)
  focused.blur()
  scrollTo(0, 0)
}

// After the parts' own answers to the page being shown.
addEventListener("pageshow", () => setTimeout(showExamples))
