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
      const due = [...timers].filter(([, { at }]) => at <= until)
      if (!due.length) break
      const [timer, { call, at }] = due.reduce((one, other) => (other[1].at < one[1].at ? other : one))
      timers.delete(timer)
      wall += Math.max(0, at - mono)
      mono = Math.max(mono, at)
      if (typeof call === "function") call()
    }
    wall += until - mono
    mono = until
  }
  /** Move the clocks with no timer running, as a device asleep or a changed clock does. */
  window.jump = (monoMs, wallMs) => {
    mono += monoMs
    wall += wallMs
    stalls.push({ at: mono - monoMs - stalled(), ms: monoMs })
  }
  window.timersWaiting = () => timers.size

  /** When, on its own clock, the sound system stood still, and for how long. */
  const stalls = []
  const stalled = (until = Infinity) => stalls.reduce((sum, { at, ms }) => sum + (at < until ? ms : 0), 0)

  /** Every loud tone that was asked for: when on the audio clock, and whether it was taken back. */
  window.tones = []
  /** When the tones began that nobody took back in time, on the monotonic clock. */
  window.heard = () =>
    tones
      .filter(({ from, taken }) => !taken && from <= mono - stalled())
      .map(({ from }) => from + stalled(from))
  window.shaken = []
  navigator.vibrate = (shake) => window.shaken.push(shake)
  Object.defineProperty(navigator, "wakeLock", {
    value: { request: async () => ({ released: false, release() {} }) },
  })
  window.audioState = "running"
  window.AudioContext = class {
    outputLatency = 0
    constructor() {
      window.sound = this
    }
    destination = {}
    get state() {
      return window.audioState
    }
    get currentTime() {
      return (mono - stalled()) / 1000
    }
    async resume() {}
    async suspend() {}
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
          if (when === undefined && tone.from > mono - stalled()) tone.taken = true
          if (when !== undefined) {
            setTimeout(() => node.onended?.(), when * 1000 + stalled() - mono)
          }
        },
      }
      return node
    }
  }
}
