import fc from 'fast-check'
import type {PlainValue} from '../../src/manifest/value.js'
import {readEmitCases} from './emit-cases.js'

// Texts that are hard to write as YAML: the recorded ones, their neighbours, and long ones with spaces where lines fold.

const characters = [...' \t\n\r:#-?,[]{}&*!|>\'"%@`=~.+_/\\<0123456789abxyzAZnNtToOfFé日😀𝟎٣']
const special = ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f', '\u00a0', '\u2028', '\u2029', '\ufeff', '\ufffe', '\ue000']
const recorded = readEmitCases()
  .flatMap(({cases}) => cases.flatMap(({value}) => (typeof value === 'object' && value !== null ? Object.keys(value) : [])))
  .filter(text => !/\p{Surrogate}/u.test(text))

export function nastyText(): fc.Arbitrary<string> {
  const character = fc.constantFrom(...characters, ...special)
  const known = fc.constantFrom(...recorded)
  return fc.oneof(
    known,
    fc.string({unit: character, maxLength: 8}),
    fc.tuple(known, character, known).map(parts => parts.join('')),
    fc.string({unit: fc.constantFrom(...'0123456789_.eE+-xob:aTZ ~nyfNYF'), maxLength: 12}),
    fc.string({
      unit: fc.constantFrom('word ', 'x', 'a  ', "it's ", '"q" ', '\\', '\t', '😀 ', '\n', ': ', '- ', '\u2028', 'A'.repeat(78)),
      maxLength: 40,
    }),
    fc
      .tuple(fc.integer({min: 60, max: 90}), fc.string({unit: fc.constantFrom(' ', 'y', "'", '\t'), maxLength: 8}))
      .map(([length, tail]) => 'x'.repeat(length) + tail),
    // letters go behind other keys, and Node knows more recent ones than Go
    fc.string({unit: 'grapheme', maxLength: 12}).map(text => text.replace(/[\u{20000}-\u{10ffff}]/gu, '𠀀')),
  )
}

export function nastyValue(): fc.Arbitrary<PlainValue> {
  const text = nastyText()
  const scalar = fc.oneof(
    {weight: 8, arbitrary: text},
    {weight: 1, arbitrary: fc.double({noNaN: true, noDefaultInfinity: true})},
    {weight: 1, arbitrary: fc.bigInt({min: -(2n ** 70n), max: 2n ** 70n})},
    {weight: 1, arbitrary: fc.constantFrom(true, false, null)},
  )
  return fc.letrec<{value: PlainValue}>(tie => ({
    value: fc.oneof(
      {maxDepth: 4, withCrossShrink: true},
      scalar,
      fc.array(tie('value'), {maxLength: 4}),
      fc.dictionary(text, tie('value'), {maxKeys: 4}),
    ),
  })).value
}
