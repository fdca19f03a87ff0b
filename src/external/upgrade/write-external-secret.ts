import {scalarText} from '../../manifest/edit/scalar-text.js'
import {scalarStyle} from '../../manifest/scalar-style.js'
import {writeScalar} from '../../manifest/write-scalar.js'
import type {ChosenStore} from './choose-store.js'
import type {DataEntry, PlaceholderPlan} from './placeholder-plan.js'
import type {SecretValue} from './secret-values.js'

export interface Pair {
  key: string
  value: string
}

interface Content {
  store: ChosenStore
  plan: PlaceholderPlan
  /** Values as they are written, with the comments behind them. */
  head: {type: string | undefined; immutable: string | undefined; labels: readonly Pair[]; annotations: readonly Pair[]}
  unit: number
  lineBreak: string
  above: (value: SecretValue) => readonly string[]
  behind: (value: SecretValue) => string
}

/** The lines of `spec`, with the comments of the values that they come from. */
export function externalSecretLines(content: Content): string {
  const {store, unit, lineBreak} = content
  const lines = [
    'spec:',
    ...deeper(unit, [
      'secretStoreRef:',
      ...deeper(unit, [`kind: ${store.kind}`, `name: ${word(store.name)}`]),
      ...targetLines(content),
      'data:',
      ...deeper(unit, dataLines(content)),
    ]),
  ]
  return lines.map(line => line + lineBreak).join('')
}

function targetLines({plan, head, unit, above, behind}: Content): string[] {
  const {type, immutable, labels, annotations} = head
  const texts = (plan.template ?? []).flatMap(({origin, text}) => [
    ...(isPlain(origin) || !ownsData(plan, origin) ? above(origin) : []),
    ...pairLines(origin.key, text, unit, isPlain(origin) || !ownsData(plan, origin) ? behind(origin) : ''),
  ])
  const template = [...(type === undefined ? [] : [`type: ${type}`]), ...(texts.length > 0 ? ['data:', ...deeper(unit, texts)] : [])]
  const metadata = [...metadataLines('labels', labels, unit), ...metadataLines('annotations', annotations, unit)]
  const whole = template.length > 0 && metadata.length > 0 ? ['metadata:', ...deeper(unit, metadata), ...template] : template
  const target = [
    ...(immutable === undefined ? [] : [`immutable: ${immutable}`]),
    ...(whole.length > 0 ? ['template:', ...deeper(unit, whole)] : []),
  ]
  return target.length > 0 ? ['target:', ...deeper(unit, target)] : []
}

const isPlain = ({parts}: SecretValue) => parts.every(part => typeof part === 'string')

/** True where an entry of `data` carries the comments of the key. */
const ownsData = ({data}: PlaceholderPlan, origin: SecretValue) =>
  data.some(entry => entry.origin === origin && entry.secretKey === origin.key)

function metadataLines(field: string, pairs: readonly Pair[], unit: number): string[] {
  return pairs.length > 0
    ? [
        `${field}:`,
        ...deeper(
          unit,
          pairs.flatMap(({key, value}) => pairLines(key, value, unit, '')),
        ),
      ]
    : []
}

function dataLines({plan, unit, above, behind}: Content): string[] {
  return plan.data.flatMap(entry => {
    const isOwner = entry.secretKey === entry.origin.key
    const [first = '', ...rest] = dataEntryLines(entry, unit)
    const comment = isOwner ? behind(entry.origin) : ''
    return [...(isOwner ? above(entry.origin) : []), `- ${first}${comment === '' ? '' : ` ${comment}`}`, ...deeper(2, rest)]
  })
}

function dataEntryLines({secretKey, reference: {key, property, version, decodingStrategy}}: DataEntry, unit: number): string[] {
  const fields = [
    `key: ${word(key)}`,
    ...(property === undefined ? [] : [`property: ${word(property)}`]),
    ...(version === undefined ? [] : [`version: ${word(version)}`]),
    ...(decodingStrategy === undefined ? [] : [`decodingStrategy: ${decodingStrategy}`]),
  ]
  return [`secretKey: ${word(secretKey)}`, 'remoteRef:', ...deeper(unit, fields)]
}

/** A pair on a line, or with a block of text below it. */
function pairLines(key: string, value: string, unit: number, comment: string): string[] {
  const style = scalarStyle(value)
  const tail = comment === '' ? '' : ` ${comment}`
  if (style !== 'literal') return [`${word(key)}: ${word(value)}${tail}`]
  const [header = '', ...lines] = writeScalar(value, 'literal', {column: 0, indent: unit, folds: false}).split('\n')
  return [`${word(key)}: ${header}${tail}`, ...(value.endsWith('\n') ? lines.slice(0, -1) : lines)]
}

/** In double quotes where it needs some, as people write templates. */
function word(text: string): string {
  const isPlain = scalarStyle(text) === 'plain'
  return scalarText(text, isPlain || /["\\]/.test(text) ? '' : '"', false)
}

const deeper = (by: number, lines: readonly string[]) => lines.map(line => (line === '' ? '' : ' '.repeat(by) + line))
