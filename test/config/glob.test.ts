import assert from 'node:assert/strict'
import fc from 'fast-check'
import {glob as form, globMatcher} from '../../src/config/glob.js'

const table: {glob: string; matches: string[]; ignores: string[]}[] = [
  {
    glob: 'apps/*/overlays/staging/**',
    matches: ['apps/a/overlays/staging/x.yaml', 'apps/a/overlays/staging/b/c/x.yaml', 'apps/.a/overlays/staging/.x'],
    ignores: ['apps/a/b/overlays/staging/x', 'apps/overlays/staging/x', 'x/apps/a/overlays/staging/x', 'apps/a/overlays/staging2/x'],
  },
  {glob: '**', matches: ['a', 'a/b', '.git/config', '.env'], ignores: []},
  {glob: '**/*.yaml', matches: ['a.yaml', 'a/b.yaml', '.a/.b.yaml', '.yaml'], ignores: ['a.yml', 'a.yaml/b']},
  {glob: '**/testdata/**', matches: ['testdata/a', 'a/testdata/b/c'], ignores: ['a/testdata2/b', 'mytestdata/a']},
  {glob: 'a/**/b', matches: ['a/b', 'a/x/b', 'a/x/y/b'], ignores: ['a', 'b', 'a/b/c', 'ab']},
  {glob: '**/a/**/b/**', matches: ['a/b/c', 'x/a/y/b/z', 'a/b'], ignores: ['b/a/c']},
  {glob: '*', matches: ['a', '.env'], ignores: ['a/b']},
  {glob: 'a?.yaml', matches: ['ab.yaml', 'a..yaml'], ignores: ['a.yaml', 'a/.yaml']},
  {glob: '*.{yaml,yml}', matches: ['a.yaml', 'a.yml'], ignores: ['a.json', 'yaml']},
  {glob: 'prod-[0-9]/x', matches: ['prod-1/x'], ignores: ['prod-a/x', 'prod-/x', 'prod-10/x']},
  {glob: 'prod-[^0-9]/x', matches: ['prod-a/x'], ignores: ['prod-1/x']},
  {glob: 'my app/a+b$.yaml', matches: ['my app/a+b$.yaml'], ignores: ['my app/aab.yaml', 'my app/a+b.yaml']},
  {glob: 'A/b', matches: ['A/b'], ignores: ['a/b']},
]

describe('a glob of .gsec.yaml', () => {
  for (const {glob, matches, ignores} of table) {
    for (const path of matches) it(`${glob} matches ${path}`, () => assert.ok(globMatcher(glob)(path)))
    for (const path of ignores) it(`${glob} does not match ${path}`, () => assert.ok(!globMatcher(glob)(path)))
  }

  it('without special characters matches the path itself and nothing else', () => {
    const name = fc.stringMatching(/^[a-z0-9 _.+$%&=~#@-]{1,12}$/).filter(text => text !== '.' && text !== '..')
    fc.assert(
      fc.property(fc.array(name, {minLength: 1, maxLength: 5}), fc.array(name, {minLength: 1, maxLength: 5}), (left, right) => {
        assert.equal(globMatcher(left.join('/'))(right.join('/')), left.join('/') === right.join('/'))
        assert.ok(globMatcher(left.join('/'))(left.join('/')))
      }),
    )
  })

  for (const [glob, path] of [
    ['**/a/**/a/**/a/**/a/**/a/**/b', `${'a/'.repeat(2047)}c`],
    ['**/*/**/*/**/*/**/b', `${'a/'.repeat(2047)}c`],
    ['*a*a*b', 'a'.repeat(255)],
    ['**/*a*a*b/**/*a*a*b/**', `${`${'a'.repeat(254)}/`.repeat(16)}c`],
    ['*{a,aa,aaa,aaaa,aaaaa,aaaaaa,aaaaaaa}*b', 'a'.repeat(255)],
    [`**/${'{a,aa,aaa,aaaa,aaaaa,aaaaaa,aaaaaaa}'.repeat(3)}b`, 'a'.repeat(255)],
    [`**/${'?'.repeat(200)}b`, 'a'.repeat(255)],
  ] as const) {
    it(`${glob.slice(0, 40)} is accepted, and decided quickly, whatever the path`, () => {
      assert.match(glob, new RegExp(form.pattern, 'u'))
      const matches = globMatcher(glob)
      const began = performance.now()
      assert.equal(matches(path), false)
      assert.ok(performance.now() - began < 1000, `${performance.now() - began} ms`)
    })
  }
})
