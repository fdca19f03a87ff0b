import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {faultsOf} from './faults-of.js'

const example = readFileSync('test/fixtures/config/full.yaml', 'utf8')
const fill = (piece: string, bytes = 100_000) => piece.repeat(Math.floor(bytes / piece.length))

// Each is longer than any real one and below the size limit; what is said of it matters less than that it is said soon, in a few lines, and in our words.
const hostile: Record<string, string> = {
  'nested brackets': fill('['),
  'nested braces': fill('{a: '),
  'nested dashes': fill('- '),
  'deep indentation': Array.from({length: 1400}, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  'aliases of aliases': `version: 1\nx0: &x0 [a]\n${Array.from({length: 60}, (_, i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]\n`).join('')}environments: *x60\n`,
  'aliases of aliases where they belong': `version: 1\nstores: {}\nscan:\n  exclude: &a [${fill('a, ', 60_000)}a]\n  allow: [${fill('{rule: a, path: a, reason: b}, ', 30_000)}]\n`,
  'a list of many lists': `version: 1\nscan: {exclude: &e [${fill('a,', 20_000)}a]}\nenvironments:\n${fill('- {paths: &p [a, a, a, a, a, a, a, a]}\n', 1000)}${fill('- {paths: *p}\n', 80_000)}`,
  'an alias inside its own anchor': 'version: 1\nclusters: &c {a: *c}\n',
  'an alias without an anchor': 'version: 1\nclusters: *c\n',
  'merge keys': `version: 1\nclusters:\n  a: &a {${Array.from({length: 2000}, (_, i) => `k${i}: 1`).join(', ')}}\n  b: {<<: [${fill('*a, ', 60_000)}*a]}\n`,
  'many unknown keys': Array.from({length: 10_000}, (_, i) => `cluster${i}: 1`).join('\n'),
  'many unknown names': `version: 1\nclusters: {${Array.from({length: 2000}, (_, i) => `c${i}: {context: x}`).join(', ')}}\nenvironments: [{paths: [a], clusters: [${Array.from({length: 2000}, (_, i) => `d${i}`).join(', ')}]}]\n`,
  'a long key': `version: 1\n"${fill('k')}": 1\n`,
  'a long value': `version: 1\nclusters: {a: {cert: "${fill('../')}\\0"}}\n`,
  'a long glob': `version: 1\nenvironments: [{paths: ["${fill('{*,')}"]}]\n`,
  'many documents': fill('---\n'),
  'many directives': fill('%x\n'),
  'many tags': fill('! '),
  'many quotes': fill('"\n'),
  'many line breaks': fill('\n'),
  'null bytes': fill('\0'),
}

describe('a hostile .gsec.yaml', () => {
  for (const [name, text] of Object.entries(hostile)) {
    it(`with ${name} is refused in few words`, function () {
      this.timeout(60_000)
      const faults = faultsOf(text)
      assert.ok(faults.length > 0 && faults.length <= 21, `${faults.length} faults`)
      assert.ok(faults.join('\n').length < 10_000)
    })
  }

  it('of any bytes is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), bytes => {
        faultsOf(bytes)
      }),
      {numRuns: 500},
    )
  })

  it('of any characters of YAML is read or refused, and nothing else', () => {
    const pieces = [
      ...'-:{}[]*&!|>\'"%@`#,? \n\t~<=',
      ': ',
      '\n  ',
      '- ',
      '&a ',
      '*a',
      '<<: ',
      '!!str ',
      '!!binary ',
      'version: 1\n',
      'clusters:',
      'environments:',
      'a',
      '1',
      '\\',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 60}), parts => {
        faultsOf(parts.join(''))
      }),
      {numRuns: 2000},
    )
  })

  it('that was good before one part of it changed is read or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat({max: example.length}), fc.nat({max: 20}), fc.string({unit: 'binary', maxLength: 5}), (at, length, other) => {
        faultsOf(example.slice(0, at) + other + example.slice(at + length))
      }),
      {numRuns: 500},
    )
  })

  it('is never quoted: a secret in place of any word shows in no message', () => {
    const secret = 'Xq7Zt9Lw2Vb4Nc8K'
    const plain = example.replace(/#.*$/gm, '')
    const words = [...plain.matchAll(/[\w./{}*-]+/g)]
    for (const {0: word, index} of words) {
      const faults = faultsOf(plain.slice(0, index) + secret + plain.slice(index + word.length)).join('\n')
      assert.ok(!faults.includes(secret), faults)
    }
    assert.ok(words.length > 80, `${words.length} words`)
  })
})
