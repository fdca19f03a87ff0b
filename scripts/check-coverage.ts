// `npm run coverage`: the folders where a missed branch may spill a secret must have nearly all of theirs tested.
import {readFileSync} from 'node:fs'
import path from 'node:path'

const leastPercent = 95
const folders = ['src/crypto', 'src/manifest', 'src/seal', 'src/kubeseal']

interface Summary {
  branches: {total: number; covered: number}
}

const summaries = Object.entries(JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8')) as Record<string, Summary>)
for (const folder of folders) {
  const inside = summaries.filter(([file]) => path.relative('.', file).replaceAll(path.sep, '/').startsWith(`${folder}/`))
  const sum = (part: keyof Summary['branches']) => inside.reduce((total, [, {branches}]) => total + branches[part], 0)
  if (inside.length === 0) continue
  const percent = (100 * sum('covered')) / sum('total')
  console.log(`${folder}: ${percent.toFixed(1)} % of ${sum('total')} branches`)
  if (percent < leastPercent) process.exitCode = 1
}
if (process.exitCode) console.error(`at least ${leastPercent} % of the branches of each folder must be tested`)
