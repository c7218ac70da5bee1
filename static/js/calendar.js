// A calendar of the days on which a routine was done. It never leaves the device.

// A choice: the last month wherever in it one looks, as its caption says (templates/parts/calendar.html).
const calendarWeeks = 5

/** The reader's own date, as 2026-11-22. @param {Date} date */
function dayOf(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0")
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-")
}

/** @param {unknown} day */
function isDay(day) {
  // At noon, which is on the same day however clocks are set. No other form, nor 2026-02-31, comes
  // back the same.
  return typeof day === "string" && dayOf(new Date(`${day}T12:00`)) === day
}

/** All ticks, in order: a day stands there once for each time. @returns {string[]} */
function tickedDays() {
  return recall("days", []).filter(isDay).sort()
}

/** How often a day is ticked. @param {string} day */
function timesOn(day) {
  return tickedDays().filter((other) => other === day).length
}

/** @param {string} day @param {number} times */
function tickDay(day, times) {
  const others = tickedDays().filter((other) => other !== day)
  const days = [...others, ...Array.from({ length: times }, () => day)]
  remember("days", days.length ? days : undefined)
}

/** The days of the last weeks, Monday first, up to today. @param {Date} today @returns {Date[][]} */
function lastWeeks(today) {
  // getDay() counts from Sunday.
  const monday = today.getDate() - ((today.getDay() + 6) % 7)
  const day = (/** @type {number} */ from) => new Date(today.getFullYear(), today.getMonth(), from, 12)
  return Array.from({ length: calendarWeeks }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => day(monday + 7 * (week + 1 - calendarWeeks) + weekday)),
  )
}

/** @param {HTMLElement} body of the table @param {Date} today @param {number} times a day */
function drawCalendar(body, today, times) {
  const rows = lastWeeks(today).map((week) => {
    const row = document.createElement("tr")
    for (const date of week) {
      const cell = row.insertCell()
      const done = timesOn(dayOf(date))
      const boxes = "✓".repeat(done).padEnd(times, "☐")
      cell.textContent = done ? `${date.getDate()} ${boxes}` : String(date.getDate())
      cell.toggleAttribute("data-done", done > 0)
      if (dayOf(date) === dayOf(today)) cell.setAttribute("aria-current", "date")
    }
    return row
  })
  body.replaceChildren(...rows)
}

/**
 * The ticked days as a table for a spreadsheet, in an address that a link can save.
 * @param {string} heading of the column
 */
function exportedDays(heading) {
  // Lines end as RFC 4180 has it.
  return `data:text/csv,${encodeURIComponent([heading, ...tickedDays(), ""].join("\r\n"))}`
}
