// What is heard and felt: sounds made in the page, a voice, vibration.

/**
 * Each sound is a list of tones: after how many seconds, hertz, seconds, loudness.
 * Start rises, end is one long bell, switch goes to and fro.
 * @type {Record<string, number[][]>}
 */
const sounds = {
  wake: [],
  tick: [[0, 1100, 0.06, 0.12]],
  start: [
    [0, 523, 0.16, 0.5],
    [0.17, 784, 0.4, 0.5],
  ],
  end: [
    [0, 880, 1.5, 0.5],
    [0, 1320, 0.9, 0.2],
  ],
  switch: [0, 0.5, 1].flatMap((after) => [
    [after, 698, 0.24, 0.5],
    [after + 0.25, 440, 0.24, 0.5],
  ]),
}

/** How each cue shakes the phone, in ms of shaking and stillness. @type {Record<string, number[]>} */
const shakes = { start: [200], end: [600], switch: [200, 150, 200, 150, 200] }

/**
 * The sound with which a step begins; none: the plan is done. One repetition that moves follows
 * another with no more than a tick.
 * @param {{ kind: string, paced?: boolean, repetition?: number }} [step]
 */
function cueOf(step) {
  const { kind, paced, repetition = 1 } = step ?? {}
  if (kind === "ready" || (kind === "hold" && paced && repetition > 1)) return "tick"
  return kind === "hold" ? "start" : kind === "switch" ? "switch" : "end"
}

/**
 * The cues of one step and of its end, in ms from the step's beginning.
 *
 * A soft tick at least every 25 s tells that all is well, and keeps the audio clock true. Three more
 * tell that the end is near, but not where ticks set the pace.
 * @param {number} length of the step in ms
 * @param {string} last the sound at the end
 * @param {boolean} [paced]
 * @returns {[number, string][]}
 */
function cuesWithin(length, last, paced) {
  // An even number of parts, so that one tick falls on the middle.
  const parts = length < 20000 ? 1 : 2 * Math.ceil(length / 50000)
  const ticks = paced ? [] : [3000, 2000, 1000].map((left) => length - left)
  for (let part = 1; part < parts; part++) ticks.push((part * length) / parts)
  /** @type {[number, string][]} */
  const cues = ticks.map((at) => [at, "tick"])
  return [...cues.filter(([at]) => at > 0), [length, last]]
}

/**
 * Audio time less monotonic time, in ms, of two readings with nothing between them.
 * @param {AudioContext} audio
 */
function readOffset(audio) {
  let before, sound
  // A choice: on a slow device it must come to an end.
  let tries = 5
  do {
    before = performance.now()
    sound = audio.currentTime
  // Something else ran between the two readings: they don't belong together.
  } while (performance.now() - before > 1 && tries--)
  return sound * 1000 - before
}

/** No sound lasts longer, in ms: the longest above is half of it. */
const longestSound = 3000

/** Plays cues at times of performance.now(), on the audio clock, and wakes the page for each. */
class Cues {
  /** @type {AudioContext | undefined} */
  #audio;
  /** @type {[number, string][]} times and names of what is to come */
  #list = [];
  /**
   * What is scheduled, with the audio time and the monotonic time of its cue, in ms.
   * @type {{ at: number, time: number, node: OscillatorNode }[]}
   */
  #nodes = [];
  /** Audio time less monotonic time, in ms: as last read, and as used for what is scheduled. */
  #offset = NaN;
  #used = NaN;
  #latency = 0;
  #sleep = 0;
  #wake;

  /** How loud the reader wants to hear something, from 0 to 1. @type {(name: string) => number} */
  volume = () => 1;

  /** @param {() => void} wake called at each cue, also in a hidden page, whose own timers are slow */
  constructor(wake) {
    this.#wake = wake
  }

