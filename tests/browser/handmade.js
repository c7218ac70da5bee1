// A clock and a sound system that a test turns by hand. Run before the page's own scripts.
{
  let mono = 5000
  let wall = 1_800_000_000_000
  let lastTimer = 0
  const timers = new Map()
  performance.now = () => mono
  Date.now = () => wall
  const { setTimeout: realTimeout } = window
  const handTimeout = (call, ms = 0) => {
    timers.set(++lastTimer, { call, at: mono + Math.max(1, ms) })
    return lastTimer
  }
  window.setTimeout = handTimeout
  /** Whoever needs timers that run by themselves takes them for a while. */
  window.lendTimers = (lent) => (window.setTimeout = lent ? realTimeout : handTimeout)
  window.clearTimeout = (timer) => timers.delete(timer)

  /** Let time pass as in a device that is awake. */
  window.turn = (ms) => {
    const until = mono + ms
    for (;;) {
      const due = [...timers, ...endings()].filter(([, { at }]) => at <= until)
      if (!due.length) break
      const [timer, { call, at }] = due.reduce((one, other) => (other[1].at < one[1].at ? other : one))
      timers.delete(timer)
      unfinished.delete(timer)
      wall += Math.max(0, at - mono)
      mono = Math.max(mono, at)
      if (typeof call === "function") call()
    }
    wall += until - mono
    mono = until
  }
  /** Move the clocks with no timer running, as a device asleep or a changed clock does. */
  window.jump = (monoMs, wallMs) => {
    const began = soundTime()
    mono += monoMs
    wall += wallMs
    if (halted === undefined) stalls.push({ at: began, ms: monoMs })
  }
  window.timersWaiting = () => timers.size

  /** When, on its own clock, the sound system stood still, and for how long. */
  const stalls = []
  /** Since when on the monotonic clock it has been suspended. */
  let halted = 0
  const stalled = (until = Infinity) => stalls.reduce((sum, { at, ms }) => sum + (at <= until ? ms : 0), 0)
  const soundTime = () => (halted ?? mono) - stalled()
  /** Tones that will end: when on the sound system's clock, and what is called then. */
  const unfinished = new Map()
  /** When they end on the monotonic clock; while the sound is suspended, none does. */
  const endings = () =>
    halted === undefined
      ? [...unfinished].map(([node, { end, call }]) => [node, { at: end + stalled(), call }])
      : []

  /** Every loud tone that was asked for: when on the audio clock, and whether it was taken back. */
  window.tones = []
  /** When the tones began that nobody took back in time, on the monotonic clock. */
  window.heard = () =>
    tones
      .filter(({ from, taken }) => !taken && from <= soundTime())
      .map(({ from }) => from + stalled(from))
  window.shaken = []
  navigator.vibrate = (shake) => window.shaken.push(shake)
  Object.defineProperty(navigator, "wakeLock", {
    value: { request: async () => ({ released: false, release() {} }) },
  })
  /** Like a real one it begins asleep, and its clock stands still while it is suspended. */
  window.AudioContext = class {
    outputLatency = 0
    destination = {}
    state = "suspended"
    constructor() {
      window.sound = this
    }
    get currentTime() {
      return soundTime() / 1000
    }
    /** What a browser does to it, asked or not. */
    become(state) {
      if (state === this.state) return
      if (state !== "running") halted ??= mono
      else {
        stalls.push({ at: soundTime(), ms: mono - halted })
        halted = undefined
      }
      this.state = state
      this.onstatechange?.()
    }
    async resume() {
      this.become("running")
    }
    async suspend() {
      this.become("suspended")
    }
    async close() {}
    createGain() {
      const gain = { loudest: 0, setValueAtTime() {} }
      gain.linearRampToValueAtTime = (value) => (gain.loudest = Math.max(gain.loudest, value))
      return { gain, connect: (next) => next }
    }
    createOscillator() {
      const tone = { hertz: 0, taken: false }
      let gain
      const node = {
        frequency: { set value(hertz) { tone.hertz = hertz } },
        onended: null,
        connect: (next) => (gain = next.gain && next),
        start: (from) => {
          tone.from = from * 1000
          if (gain.gain.loudest > 0) window.tones.push(tone)
        },
        stop: (when) => {
          if (when === undefined && tone.from > soundTime()) tone.taken = true
          unfinished.set(node, { end: (when ?? 0) * 1000, call: () => node.onended?.() })
        },
      }
      return node
    }
  }
}
