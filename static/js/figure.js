// Figures move with the phases of the hold timer beside them, and turn round for the other side;
// without it they stand still.

/** @typedef {(string | number)[]} PathWords */
/** @typedef {{ path: Element, still: string, frames: PathWords[] }} MovingPath */

/** How long one round takes, or for "ease" the way from start to hold; in ms. Choices: as slowly as
 * the steps ask for it. @type {Record<string, number>} */
const figurePeriods = { ease: 1400, circle: 4000, roll: 4000, swing: 2000, walk: 1800 }

/** Path data as letters and numbers, which stand alone in a figure. @param {string} path @returns {PathWords} */
function splitPath(path) {
  // Signs and digits come before the letters, so this needs no pattern.
  return path.split(" ").map((word) => (word >= "A" ? word : +word))
}

/** A path whose numbers are elsewhere, so far from here. @param {PathWords} still @param {string} ways @returns {PathWords} */
function pathAway(still, ways) {
  const far = ways.split(" ").map(Number).reverse()
  return still.map((word) => (typeof word === "string" ? word : word + (far.pop() ?? 0)))
}

/**
 * The path a part of the way from one frame to the next; all frames have the same commands.
 * @param {PathWords[]} frames
 * @param {number} place from 0, the first frame, to 1, the last
 * @returns {string}
 */
function pathBetween(frames, place) {
  const at = place * (frames.length - 1)
  const index = Math.min(Math.floor(at), frames.length - 2)
  const next = frames[index + 1]
  return frames[index]
    .map((word, i) => (typeof word === "string" ? word : (word + (+next[i] - word) * (at - index)).toFixed(2)))
    .join(" ")
}

/** Turn a shape round, or back again. @param {Element | null} shape @param {string} transform */
function mirror(shape, transform) {
  if (shape?.hasAttribute("transform")) shape.removeAttribute("transform")
  else shape?.setAttribute("transform", transform)
}

/** Moves the lines of one figure, and turns it round. */
class FigureMover {
  place = 1
  request = 0

  /** @param {SVGSVGElement} figure */
  constructor(figure) {
    this.figure = figure
    this.motion = figure.dataset.motion ?? ""
    // Between its rounds it has a place at the start.
    this.eases = this.motion === "ease" || this.motion === "swing"
    this.drawn = figure.dataset.side ?? ""
    /** @type {MovingPath[]} */
    this.paths = [...figure.querySelectorAll("[data-ways]")].map((path) => {
      const still = path.getAttribute("d") ?? ""
      const here = splitPath(still)
      const ways = (path.getAttribute("data-ways") ?? "").split("|")
      const frames = [...ways.map((far) => pathAway(here, far)), here]
      // A round ends where it began.
      if (this.motion === "circle") frames.unshift(frames[frames.length - 1])
      return { path, frames, still }
    })
  }

  /** Show one side at work, or as it came. @param {string} side */
  show(side) {
    const { figure, drawn } = this
    const wanted = side === "left" || side === "right" ? side : drawn
    if (!drawn || figure.dataset.side === wanted) return
    figure.dataset.side = wanted
    mirror(figure.querySelector("g"), `translate(${figure.viewBox.baseVal.width} 0) scale(-1 1)`)
    // What turns one way still turns that way.
    for (const path of figure.querySelectorAll("[data-turns]")) {
      mirror(path, path.getAttribute("data-turns") ?? "")
    }
    for (const words of (figure.closest(".pose") ?? figure).querySelectorAll("[data-mirrored]")) {
      const other = words.getAttribute("data-mirrored")
      words.setAttribute("data-mirrored", words.textContent ?? "")
      words.textContent = other
    }
  }

  /** Back to the picture as it came. */
  rest() {
    cancelAnimationFrame(this.request)
    this.place = 1
    this.figure.classList.remove("figure--at-start")
    for (const { path, still } of this.paths) path.setAttribute("d", still)
  }

