import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {functions} from '../../src/manifest/template/functions.js'

/** A template, what it is given, and what Go made of it; see test/vectors/README.md. */
export interface RecordedTemplate {
  name: string
  template: string
  data?: Record<string, string>
  missingKeys?: 'error'
  output?: string
  error?: true
}

export const recordedFile = new URL('../vectors/template/cases.json', import.meta.url)

export function readRecordedTemplates(): RecordedTemplate[] {
  return JSON.parse(readFileSync(recordedFile, 'utf8')) as RecordedTemplate[]
}

/** The keys that generated templates ask for; `z` is never there. */
export const templateKeys = ['a', 'b', 'c', 'n']

const names = [...functions.keys()]
const key = fc.constantFrom(...templateKeys, 'z').map(name => `.${name}`)
const literal = fc.constantFrom(
  ...['"a"', '""', '`x y`', '"a,b"', '"%s"', '"%v|%d"', '"%5q"', '"\\n"', '"é"', '"\\xff"', '"[1,{\\"a\\":null}]"', '"YWI="', '"k"'],
  ...['0', '1', '-2', '1.5', '2.0', '1e6', "'a'", '0x10', '07', 'true', 'false', 'nil', '.', '$', 'list', 'dict', 'coalesce'],
)

// Functions by what they take, so that most commands run through.
const ofText = fc.constantFrom('b64enc', 'b64dec', 'fromJson', 'upper', 'lower', 'trim', 'len', 'quote', 'squote')
const ofAny = fc.constantFrom(
  'toJson',
  'toString',
  'int',
  'empty',
  'not',
  'print',
  'println',
  'list',
  'coalesce',
  'default "d"',
  'join ","',
)
const ofTexts = fc.constantFrom(
  'trimAll',
  'trimPrefix',
  'trimSuffix',
  'splitList',
  'hasPrefix',
  'contains',
  'replace "a"',
  'eq',
  'lt',
  'ge',
  'join',
)
const format = fc.constantFrom('%s', '%v', '%q', '%x', '%5s|', '%-5v|', '%.2s', '%d', '%t', 'x')

const {pipeline} = fc.letrec<{pipeline: string; command: string; operand: string; text: string}>(tie => ({
  pipeline: fc.tuple(tie('command'), fc.array(fc.oneof(ofAny, ofText), {maxLength: 2})).map(parts => parts.flat().join(' | ')),
  command: fc.oneof(
    {depthSize: 'small'},
    tie('operand'),
    fc.tuple(ofText, tie('text')).map(parts => parts.join(' ')),
    fc.tuple(ofAny, tie('operand')).map(parts => parts.join(' ')),
    fc.tuple(ofTexts, tie('text'), tie('text')).map(parts => parts.join(' ')),
    fc
      .tuple(format, format, tie('operand'), tie('text'))
      .map(([first, second, ...operands]) => `printf "${first} ${second}" ${operands.join(' ')}`),
    fc.tuple(fc.constantFrom(...names), tie('operand'), tie('operand')).map(parts => parts.join(' ')),
    fc.tuple(tie('operand'), tie('text')).map(([value, other]) => `index (dict "k" ${value} "a" (list ${other})) "k"`),
  ),
  text: fc.oneof(
    {depthSize: 'small'},
    key,
    fc.constantFrom('"a"', '"é,b"', '.n'),
    fc.tuple(tie('command')).map(([command]) => `(print (${command}))`),
  ),
  operand: fc.oneof(
    {depthSize: 'small'},
    key,
    literal,
    tie('text'),
    fc.tuple(tie('pipeline'), fc.constantFrom('', '', '', '.k')).map(([inner, field]) => `(${inner})${field}`),
  ),
}))

const action = fc.tuple(fc.constantFrom('{{ ', '{{- '), pipeline, fc.constantFrom(' }}', ' -}}')).map(parts => parts.join(''))
const plain = fc.constantFrom('', 'text', ' \n ', '{{/* c */}}', '{{- /* c */ -}}')
const loop = fc.constantFrom('', '$i, $v := ', '$v := ', '$v = ')
const {nodes} = fc.letrec<{nodes: string; node: string}>(tie => ({
  nodes: fc.array(tie('node'), {minLength: 1, maxLength: 3}).map(all => all.join('')),
  node: fc.oneof(
    {depthSize: 'small'},
    fc.tuple(plain, action).map(parts => parts.join('')),
    fc.tuple(fc.constantFrom(':=', '='), pipeline).map(([sign, value]) => `{{ $v ${sign} ${value} }}{{ $v }}`),
    fc
      .tuple(fc.constantFrom('if', 'with'), pipeline, tie('nodes'), tie('nodes'))
      .map(([word, value, yes, no]) => `{{ ${word} ${value} }}${yes}{{ else }}${no}{{ end }}`),
    fc.tuple(pipeline, pipeline, tie('nodes')).map(([first, second, body]) => `{{ if ${first} }}1{{ else if ${second} }}${body}{{ end }}`),
    fc
      .tuple(
        loop,
        fc.oneof(fc.constantFrom('.', 'list 1 "a" nil', '(splitList "," .c)', '3', '.z'), pipeline),
        tie('nodes'),
        fc.constantFrom('', '{{ break }}', '{{ if . }}{{ continue }}{{ end }}'),
      )
      .map(([variables, value, body, jump]) => `{{ range ${variables}${value} }}${jump}${body}{{ else }}none{{ end }}`),
  ),
}))

/** Templates of which many run, over `templateKeys`. */
export const templateText = nodes.map(text => `{{ $v := 1 }}${text}`)

const recorded = readRecordedTemplates().map(({template}) => template)
const piece = fc.oneof(
  fc.constantFrom(
    '{{',
    '}}',
    '{{- ',
    ' -}}',
    '{{/*',
    '*/}}',
    '(',
    ')',
    '|',
    ' ',
    '\n',
    ',',
    ':=',
    '=',
    '$',
    '$x',
    '.',
    '$x := ',
    'nil',
    '\\',
    '"',
    '`',
    "'",
    '_',
    'e',
    '%',
  ),
  fc.constantFrom(
    '{{ if .a }}',
    '{{ else }}',
    '{{ else if .b }}',
    '{{ end }}',
    '{{ with .b }}',
    '{{ range $i, $v := . }}',
    '{{ range .z }}',
    '{{ break }}',
  ),
  fc.constantFrom(
    '.a',
    '.b',
    '.c',
    '.z',
    '$.a',
    '(fromJson .b)',
    '.k',
    '"%d"',
    '"%s %q"',
    '"k"',
    '`x`',
    "'a'",
    '0',
    '1',
    '-7',
    '1.5',
    '1e9',
    '0x1f',
    '99999',
  ),
  fc.constantFrom(...names).map(name => ` ${name} `),
  fc.constantFrom(...recorded),
  fc.string({unit: 'binary', maxLength: 4}),
)

/** Texts of which most are no template: pieces in any order, and recorded templates with a piece taken out or put in. */
export const brokenTemplateText = fc.oneof(
  fc.array(piece, {maxLength: 12}).map(pieces => pieces.join('')),
  fc.array(piece, {minLength: 1, maxLength: 8}).map(pieces => `{{ ${pieces.join(' ')} }}`),
  fc.tuple(fc.constantFrom(...recorded), fc.nat(), fc.nat(4), piece).map(([text, at, removed, added]) => {
    const start = at % (text.length + 1)
    return text.slice(0, start) + added + text.slice(start + removed)
  }),
)
