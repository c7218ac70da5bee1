// Figures move with the phases of the hold timer beside them; without it they stand still.

/** @typedef {(string | number)[]} PathWords */
/** @typedef {{ path: Element, still: string, frames: PathWords[] }} MovingPath */

/** How long one round takes, or for "ease" the way from start to hold; in ms. @type {Record<string, number>} */
const figurePeriods = { ease: 1400, circle: 4000, roll: 4000, walk: 1800 }

/** Path data as letters and numbers. @param {string} path @returns {PathWords} */
function splitPath(path) {
  return (path.match(/[a-z]|-?(\d+\.?\d*|\.\d+)/gi) ?? []).map((word) => (/[a-z]/i.test(word) ? word : +word))
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

/** Moves the lines of one figure. */
class FigureMover {
  place = 1
  request = 0

  /** @param {SVGSVGElement} figure */
  constructor(figure) {
    this.motion = figure.dataset.motion ?? ""
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

  /**
   * Go from here to a place and stay, or round and round, forwards (to 1) or back (to 0).
   * @param {number} to
   * @param {number | false} [round] once there and back, in so many ms
   */
  move(to, round) {
    const { motion, place } = this
    const stays = motion === "ease" && !round
    const began = performance.now()
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

  /** @param {{ phase: string, backwards: boolean, paced?: boolean, seconds: number }} detail */
  follow({ phase, backwards, paced, seconds }) {
    cancelAnimationFrame(this.request)
    const eases = this.motion === "ease" && phase !== "idle" && phase !== "done"
    if (phase === "hold" && paced) this.place = 0
    if (phase === "hold") this.move(backwards ? 0 : 1, paced && seconds * 1000)
    else if (phase !== "paused" && eases) this.move(0)
    else if (phase !== "paused") this.rest()
  }
}

/** @type {Map<Element, FigureMover>} */
const figureMovers = new Map()

addEventListener("hold-timer:phase", (event) => {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || !(event instanceof CustomEvent)) return
  const scope = event.target instanceof Element && event.target.closest("[data-timer-scope]")
  if (!scope) return
  for (const figure of /** @type {NodeListOf<SVGSVGElement>} */ (scope.querySelectorAll("svg[data-motion]"))) {
    const mover = figureMovers.get(figure) ?? new FigureMover(figure)
    figureMovers.set(figure, mover)
    mover.follow(event.detail)
  }
})

addEventListener("beforeprint", () => figureMovers.forEach((mover) => mover.rest()))
