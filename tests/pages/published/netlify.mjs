// What Netlify makes of the files in a folder: `node netlify.mjs NODE_MODULES FOLDER`.
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

const [modules, folder] = process.argv.slice(2)
const require = createRequire(`${modules}/`)
const load = (name) => import(pathToFileURL(require.resolve(name)).href)

const { parseAllHeaders } = await load("@netlify/headers-parser")
const { parseAllRedirects } = await load("@netlify/redirect-parser")
const common = { minimal: true, configHeaders: [], configRedirects: [] }
const headers = await parseAllHeaders({ ...common, headersFiles: [`${folder}/_headers`] })
const redirects = await parseAllRedirects({ ...common, redirectsFiles: [`${folder}/_redirects`] })
console.log(JSON.stringify({ headers, redirects }))
