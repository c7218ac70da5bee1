// Reads {name: text} on its input, and writes {way: {name: text}}: each file as a form would save
// it when nothing was changed. Fields are read and written with the package that both forms use.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const YAML = createRequire(`${process.argv[2]}/`)("yaml")

// As lib/serialization.ts and lib/schema.ts of Pages CMS: what is empty is left out.
function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((each) => !isEmpty(each))
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, withoutEmpty(each)])
  return Object.fromEntries(entries.filter(([, each]) => !isEmpty(each)))
}

function isEmpty(value) {
  return value === null || value === "" || (typeof value === "object" && !Object.keys(value).length)
}

const ways = {
  pages: {
    fields: (text) => YAML.stringify(withoutEmpty(YAML.parse(text, { strict: false }))).trim(),
    page: (fields, body) => `---\n${fields}\n---\n${body.replace(/^\n/, "")}`,
  },
  // As services/contents/file/format.js of Sveltia CMS.
  sveltia: {
    fields: (text) => YAML.stringify(YAML.parse(text), null, { lineWidth: 0, singleQuote: true }).trim(),
    page: (fields, body) => `---\n${fields}\n---\n\n${body}\n`,
  },
}

const files = JSON.parse(readFileSync(0, "utf-8"))
const saved = Object.entries(ways).map(([way, { fields, page }]) => [
  way,
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      if (name.endsWith(".yaml")) return [name, `${fields(text)}\n`]
      const [, front, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text)
      return [name, page(fields(front), body)]
    }),
  ),
])
console.log(JSON.stringify(Object.fromEntries(saved)))
