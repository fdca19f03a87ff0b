import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

const words = ['errors', 'secret', 'finding', 'position', 'suggestion', 'duration', 'visible', 'shell-word']

// Who may import whom, among the folders and files of src/. Everything else is an error. CONTRIBUTING.md says what each is for.
const may: Record<string, readonly string[]> = {
  ...Object.fromEntries(words.map(word => [word, []])),
  crypto: words,
  manifest: words,
  git: words,
  http: words,
  files: words,
  kube: [...words, 'http', 'manifest'],
  config: [...words, 'manifest'],
  providers: [...words, 'http', 'kube'],
  certificates: [...words, 'config', 'crypto', 'kube', 'http', 'files'],
  scan: [...words, 'manifest', 'git', 'crypto', 'files'],
  report: words,
  seal: [...words, 'crypto', 'manifest', 'kube', 'certificates', 'config'],
  external: [...words, 'manifest', 'providers', 'config', 'kube'],
  audit: [...words, 'manifest', 'config', 'crypto', 'git', 'scan'],
  kubeseal: [...words, 'crypto', 'manifest', 'kube', 'certificates', 'config', 'seal', 'files'],
  cli: [...words, 'config', 'report', 'files', 'git'],
}
const useCases = Object.keys(may).filter(module => module !== 'kubeseal' && module !== 'cli')
may['migrate'] = useCases
may['scaffold'] = useCases
may['index'] = [...Object.keys(may).filter(module => module !== 'cli')]
may['commands'] = Object.keys(may)
// The launcher starts oclif; commands know nothing of it.
may['launcher'] = ['cli', 'errors', 'commands']

// The modules that may touch the process, the console, files, the network and the clock; the others are handed what they need.
const effectful = ['commands', 'cli', 'files', 'http', 'git', 'launcher']
const effects = /\b(process|console)\.|from 'node:(fs|fs\/promises|net|http|https|child_process|dns|tls)'|\bDate\.now\(|\bnew Date\(\)/

const src = path.resolve('src')
const moduleOf = (file: string) =>
  path
    .relative(src, file)
    .split(path.sep)[0]!
    .replace(/\.[jt]s$/, '')
const sources = readdirSync(src, {recursive: true, withFileTypes: true})
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.generated.ts'))
  .map(entry => path.join(entry.parentPath, entry.name))
const code = (file: string) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

describe('the modules of src', () => {
  it('are all in the table of who may import whom', () => {
    assert.deepEqual(
      [...new Set(sources.map(moduleOf))].filter(module => !(module in may)),
      [],
    )
  })

  for (const file of sources) {
    const name = path.relative(src, file)
    const from = moduleOf(file)
    it(`${name} imports only what ${from} may`, () => {
      for (const [, specifier = ''] of code(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
        if (specifier.includes('/node_modules/')) continue
        const target = path.resolve(path.dirname(file), specifier)
        const to = moduleOf(target)
        assert.ok(from === to || may[from]?.includes(to), `${from} must not import ${to}`)
        assert.ok(existsSync(target.replace(/\.js$/, '.ts')) || specifier.includes('.generated.'), `${specifier} does not exist`)
      }
    })
    if (!effectful.includes(from) && name !== path.join('kubeseal', 'main.ts')) {
      it(`${name} leaves process, console, files, network and clock to its callers`, () => {
        // console.example.com is no console
        assert.doesNotMatch(code(file).replace(/https:\/\/[^\s']+/g, ''), effects)
      })
    }
  }
})
