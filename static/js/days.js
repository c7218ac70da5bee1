// The days on which exercises were done. They never leave the device.

/** A date as the reader's own clock has it: 2026-11-22. */
function dayOf(date = new Date()) {
  // toISOString() has the day of another clock; a locale that writes days so takes a phone 20 ms.
  const numbers = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return numbers.map((number) => String(number).padStart(2, "0")).join("-")
}

/** All ticks: a day stands there once for each time. What is no day may stand there, too. @returns {string[]} */
function tickedDays() {
  return recall("days", [])
}

/** Keep the ticks; with the first, ask the browser not to throw them away. @param {string[]} days */
function keepDays(days) {
  const first = days.length && !tickedDays().length
  remember("days", days)
  if (first && !unstored.has("days")) navigator.storage?.persist?.().catch(() => {})
}

/** How often a day is ticked. */
function timesOn(day = dayOf()) {
  return tickedDays().filter((other) => other === day).length
}

/** The day that comes so many days after this week's Monday. @param {number} days */
function dayFromMonday(days) {
  const date = new Date()
  // At noon, which is on the same day however clocks are set; getDay() counts from Sunday.
  date.setHours(12)
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7) + days)
  return date
}

/** Show of an element which day it stands for: whether it is ticked, and whether it is today. @param {Element} element @param {Date} date */
function markDay(element, date) {
  const day = dayOf(date)
  element.toggleAttribute("data-done", timesOn(day) > 0)
  if (day === dayOf()) element.setAttribute("aria-current", "date")
}

/** @param {Element} part with the days of this week in a list, from Monday */
function drawWeek(part) {
  part.querySelectorAll("li").forEach((item, index) => markDay(item, dayFromMonday(index)))
}