  /** Make sound possible; must be called inside a tap, with no await before. @param {boolean} loud */
  unlock(loud) {
    clearTimeout(this.#sleep)
    try {
      const session = /** @type {any} */ (navigator).audioSession
      if (session) session.type = loud ? "playback" : "auto"
      const state = /** @type {string | undefined} */ (this.#audio?.state)
      // Interrupted, as Safari calls it after a call or a lock: some contexts never sound again
      // (WebAudio/web-audio-api#2392).
      if (state !== "running" && state !== "suspended") {
        if (state && state !== "closed") this.#audio?.close()
        this.#audio = new AudioContext()
        this.#audio.onstatechange = () => this.sync(true)
      }
      this.#audio?.resume().catch(() => {})
    } catch {
      this.#audio = undefined
    }
  }

  /** Replace what is to come; a sound that has begun rings on. @param {[number, string][]} list */
  schedule(list) {
    this.#list = list
    this.sync(true)
  }

  /** Nothing more is heard, not even what has begun. */
  silence() {
    this.#list = []
    this.#stop(-Infinity)
  }

  /** Give the sound system back once the last sound is over. */
  finish() {
    clearTimeout(this.#sleep)
    if (this.#audio) this.#sleep = setTimeout(() => this.#audio?.suspend().catch(() => {}), longestSound)
  }

  /** Compare the clocks; schedule anew if they have drifted apart. @param {boolean} [anew] */
  sync(anew) {
    const audio = this.#audio
    if (audio?.state !== "running") return this.#stop(-Infinity)
    const read = readOffset(audio)
    // currentTime moves in jumps of some 10 ms: the highest reading is the true one.
    if (!(read < this.#offset && read > this.#offset - 20)) this.#offset = read
    if (!anew && Math.abs(this.#offset - this.#used) < 10) return
    this.#used = this.#offset
    // Headphones without a wire are late; a few ms are not worth a change of rhythm.
    const latency = audio.outputLatency * 1000 || 0
    if (Math.abs(latency - this.#latency) > 50) this.#latency = latency
    // What is about to sound is not moved any more: it might be heard twice, or cut.
    const soon = audio.currentTime * 1000 + 60
    this.#stop(soon)
    for (const [time, name] of this.#list) {
      const at = time + this.#offset - this.#latency
      if (at >= soon && !this.#nodes.some((begun) => begun.time === time)) {
        this.#play(audio, at, time, name)
      }
    }
  }

  /** Play a sound now: the answer to a tap. @param {string} name */
  now(name) {
    const audio = this.#audio
    if (audio) this.#play(audio, audio.currentTime * 1000, NaN, name)
  }

  /**
   * @param {AudioContext} audio
   * @param {number} at audio time in ms
   * @param {number} time monotonic time in ms
   * @param {string} name
   */
  #play(audio, at, time, name) {
    const volume = this.volume(name)
    /** @param {number[]} tone */
    const play = ([after, hertz, seconds, loudness]) => {
      const node = audio.createOscillator()
      const gain = audio.createGain()
      const from = at / 1000 + after
      node.frequency.value = hertz
      gain.gain.setValueAtTime(0, from)
      // A tone that begins or ends at once clicks.
      gain.gain.linearRampToValueAtTime(loudness * volume, from + seconds / 20)
      gain.gain.linearRampToValueAtTime(0, from + seconds)
      node.connect(gain).connect(audio.destination)
      node.start(from)
      node.stop(from + seconds)
      this.#nodes.push({ at, time, node })
      return node
    }
    // The end of a silent tone wakes a hidden page on time, when its timers run once a second.
    play([0, 440, 0.001, 0]).onended = () => this.#wake()
    if (volume) sounds[name].forEach(play)
  }

  /** Take back what begins after a time of the audio clock. @param {number} after in ms */
  #stop(after) {
    this.#nodes = this.#nodes.filter(({ at, node }) => {
      // Begun ones ring on, and are forgotten when the longest is over.
      if (at <= after) return at > after - longestSound
      node.onended = null
      node.stop()
      return false
    })
  }
}

/**
 * Say a line in a voice of this device: any other would send the words away.
 * @param {string} text
 */
function speak(text) {
  const speech = window.speechSynthesis
  if (!speech) return
  // The line before is out of date.
  speech.cancel()
  const line = new SpeechSynthesisUtterance(text)
  line.lang = document.documentElement.lang
  // A device may know the language as another country speaks it: de-DE for a page in de-AT.
  const [language] = line.lang.split("-")
  const voice = speech.getVoices().find((one) => one.localService && one.lang.split(/\W|_/)[0] === language)
  if (!text || !voice) return
  line.voice = voice
  speech.speak(line)
}
