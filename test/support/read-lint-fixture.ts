import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {knownKinds} from '../../src/external/schema/kinds.js'
import {parseTxtar} from './txtar.js'

interface LintCase {
  kind: 'finds' | 'ignores'
  name: string
  /** The manifest. */
  text: string
  /** Lines that end with "# here", counted from 1, each with the severity behind it or none. */
  lines: {line: number; severity: string | undefined}[]
}

const folder = 'test/fixtures/lint'

/** Rules that have a fixture. */
export const lintFixtures = readdirSync(folder).map(file => path.basename(file, '.txt'))

/**
 * The cases of test/fixtures/lint/<rule>.txt, in the txtar form: `-- finds: NAME --` and `-- ignores: NAME --`. A line
 * `@Kind NAME NAMESPACE` stands for the head of an object up to `spec:`; name and namespace have defaults, - is none.
 */
export function readLintFixture(rule: string): LintCase[] {
  const {files} = parseTxtar(readFileSync(path.join(folder, `${rule}.txt`), 'utf8'))
  return [...files].map(([title, source]) => {
    const [, kind, name = ''] = /^(finds|ignores): (.*)$/.exec(title) ?? []
    if (kind !== 'finds' && kind !== 'ignores') throw new Error(`${rule}: ${title}`)
    const text = source.replace(/^@(\w+)(?: (\S+))?(?: (\S+))?$/gm, (_, word: string, object?: string, namespace?: string) =>
      head(word, object, namespace),
    )
    const lines = text.split('\n').flatMap((line, index) => {
      const [marked, severity] = /# here(?: (\w+))?$/.exec(line) ?? []
      return marked === undefined ? [] : [{line: index + 1, severity}]
    })
    return {kind, name, text, lines}
  })
}

function head(word: string, name = 'app', namespace = 'shop'): string {
  const kind = knownKinds.find(known => known.kind === word)
  if (!kind) throw new Error(`no kind ${word}`)
  const place = kind.isNamespaced && namespace !== '-' ? `\n  namespace: ${namespace}` : ''
  return `apiVersion: ${kind.group}/${kind.version}\nkind: ${word}\nmetadata:\n  name: ${name}${place}\nspec:`
}
