import assert from 'node:assert/strict'
import fc from 'fast-check'
import {GsecError} from '../../../src/errors.js'
import {isBefore, readEsoVersion} from '../../../src/external/create/eso-version.js'
import {readGenerator} from '../../../src/external/create/generator.js'
import {readLabelSelector} from '../../../src/external/create/label-selector.js'
import {readPairs} from '../../../src/external/create/pair.js'
import {readRewrite} from '../../../src/external/create/rewrite.js'

const usage = (error: unknown) => error instanceof GsecError && error.code === 'USAGE' && error.hint !== undefined
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, inner) => (inner instanceof Map ? Object.fromEntries(inner) : inner)))

describe('--rewrite', () => {
  const cases: [text: string, expected: object][] = [
    ['s/^db-(.*)$/$1/', {regexp: {source: '^db-(.*)$', target: '$1'}}],
    ['s|a/b|c/d|', {regexp: {source: 'a/b', target: 'c/d'}}],
    ['s/a\\/b/c\\/d/', {regexp: {source: 'a/b', target: 'c/d'}}],
    ['s/\\d+\\\\//', {regexp: {source: '\\d+\\\\', target: ''}}],
    ['s/a//', {regexp: {source: 'a', target: ''}}],
    ['{{ .value | upper }}', {transform: {template: '{{ .value | upper }}'}}],
    ['prefix-{{ .value }}', {transform: {template: 'prefix-{{ .value }}'}}],
    ['merge', {merge: {}}],
    ['merge:all.json', {merge: {into: 'all.json', strategy: 'JSON'}}],
  ]
  for (const [text, expected] of cases)
    it(`reads ${text}`, () => {
      assert.deepEqual(readRewrite(text), expected)
    })

  for (const text of ['', 's', 's/', 's/a', 's/a/b', 's//b/', 's/a/b/g', 's/a/b/c/', 'sxaxbx', 's\\a\\b\\', 'merge:', 'merge:a b', 'upper'])
    it(`refuses ${text || 'nothing'}`, () => {
      assert.throws(() => readRewrite(text), usage)
    })

  it('takes any source and target, escaped', () => {
    const part = fc.string({unit: 'grapheme-ascii', maxLength: 12}).filter(text => !text.includes('\\') && !text.includes('{{'))
    fc.assert(
      fc.property(part.filter(Boolean), part, (source, target) => {
        const text = `s/${source.replaceAll('/', '\\/')}/${target.replaceAll('/', '\\/')}/`
        fc.pre(!text.includes('{{'))
        assert.deepEqual(readRewrite(text), {regexp: {source, target}})
      }),
    )
  })
})

describe('--namespace-selector', () => {
  const cases: [text: string, expected: object][] = [
    ['*', {}],
    ['team=shop', {matchLabels: {team: 'shop'}}],
    ['team==shop, env=', {matchLabels: {team: 'shop', env: ''}}],
    ['kubernetes.io/metadata.name=shop', {matchLabels: {'kubernetes.io/metadata.name': 'shop'}}],
    ['env in (dev, test)', {matchExpressions: [{key: 'env', operator: 'In', values: ['dev', 'test']}]}],
    ['env notin (prod)', {matchExpressions: [{key: 'env', operator: 'NotIn', values: ['prod']}]}],
    ['env!=prod', {matchExpressions: [{key: 'env', operator: 'NotIn', values: ['prod']}]}],
    ['env', {matchExpressions: [{key: 'env', operator: 'Exists'}]}],
    ['!env', {matchExpressions: [{key: 'env', operator: 'DoesNotExist'}]}],
    [
      'a=b,c in (d,e),!f',
      {
        matchLabels: {a: 'b'},
        matchExpressions: [
          {key: 'c', operator: 'In', values: ['d', 'e']},
          {key: 'f', operator: 'DoesNotExist'},
        ],
      },
    ],
  ]
  for (const [text, expected] of cases)
    it(`reads ${text} as kubectl does`, () => {
      assert.deepEqual(plain(readLabelSelector('--namespace-selector', text)), expected)
    })

  for (const text of ['', 'a=b=c', 'a b', '=b', 'a in b', 'a in (b c)', 'a>1', 'a,', '-a=b', '!a=b'])
    it(`refuses ${text || 'nothing'}`, () => {
      assert.throws(() => readLabelSelector('--namespace-selector', text), usage)
    })
})

describe('--generator', () => {
  it('takes its kind in any case', () => {
    assert.deepEqual(readGenerator('ecrauthorizationtoken/ecr'), {kind: 'ECRAuthorizationToken', name: 'ecr'})
    assert.deepEqual(readGenerator('ClusterGenerator/all.mine'), {kind: 'ClusterGenerator', name: 'all.mine'})
  })

  for (const text of ['Password', 'Password/', 'Password/a/b', 'Password/A', 'GeneratorState/a', '/a', ''])
    it(`refuses ${text || 'nothing'}`, () => {
      assert.throws(() => readGenerator(text), usage)
    })
})

describe('--eso-version', () => {
  it('reads releases as people write them', () => {
    for (const [text, expected] of [
      ['2.9', {major: 2, minor: 9}],
      ['v0.16.1', {major: 0, minor: 16}],
    ] as const)
      assert.deepEqual(readEsoVersion(text, '--eso-version'), expected)
    for (const text of ['', '2', 'latest', '2.x', '2.9.0-rc1']) assert.throws(() => readEsoVersion(text, '--eso-version'), usage)
  })

  it('tells which release came first; one that is not known is the newest', () => {
    assert.ok(isBefore({major: 2, minor: 8}, 2, 9) && isBefore({major: 0, minor: 20}, 2, 9))
    assert.ok(!isBefore({major: 2, minor: 9}, 2, 9) && !isBefore({major: 2, minor: 10}, 2, 9) && !isBefore({major: 3, minor: 0}, 2, 9))
    assert.ok(!isBefore(undefined, 2, 9))
  })
})

describe('KEY=VALUE', () => {
  it('is split at the first =, and each key comes once', () => {
    assert.deepEqual(
      [...readPairs('--label', ['a=b=c', 'd='])],
      [
        ['a', 'b=c'],
        ['d', ''],
      ],
    )
    for (const words of [['a'], ['=b'], ['a=b', 'a=c']]) assert.throws(() => readPairs('--label', words), usage)
  })
})
