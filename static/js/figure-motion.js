// Figures move with the phases of the hold timer beside them; without it they stand still.

/** @typedef {{ path: Element, still: string, frames: (string | number)[][] }} MovingPath */

/** How long one round takes, or for "ease" the way from start to hold; in ms. */
const figurePeriods = { ease: 1400, circle: 4000, roll: 4000, walk: 1800 }
const figureWord = /[a-z]|-?(?:\d+\.?\d*|\.\d+)/gi

/**
 * Path data as letters and numbers.
 * @param {string} path
 * @returns {(string | number)[]}
 */
function splitPath(path) {
  return (path.match(figureWord) ?? []).map((word) => (/[a-z]/i.test(word) ? word : Number(word)))
}

/**
 * The path a part of the way from one frame to the next; all frames have the same commands.
 * @param {(string | number)[][]} frames
 * @param {number} place from 0, the first frame, to 1, the last
 * @returns {string}
 */
function pathBetween(frames, place) {
  const at = Math.min(Math.max(place, 0), 1) * (frames.length - 1)
  const index = Math.min(Math.floor(at), frames.length - 2)
  const next = frames[index + 1]
  return frames[index]
    .map((word, i) =>
      typeof word === "string" ? word : (word + (Number(next[i]) - word) * (at - index)).toFixed(2),
    )
    .join(" ")
}

/**
 * Where a movement is after some time.
 * @param {string} motion
 * @param {number} passed in ms
 * @param {number} from the place where it began
 * @param {number} to the place where an eased movement ends
 * @returns {number}
 */
function placeAfter(motion, passed, from, to) {
  const part = passed / (figurePeriods[/** @type {keyof typeof figurePeriods} */ (motion)] ?? 1400)
  if (motion === "circle") return to > 0 ? part % 1 : 1 - (part % 1)
  if (motion !== "ease") return (1 + Math.cos(2 * Math.PI * part)) / 2
  return from + (to - from) * (1 - Math.cos(Math.PI * Math.min(part, 1))) / 2
}

/**
 * How long ago a movement began that is at a place now: after a pause it goes on from there.
 * @param {string} motion
 * @param {number} place
 * @param {number} to
 * @returns {number} in ms
 */
function passedAt(motion, place, to) {
  if (motion === "ease") return 0
  const turned = to > 0 ? place : 1 - place
  const part = motion === "circle" ? turned : Math.acos(2 * place - 1) / (2 * Math.PI)
  return part * figurePeriods[/** @type {keyof typeof figurePeriods} */ (motion)]
}

/** Moves the lines of one figure. */
class FigureMover {
  /** @param {SVGSVGElement} figure */
  constructor(figure) {
    this.motion = figure.dataset.motion ?? ""
    this.place = 1
    this.request = 0
    /** @type {MovingPath[]} */
    this.paths = [...figure.querySelectorAll("[data-frames]")].map((path) => {
      const frames = (path.getAttribute("data-frames") ?? "").split("|").map(splitPath)
      if (this.motion === "circle") frames.unshift(frames[frames.length - 1])
      return { path, frames, still: path.getAttribute("d") ?? "" }
    })
  }

  /** Back to the picture as it came. */
  rest() {
    cancelAnimationFrame(this.request)
    this.place = 1
    for (const { path, still } of this.paths) path.setAttribute("d", still)
  }

  /** Stay as it is now. */
  stop() {
    cancelAnimationFrame(this.request)
  }

  /** @param {string} motion @param {number} to */
  start(motion, to) {
    cancelAnimationFrame(this.request)
    const began = performance.now() - passedAt(motion, this.place, to)
    const from = this.place
    /** @param {number} now */
    const step = (now) => {
      this.place = placeAfter(motion, Math.max(now - began, 0), from, to)
      for (const { path, frames } of this.paths) path.setAttribute("d", pathBetween(frames, this.place))
      if (motion !== "ease" || this.place !== to) this.request = requestAnimationFrame(step)
    }
    this.request = requestAnimationFrame(step)
  }

  /** @param {string} phase @param {string} label */
  follow(phase, label) {
    if (phase === "paused") this.stop()
    else if (phase === "idle" || phase === "done") this.rest()
    else if (this.motion === "ease") this.start("ease", phase === "hold" ? 1 : 0)
    else if (phase === "hold") this.start(this.motion, /anti|counter/i.test(label) ? 0 : 1)
    else this.rest()
  }
}

/** @type {Map<Element, FigureMover>} */
const figureMovers = new Map()
const figuresStandStill = matchMedia("(prefers-reduced-motion: reduce)")

document.addEventListener("hold-timer:phase", (event) => {
  if (figuresStandStill.matches || !(event instanceof CustomEvent)) return
  const scope = event.target instanceof Element && event.target.closest("[data-timer-scope]")
  if (!scope) return
  for (const figure of /** @type {NodeListOf<SVGSVGElement>} */ (
    scope.querySelectorAll("svg.figure[data-motion]")
  )) {
    const mover = figureMovers.get(figure) ?? new FigureMover(figure)
    figureMovers.set(figure, mover)
    mover.follow(event.detail.phase, event.detail.label)
  }
})

for (const name of ["beforeprint", "pagehide"]) {
  addEventListener(name, () => figureMovers.forEach((mover) => mover.rest()))
}
