// <routine-reminder>: a file for the reader's own calendar, made on the device. Its lines come from
// the page (templates/parts/routine_reminder.html).

/** In octets; RFC 5545 wants longer lines folded. */
const longestLine = 75

/** A line of a calendar in as many as it takes; all but the first begin with a blank. @param {string} line */
function foldLine(line) {
  const lines = [""]
  let length = 0
  // By whole letters: half of one would be none.
  for (const letter of line) {
    const octets = new TextEncoder().encode(letter).length
    if (length + octets > longestLine) length = lines.push(" ") && 1
    lines[lines.length - 1] += letter
    length += octets
  }
  return lines.join("\r\n")
}

/** A text as a calendar writes it. @param {string} text */
function calendarText(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ")
}

/**
 * The first of the days on which a time is yet to come.
 * @param {boolean[]} days from Monday, one of them at least
 * @param {string} time such as 09:00
 */
function firstDay(days, time, now = new Date()) {
  const [hours, minutes] = time.split(":").map(Number)
  for (let ahead = 0; ; ahead++) {
    const date = new Date(now)
    date.setDate(date.getDate() + ahead)
    date.setHours(hours, minutes, 0, 0)
    if (days[(date.getDay() + 6) % 7] && date > now) return dayOf(date)
  }
}

/** The address of this page, if it is one that others can open. */
function ownAddress() {
  return location.origin.startsWith("http") ? location.origin + location.pathname : ""
}

class RoutineReminder extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.querySelector("button")?.addEventListener("click", () => this.save())
    this.addEventListener("change", () => this.#say(""))
  }

  /** Save what is chosen, or say what is missing. */
  save() {
    const words = wordsOf(this)
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("a"))
    const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[type=checkbox]"))]
    const times = [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[type=time]"))]
    const empty = times.find(({ value }) => !value)
    const lacking = boxes.some(({ checked }) => checked) ? empty : boxes[0]
    this.#say(words[!lacking ? "saved" : lacking === empty ? "noTime" : "noDay"])
    if (lacking) return lacking.focus()
    link.download = `${this.dataset.routine}.ics`
    link.href = `data:text/calendar;charset=utf-8,${encodeURIComponent(this.#write(boxes, times))}`
    link.click()
  }

  /** @param {string} text */
  #say(text) {
    const said = /** @type {HTMLElement} */ (this.querySelector("[role=status]"))
    // One that is told twice is told: an equal text would not be.
    said.textContent = ""
    setTimeout(() => (said.textContent = text))
  }

  /** @param {HTMLInputElement[]} boxes @param {HTMLInputElement[]} times */
  #write(boxes, times) {
    const { begin, event, end } = JSON.parse(/** @type {string} */ (this.dataset.calendar))
    const { title = "", uid, minutes } = this.dataset
    const address = ownAddress()
    const now = new Date()
    const days = boxes.map(({ checked }) => checked)
    const lines = times.flatMap(({ value: time }, index) => {
      const gaps = {
        uid: `${uid}-${index + 1}`,
        stamp: now.toISOString().replace(/[-:]|\.\d+/g, ""),
        minute: Math.floor(Number(now) / 60_000),
        day: firstDay(days, time, now).replaceAll("-", ""),
        time: time.replace(":", "").slice(0, 4),
        minutes,
        days: boxes.filter(({ checked }) => checked).map(({ value }) => value),
        title: calendarText(title),
        address,
        addressText: calendarText(address),
      }
      const written = event.filter((/** @type {string} */ line) => address || !line.includes("%(address"))
      return written.map((/** @type {string} */ line) => foldLine(say(line, gaps)))
    })
    return [...begin, ...lines, ...end, ""].join("\r\n")
  }
}

customElements.define("routine-reminder", RoutineReminder)
