// The calendar of a routine: the days of the last weeks, and a file of all of them.

// A choice: the last month wherever in it one looks, as its caption says (templates/parts/calendar.html).
const calendarWeeks = 5

/** @param {HTMLElement} body of the table @param {number} times a day */
function drawCalendar(body, times) {
  body.replaceChildren()
  for (let days = 7 - 7 * calendarWeeks; days < 7; days++) {
    const date = dayFromMonday(days)
    if (days % 7 === 0) body.append(document.createElement("tr"))
    const cell = /** @type {HTMLTableRowElement} */ (body.lastElementChild).insertCell()
    const done = timesOn(dayOf(date))
    cell.textContent = `${date.getDate()} ${done ? "✓".repeat(done).padEnd(times, "☐") : ""}`
    markDay(cell, date)
  }
}

/** @param {unknown} day */
function isDay(day) {
  // No other form, nor 2026-02-31, comes back the same.
  return typeof day === "string" && dayOf(new Date(`${day}T12:00`)) === day
}

/**
 * The ticked days as a table for a spreadsheet, in an address that a link can save.
 * @param {string} heading of the column
 */
function exportedDays(heading) {
  // Lines end as RFC 4180 has it.
  return `data:text/csv,${encodeURIComponent([heading, ...tickedDays().filter(isDay).sort(), ""].join("\r\n"))}`
}
