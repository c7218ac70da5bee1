// Time is read from clocks, never counted in ticks. docs/timer.md says why there are two.

/** @typedef {{ mono: number, wall: number, hidden: boolean }} Reading */

/** Wall and monotonic time differ by less than this in a device that is awake, in ms. */
const sleepGap = 250
/** No awake page goes without a wake for longer than this, in ms; a hidden one has one a second. */
const stoppedGap = 1500

/** @returns {Reading} */
function readClocks() {
  return { mono: performance.now(), wall: Date.now(), hidden: document.hidden }
}

/**
 * The milliseconds that passed for the reader between two readings.
 *
 * The monotonic clock is right, except that on most systems it stands still while the device sleeps.
 * A device sleeps with the page out of sight; a wall clock that jumps before the reader's eyes, or
 * backwards, was only set.
 * @param {Reading} before
 * @param {Reading} after
 */
function timeBetween(before, after) {
  const ticked = after.mono - before.mono
  const slept = after.wall - before.wall - ticked
  return slept > sleepGap && (before.hidden || after.hidden) ? ticked + slept : ticked
}
