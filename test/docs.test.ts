import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {errorCodes} from '../src/errors.js'
import {lintRules} from '../src/external/rules/rules.js'
import {externalVerifyRules} from '../src/external/verify/rules.js'
import {verifyRules} from '../src/seal/verify/rules.js'

const read = (file: string) => readFileSync(file, 'utf8')
const pages = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs', {recursive: true, encoding: 'utf8'})
    .filter(name => name.endsWith('.md'))
    .map(name => path.join('docs', name)),
]

describe('the pages', () => {
  it('explain every error code, in the order of the alphabet, and no other', () => {
    const rows = [...read('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(match => match[1])
    assert.deepEqual(rows, [...errorCodes])
    assert.deepEqual(rows, [...rows].sort())
  })

  it('explain every rule of external lint with its severity, in the order of the sources, and no other', () => {
    const rows = [...read('docs/external.md').matchAll(/^\| `(eso-[a-z-]+)` \| (\w+) \|/gm)].map(([, id, severity]) => `${id} ${severity}`)
    assert.deepEqual(
      rows,
      Object.entries(lintRules).map(([id, {severity}]) => `${id} ${severity}`),
    )
  })

  it('explain every rule of verify for ExternalSecrets with its severity, in the order of the sources, and no other', () => {
    const rows = [...read('docs/external.md').matchAll(/^\| `(external-[a-z-]+)` \| (\w+) \|/gm)].map(
      ([, id, severity]) => `${id} ${severity}`,
    )
    assert.deepEqual(
      rows,
      Object.entries(externalVerifyRules).map(([id, {severity}]) => `${id} ${severity}`),
    )
  })

  it('explain every rule of verify for SealedSecrets with severity and title, in the order of the sources, and no other', () => {
    const rows = [...read('docs/verify.md').matchAll(/^\| `(sealed-[a-z-]+)` \| (\w+) \| (.*?) \| (.*?) \|$/gm)].map(
      ([, ...cells]) => cells,
    )
    assert.deepEqual(
      rows,
      Object.entries(verifyRules).map(([id, {severity, title, remediation}]) => [id, severity, title, remediation]),
    )
  })

  it('describe every key of .gsec.yaml', () => {
    const page = read('docs/configuration.md')
    const keys = new Set<string>()
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      if ('properties' in node) for (const key of Object.keys(node.properties as object)) keys.add(key)
      Object.values(node).forEach(collect)
    }
    collect(JSON.parse(read('schemas/gsec.schema.json')))
    assert.deepEqual(
      [...keys].filter(key => !page.includes(`\`${key}\``)),
      [],
    )
  })

  for (const page of pages) {
    it(`${page} links only to what is there`, () => {
      const targets = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(match => match[1]!)
      assert.deepEqual(
        targets.filter(target => !existsSync(path.join(path.dirname(page), target))),
        [],
      )
    })
  }
})
