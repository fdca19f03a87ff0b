import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {rules} from '../../src/scan/rules/index.generated.js'
import {scanFile} from '../../src/scan/scan-file.js'
import {expand} from '../support/expand.js'

const MUTATIONS = 10_000

interface Sample {
  path: string
  text: string
}

/** The texts of all fixtures, expanded. */
function samples(): Sample[] {
  const all: Sample[] = []
  for (const folder of ['documents', 'rules']) {
    const url = new URL(`../fixtures/${folder}/`, import.meta.url)
    for (const name of readdirSync(url)) {
      const {path = 'x.yaml', finds = [], ignores = []} = parse(readFileSync(new URL(name, url), 'utf8'))
      for (const item of [...finds, ...ignores]) all.push({path: item.path ?? path, text: expand(item.text, item.name)})
    }
  }
  return all
}

/** The same numbers on every run: Marsaglia's xorshift. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const SPICE = [
  '"',
  "'",
  '{{',
  '}}',
  '{',
  '}',
  '[',
  ']',
  '|\n',
  '>-\n',
  ': ',
  '- ',
  '\n---\n',
  '\t',
  '\r\n',
  '\\',
  '#',
  '&a ',
  '*a',
  '!vault ',
  '=',
  '\0',
  '\u00e9',
  '😀',
  '<',
  '>',
  '<![CDATA[',
  '-----BEGIN PRIVATE KEY-----',
  'sops:\n',
  'kind: Secret\n',
  '\uFEFF',
  '${',
  '://a:b@',
]

function mutate(text: string, other: string, random: (below: number) => number): string {
  const at = random(text.length + 1)
  const end = Math.min(text.length, at + random(40))
  switch (random(7)) {
    case 0:
      return text.slice(0, at) + text.slice(end)
    case 1:
      return text.slice(0, end) + text.slice(at)
    case 2:
      return text.slice(0, at) + SPICE[random(SPICE.length)] + text.slice(at)
    case 3:
      return text.slice(0, at) + SPICE[random(SPICE.length)] + text.slice(end)
    case 4:
      return text.slice(0, at)
    case 5:
      return text.slice(0, at) + other.slice(random(other.length + 1)) + text.slice(end)
    default: {
      const lines = text.split('\n')
      const moved = lines.splice(random(lines.length), 1)
      lines.splice(random(lines.length + 1), 0, ...moved)
      return lines.join('\n')
    }
  }
}

function check({path, text}: Sample): void {
  const bytes = Buffer.from(text)
  const result = scanFile({path, bytes}, rules)
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  for (const {finding} of [...result.findings, ...result.waived]) {
    const {line, column, endLine, endColumn} = finding
    assert.ok(line >= 1 && line <= endLine && endLine <= lines.length, 'lines within the file')
    assert.ok(column >= 1 && column <= (lines[line - 1] ?? '').length + 1, 'a column within its line')
    assert.ok(endColumn >= 1 && endColumn <= (lines[endLine - 1] ?? '').length + 1, 'an end within its line')
    assert.ok(line < endLine || column <= endColumn, 'an end after the start')
  }
  const plain = (value: unknown) => JSON.stringify(value)
  assert.equal(plain(scanFile({path, bytes}, rules)), plain(result), 'the same answer twice')
}

describe('the scan', () => {
  it(`stands ${MUTATIONS} mutations of its fixtures`, function () {
    this.timeout(240_000)
    const all = samples()
    const random = numbers(20_260_101)
    for (let count = 0; count < MUTATIONS; count++) {
      const {path, text} = all[count % all.length]!
      let mutated = text
      for (let more = random(4); more >= 0; more--) mutated = mutate(mutated, all[random(all.length)]!.text, random)
      try {
        check({path, text: mutated})
      } catch (error) {
        throw new Error(`mutation ${count} of ${path}:\n${mutated}`, {cause: error})
      }
    }
  })

  it('shows no value in what it reports, but for public prefixes', () => {
    for (const {path, text} of samples()) {
      const {findings, waived} = scanFile({path, bytes: Buffer.from(text)}, rules)
      for (const {finding, value} of findings) {
        const secret = value.reveal().toString()
        // a short word may stand in a title or in a path by chance
        if (secret.length < 8 || finding.path.includes(secret)) continue
        assert.equal(JSON.stringify([finding, waived]).includes(secret), false, finding.message)
      }
    }
  })

  it('says for every finding what to type next, and that the value must be rotated', () => {
    for (const {path, text} of samples()) {
      for (const {finding} of scanFile({path, bytes: Buffer.from(text)}, rules).findings) {
        assert.match(finding.commands[0] ?? '', /^(?:gsec|sops|git) /, finding.message)
        assert.match(finding.remediation, /rotate the value/)
      }
    }
  })
})
