import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {configShape} from '../../src/config/config-shape.js'
import {everyKey} from './every-key.js'
import {faultsOf} from './faults-of.js'

const read = (file: string) => readFileSync(file, 'utf8')
const page = read('docs/configuration.md')
const pages = ['README.md', ...readdirSync('docs', {recursive: true, encoding: 'utf8'}).map(name => path.join('docs', name))].filter(name =>
  name.endsWith('.md'),
)

/** The part of the page below the heading of one section of the file. */
const sectionOf = (key: string) => page.split(/^## /m).find(part => part.startsWith(`\`${key}\``)) ?? ''

describe('docs/configuration.md', () => {
  for (const {path: place, key} of everyKey(configShape)) {
    const [top = '', ...rest] = place.split('.').map(step => step.replace('[]', ''))
    const name = rest.at(-1) ?? top
    it(`explains ${place} below the heading of its section`, () => {
      assert.ok(sectionOf(top).includes(`\`${name}\``))
    })
    if (key.fallback !== undefined && key.fallback !== false && top !== 'eso' && place !== 'scan.rules[].severity') {
      it(`gives the default of ${place}`, () => assert.ok(sectionOf(top).includes(`\`${key.fallback}\``)))
    }
    if (key.flag !== undefined || key.variables.length > 0) {
      it(`says what wins over ${place}`, () => {
        const variables = key.variables.map(variable => `\`${variable}\``).join(', ')
        assert.ok(page.includes(`| \`${place}\` | \`${key.flag}\` | ${variables} |`))
      })
    }
  }
})

describe('every whole configuration in the pages', () => {
  const examples = pages
    .flatMap(name => [...read(name).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => ({name, text})))
    .filter(({text}) => /^version: 1$/m.test(text))

  it('is found', () => assert.ok(examples.some(({name}) => name.endsWith('configuration.md'))))

  for (const {name, text} of examples) {
    it(`is one that gsec reads: ${name}`, () => assert.deepEqual(faultsOf(text), []))
  }
})

describe('a flag of a command that wins over .gsec.yaml', () => {
  const manifest = JSON.parse(read('oclif.manifest.json')) as {
    commands: Record<string, {flags: Record<string, {env?: string; description?: string}>}>
  }
  const stronger = everyKey(configShape).filter(({key}) => key.flag !== undefined && key.variables.length > 0)
  for (const [id, {flags}] of Object.entries(manifest.commands)) {
    for (const [name, {env, description = ''}] of Object.entries(flags)) {
      const said = env ?? /\[env: ([^\]]*)\]/.exec(description)?.[1]
      const known = stronger.find(({key}) => key.flag === `--${name}`)
      if (said === undefined || !known) continue
      it(`has the variable that the configuration promises: gsec ${id.replaceAll(':', ' ')} --${name}`, () => {
        assert.equal(said.split(', ')[0], known.key.variables[0])
      })
    }
  }
})
