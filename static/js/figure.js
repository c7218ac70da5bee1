// Figures move with the phases of the hold timer beside them, and turn round for the other side;
// without it they stand still.

/** A path, as it came, and how far each of its numbers is from there in each frame.
 * @typedef {{ path: Element, still: string, frames: number[][] }} MovingPath */

/** How long one round takes, or for "ease" the way from start to hold; in ms. Choices: as slowly as
 * the steps ask for it. @type {Record<string, number>} */
const figurePeriods = { ease: 1400, circle: 4000, roll: 4000, swing: 2000, walk: 1800 }

/**
 * Show a path a part of the way from one frame to the next.
 * @param {MovingPath} moving
 * @param {number} place from 0, the first frame, to 1, the last
 */
function bend({ path, still, frames }, place) {
  const at = place * (frames.length - 1)
  const index = Math.min(Math.floor(at), frames.length - 2)
  const [here, next] = frames.slice(index)
  let i = 0
  const d = still.replace(/-?(\d+\.?\d*|\.\d+)/g, (number) => {
    const far = here[i] + (next[i++] - here[i - 1]) * (at - index)
    // What parted the numbers, a minus or a second point, may be gone now.
    return ` ${(+number + far).toFixed(2)}`
  })
  path.setAttribute("d", d)
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
    this.paths = /** @type {SVGElement[]} */ ([...figure.querySelectorAll("[data-ways]")]).map((path) => {
      const still = path.getAttribute("d") ?? ""
      const ways = (path.dataset.ways ?? "").split("|")
      const frames = ways.map((far) => far.split(" ").map(Number))
      frames.push(frames[0].map(() => 0))
      // A round ends where it began.
      if (this.motion === "circle") frames.unshift(frames[frames.length - 1])
      return { path, frames, still }
    })
  }

  /** Show one side at work, or as it came. @param {string} side */
  show(side) {
    const { figure, drawn } = this
    const wanted = ["left", "right"].includes(side) ? side : drawn
    if (!drawn || figure.dataset.side === wanted) return
    figure.dataset.side = wanted
    // The picture, and in it what turns one way, which still turns that way.
    for (const shape of /** @type {NodeListOf<SVGElement>} */ (figure.querySelectorAll("[data-turns]"))) {
      if (shape.hasAttribute("transform")) shape.removeAttribute("transform")
      else shape.setAttribute("transform", shape.dataset.turns ?? "")
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
      for (const path of this.paths) bend(path, this.place)
      if (!stays || part < 1) this.request = requestAnimationFrame(step)
    }
    this.request = requestAnimationFrame(step)
  }

  /** @param {{ phase: string, backwards?: boolean, paced?: boolean, seconds: number }} detail */
  follow({ phase, backwards, paced, seconds }) {
    cancelAnimationFrame(this.request)
    if (!this.motion || phase === "paused") return
    // A circle turned round goes the other way.
    const mirrored = this.motion === "circle" && this.figure.querySelector("g")?.hasAttribute("transform") === true
    const round = paced ? seconds * 1000 : this.motion === "swing" && figurePeriods.swing
    if (phase === "hold") {
      // A repetition begins and ends at the start.
      if (paced) this.place = 0
      this.move(Boolean(backwards) === mirrored ? 1 : 0, round)
    } else if (this.eases && phase !== "idle" && phase !== "done") this.move(0)
    else this.rest()
  }
}

/** @type {Map<Element, FigureMover>} */
const figureMovers = new Map()
/** The scope of the timer that leads, and what it told last. @type {[Element, any] | undefined} */
let figuresTold
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)")

/** Let the figures of the scope follow the timer. */
function moveFigures() {
  if (!figuresTold) return
  const [scope, detail] = figuresTold
  for (const figure of /** @type {NodeListOf<SVGSVGElement>} */ (scope.querySelectorAll(".figure"))) {
    const mover = figureMovers.get(figure) ?? new FigureMover(figure)
    figureMovers.set(figure, mover)
    mover.show(detail.side)
    if (lessMotion.matches) mover.rest()
    else mover.follow(detail)
  }
}

/** @param {Element} timer @param {any} detail of what it tells */
function followTimer(timer, detail) {
  const scope = timer.closest("[data-timer-scope]")
  if (!scope) return
  figuresTold = [scope, detail]
  moveFigures()
  if (detail.phase === "paused") return
  // Beside the timer, the picture of the phase that is on; or else the hold, which stands first.
  const figures = /** @type {SVGSVGElement[]} */ ([...scope.querySelectorAll(".hold-timer__picture > svg")])
  const now = figures.find(({ dataset }) => detail.phase === "hold" && dataset.phase === detail.label)
  for (const figure of figures) figure.toggleAttribute("hidden", figure !== (now ?? figures[0]))
}

addEventListener("hold-timer:phase", (event) => {
  const { target, detail } = /** @type {CustomEvent} */ (event)
  followTimer(/** @type {Element} */ (target), detail)
})
// This script comes later than the timer, which may lead already.
for (const timer of /** @type {NodeListOf<HoldTimer>} */ (document.querySelectorAll("[data-busy]"))) {
  followTimer(timer, timer.told)
}

addEventListener("beforeprint", () => {
  for (const mover of figureMovers.values()) {
    mover.show("")
    mover.rest()
  }
})
addEventListener("afterprint", moveFigures)
lessMotion.addEventListener("change", moveFigures)