  /**
   * Go from here to a place and stay, or round and round, forwards (to 1) or back (to 0).
   * @param {number} to
   * @param {number | false} [round] once there and back, in so many ms
   */
  move(to, round) {
    const { motion, place } = this
    const stays = this.eases && !round
    // Arrows and marks belong to the hold.
    this.figure.classList.toggle("figure--at-start", stays && !to)
    const began = performance.now()
    // Where in a round the place is, so that nothing jumps when another motion begins.
    const turn = motion === "circle" ? place : Math.acos(2 * place - 1) / 2 / Math.PI
    /** @param {number} now */
    const step = (now) => {
      const part = Math.max(now - began, 0) / (round || figurePeriods[motion])
      if (stays) this.place = place + (to - place) * (1 - Math.cos(Math.PI * Math.min(part, 1))) / 2
      else if (motion === "circle") this.place = (turn + (to ? part : 1 - (part % 1))) % 1
      else this.place = (1 + Math.cos(2 * Math.PI * (turn + part))) / 2
      for (const { path, frames } of this.paths) path.setAttribute("d", pathBetween(frames, this.place))
      if (!stays || part < 1) this.request = requestAnimationFrame(step)
    }
    this.request = requestAnimationFrame(step)
  }

  /** @param {{ phase: string, backwards?: boolean, paced?: boolean, seconds: number }} detail */
  follow({ phase, backwards, paced, seconds }) {
    cancelAnimationFrame(this.request)
    if (!this.motion) return
    // A circle turned round goes the other way.
    const mirrored = this.motion === "circle" && this.figure.querySelector("g")?.hasAttribute("transform") === true
    const eases = this.eases && phase !== "idle" && phase !== "done"
    const round = paced ? seconds * 1000 : this.motion === "swing" && figurePeriods.swing
    // A repetition begins and ends at the start.
    if (phase === "hold" && paced) this.place = 0
    if (phase === "hold") this.move(Boolean(backwards) === mirrored ? 1 : 0, round)
    else if (phase !== "paused" && eases) this.move(0)
    else if (phase !== "paused") this.rest()
  }
}

/** @type {Map<Element, FigureMover>} */
const figureMovers = new Map()
/** What was last told to all that is in a scope. @type {Map<Element, any>} */
const figuresTold = new Map()
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)")

/**
 * Show the picture of the phase that is on beside the timer, or else the hold, which stands first.
 * @param {Element} scope
 * @param {{ phase: string, label: string }} detail
 */
function showPhase(scope, { phase, label }) {
  if (phase === "paused") return
  const figures = /** @type {NodeListOf<SVGSVGElement>} */ (scope.querySelectorAll(".hold-timer__picture > svg"))
  const now = [...figures].find((figure) => phase === "hold" && figure.dataset.phase === label) ?? figures[0]
  for (const figure of figures) figure.toggleAttribute("hidden", figure !== now)
}

/** Let the figures of a scope follow the timer. @param {Element} scope */
function moveFigures(scope) {
  const detail = figuresTold.get(scope)
  const side = detail.phase === "idle" || detail.phase === "done" ? "" : detail.side
  for (const figure of /** @type {NodeListOf<SVGSVGElement>} */ (scope.querySelectorAll(".figure"))) {
    const mover = figureMovers.get(figure) ?? new FigureMover(figure)
    figureMovers.set(figure, mover)
    mover.show(side)
    if (lessMotion.matches) mover.rest()
    else mover.follow(detail)
  }
}

const moveAllFigures = () => [...figuresTold.keys()].forEach(moveFigures)

addEventListener("hold-timer:phase", (event) => {
  const scope = event.target instanceof Element && event.target.closest("[data-timer-scope]")
  if (!scope || !(event instanceof CustomEvent)) return
  figuresTold.set(scope, event.detail)
  showPhase(scope, event.detail)
  moveFigures(scope)
})

addEventListener("beforeprint", () => {
  for (const mover of figureMovers.values()) {
    mover.show("")
    mover.rest()
  }
})
addEventListener("afterprint", moveAllFigures)
lessMotion.addEventListener("change", moveAllFigures)
