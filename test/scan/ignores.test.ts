import assert from 'node:assert/strict'
import fc from 'fast-check'
import {ignoreFor, ignoreIn, ignoresIn} from '../../src/scan/ignores.js'
import {Places} from '../../src/scan/places.js'

const marks: {text: string; mark: string | undefined; rules?: string[]; reason?: string}[] = [
  {text: 'x # gsec:ignore', mark: 'gsec:ignore'},
  {text: 'x # gsec:ignore the reason', mark: 'gsec:ignore', reason: 'the reason'},
  {text: 'x # gsec:ignore=a-rule the reason', mark: 'gsec:ignore', rules: ['a-rule'], reason: 'the reason'},
  {text: 'x // gsec:ignore=a-rule,b-rule', mark: 'gsec:ignore', rules: ['a-rule', 'b-rule']},
  {text: '{{/* gsec:ignore ours */}}', mark: 'gsec:ignore', reason: 'ours'},
  {text: '<!-- gsec:ignore ours -->', mark: 'gsec:ignore', reason: 'ours'},
  {text: 'x #gitleaks:allow', mark: 'gitleaks:allow'},
  {text: 'x # betterleaks:allow', mark: 'betterleaks:allow'},
  {text: 'x # kingfisher:ignore', mark: 'kingfisher:ignore'},
  {text: 'x # trufflehog:ignore', mark: 'trufflehog:ignore'},
  {text: 'x # pragma: allowlist secret', mark: 'pragma: allowlist secret'},
  {text: '# pragma: allowlist nextline secret', mark: 'pragma: allowlist nextline secret'},
  {text: 'x // secretlint-disable-line', mark: 'secretlint-disable-line'},
  {text: 'x # gsec:ignored', mark: undefined},
  {text: 'x # mygsec:ignore', mark: undefined},
  {text: 'x # ignore', mark: undefined},
]

describe('a mark to ignore', () => {
  for (const {text, mark, rules = [], reason = ''} of marks) {
    it(`${JSON.stringify(text)} is ${mark ?? 'none'}`, () => {
      const found = ignoreIn(text, 7)
      assert.equal(found?.mark, mark)
      if (found) assert.deepEqual([found.rules, found.reason, found.line], [rules, reason, 7])
    })
  }
  it('covers its line, or the next when it stands alone or says so', () => {
    const lines = ['', '# gsec:ignore', 'a', 'b # gsec:ignore', 'c', 'x # pragma: allowlist nextline secret', 'd']
    const covered = [1, 2, 3, 4, 5, 6].filter(line => ignoreFor('r', line, line, number => ignoreIn(lines[number] ?? '', number)))
    assert.deepEqual(covered, [1, 2, 3, 6])
  })
  it('covers a value of several lines from its first or last one', () => {
    const lines = ['', 'key: |', '  one', '  two # gsec:ignore']
    assert.ok(ignoreFor('r', 2, 3, number => ignoreIn(lines[number] ?? '', number)))
  })
  it('is listed with all others of a text', () => {
    assert.deepEqual(
      ignoresIn('a # gsec:ignore=r why\nb\nc # gitleaks:allow\n').map(({mark, line}) => [mark, line]),
      [
        ['gsec:ignore', 1],
        ['gitleaks:allow', 3],
      ],
    )
  })
})

describe('places', () => {
  it('are lines and UTF-16 columns, whatever the order of the questions', () => {
    const character = fc.constantFrom('a', 'é', '€', '😀', '\n', '\r\n', '\t')
    fc.assert(
      fc.property(fc.array(character, {maxLength: 40}), fc.array(fc.nat(40), {minLength: 1, maxLength: 10}), (characters, picks) => {
        const text = characters.join('')
        const places = new Places(Buffer.from(text))
        for (const pick of picks) {
          const before = characters.slice(0, pick).join('')
          const {line, column} = places.position(Buffer.byteLength(before))
          const lines = before.split('\n')
          assert.deepEqual([line, column], [lines.length, (lines.at(-1) ?? '').length + 1])
        }
      }),
    )
  })
  it('do not count a byte order mark', () => {
    assert.deepEqual(new Places(Buffer.from('\uFEFFab')).position(4), {line: 1, column: 2})
  })
})
