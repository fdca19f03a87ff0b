import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {type Match, Neighbourhoods} from '../../src/scan/match-rules.js'
import {Prefilter} from '../../src/scan/prefilter.js'
import {DEFAULT_REACH, type Rule} from '../../src/scan/rule.js'
import {rules} from '../../src/scan/rules/index.generated.js'
import {scanFile} from '../../src/scan/scan-file.js'
import {expand} from '../support/expand.js'
import {patternWidth} from '../support/pattern-width.js'

interface Cases {
  finds?: {name: string; text: string; secrets: string[]}[]
  ignores?: {name: string; text: string}[]
}

const folder = new URL('../fixtures/rules/', import.meta.url)

const prefilters = new Map<Rule, Prefilter>()

/** What a rule alone finds, as the engine runs it: by its keywords first, then by its pattern near them. */
function matchesIn(bytes: Buffer, rule: Rule): Match[] {
  const neighbourhoods = new Neighbourhoods(rule)
  const prefilter = prefilters.get(rule) ?? new Prefilter(rule.keywords)
  prefilters.set(rule, prefilter)
  prefilter.search(bytes, (word, end) => neighbourhoods.add(bytes, end, rule.keywords[word]?.length ?? 0))
  return neighbourhoods.matches(bytes)
}

function secretsIn(text: string, rule: Rule): string[] {
  return matchesIn(Buffer.from(text), rule).map(match => match.secret)
}

const spanOf = ({start, end}: Match) => `${start}-${end}`

function milliseconds(task: () => void): number {
  const start = performance.now()
  task()
  return performance.now() - start
}

describe('the rules for vendor tokens', () => {
  for (const rule of rules) {
    describe(rule.id, () => {
      const file = new URL(`${rule.id}.yaml`, folder)
      const {finds = [], ignores = []} = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Cases) : {}

      it('has a case that it finds and a case that it ignores', () => {
        assert.ok(finds.length > 0 && ignores.length > 0)
      })
      for (const {name, text, secrets} of finds) {
        it(`finds ${name}`, () => {
          const seed = `${rule.id}/${name}`
          assert.ok(secrets.length > 0)
          assert.deepEqual(
            secretsIn(expand(text, seed), rule),
            secrets.map(secret => expand(secret, seed)),
          )
        })
      }
      it('finds a token that is all of a text, or begins a line', () => {
        for (const {name, secrets} of finds) {
          const secret = expand(secrets[0] ?? '', `${rule.id}/${name}`)
          if (!rule.keywords.some(word => secret.toLowerCase().startsWith(word))) continue
          for (const text of [secret, `a\n${secret}\n`, `(${secret})`, `\t${secret}`]) {
            assert.deepEqual(secretsIn(text, rule), [secret], `${name}: ${JSON.stringify(text).slice(0, 12)}`)
          }
        }
      })
      it('is the one that a scan names', () => {
        for (const {name, text, secrets} of finds) {
          const seed = `${rule.id}/${name}`
          const {findings} = scanFile({path: 'notes.md', bytes: Buffer.from(expand(text, seed))}, rules)
          const own = findings.filter(({finding}) => finding.ruleId === rule.id)
          assert.equal(own.length, secrets.length, `${name}: ${findings.map(({finding}) => finding.ruleId)}`)
        }
      })
      it('marks nothing that another rule marks', () => {
        for (const {name, text} of finds) {
          const bytes = Buffer.from(expand(text, `${rule.id}/${name}`))
          const others = rules.filter(other => other !== rule && !other.isGeneral && !rule.isGeneral)
          const own = new Set(matchesIn(bytes, rule).map(spanOf))
          const doubles = others.filter(other => matchesIn(bytes, other).some(match => own.has(spanOf(match))))
          assert.deepEqual(
            doubles.map(({id}) => id),
            [],
            name,
          )
        }
      })
      for (const {name, text} of ignores) {
        it(`ignores ${name}`, () => {
          assert.deepEqual(secretsIn(expand(text, `${rule.id}/${name}`), rule), [])
        })
      }
      it('matches nothing longer than its reach', () => {
        assert.ok(patternWidth(rule.pattern) <= (rule.reach ?? DEFAULT_REACH), `up to ${patternWidth(rule.pattern)}`)
      })
      it('names the vendor page and ends no sentence with a full stop', () => {
        assert.match(rule.documentation, /^https:\/\//)
        for (const text of [rule.title, rule.remediation]) assert.doesNotMatch(text, /\.$/)
      })
      it('takes time linear in its own keywords', () => {
        for (const word of rule.keywords) {
          for (const unit of [word, `${word}${'a1'.repeat(50)} `, `${word}=`, `${word}: "`, `\n${word.toUpperCase()}`]) {
            const text = unit.repeat(200_000 / unit.length)
            const time = milliseconds(() => secretsIn(text, rule))
            assert.ok(time < 500, `${Math.round(time)} ms for 200 kB of ${JSON.stringify(unit.slice(0, 20))}`)
          }
        }
        const tail = (rule.keywords[0] ?? '') + 'a'.repeat(200_000)
        assert.ok(milliseconds(() => secretsIn(tail, rule)) < 500)
      })
    })
  }

  it('have ids of their own', () => {
    assert.deepEqual(
      rules.map(rule => rule.id).filter((id, at, all) => all.indexOf(id) !== at),
      [],
    )
  })

  it('stand in files named for them', () => {
    const names = readdirSync(new URL('../../src/scan/rules/', import.meta.url))
      .filter(name => !name.endsWith('.generated.ts'))
      .map(name => name.replace(/\.ts$/, ''))
    assert.deepEqual(names.sort(), rules.map(rule => rule.id).sort())
  })

  it('own every fixture', () => {
    const ids = new Set(rules.map(rule => `${rule.id}.yaml`))
    assert.deepEqual(
      readdirSync(folder).filter(name => !ids.has(name)),
      [],
    )
  })
})
