import {nameFault, namespaceFault} from '../manifest/names.js'
import type {EsoObject, Report} from './eso-object.js'
import {isPlaceholder} from './placeholder.js'
import type {Kind} from './schema/kinds.js'
import {below, entriesOf, isSet, type Spot, textOf} from './spot.js'

const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const LONGEST_LABEL = 63

/** Holds names, labels and annotations against what the API server demands of every object. Types are `checkDefinition`'s. */
export function checkMetadata({root}: EsoObject, {isNamespaced, kind}: Kind, report: Report): void {
  const metadata = below(root, 'metadata')
  const name = below(metadata, 'name')
  const namespace = below(metadata, 'namespace')
  if (!isSet(name) || textOf(name) === '') {
    if (!isSet(below(metadata, 'generateName'))) report('eso-metadata', name, 'metadata.name is missing')
  } else checkText(name, nameFault, report)
  if (textOf(namespace) !== '') checkText(namespace, namespaceFault, report)
  if (!isNamespaced && isSet(namespace)) {
    report('eso-namespace-ignored', namespace, `a ${kind} belongs to the whole cluster, and has no namespace`)
  }
  for (const field of ['labels', 'annotations']) checkKeys(below(metadata, field), report)
  for (const {at} of entriesOf(below(metadata, 'labels'))) checkText(at, labelFault, report)
}

function checkText(spot: Spot, faultOf: (text: string) => string | undefined, report: Report): void {
  const text = textOf(spot)
  const fault = text === undefined ? undefined : faultOf(text)
  if (fault) report('eso-metadata', spot, `${spot.path} ${fault}`)
}

function checkKeys(pairs: Spot, report: Report): void {
  for (const {name, key, at} of entriesOf(pairs)) {
    const fault = isPlaceholder(name) ? undefined : keyFault(name)
    if (fault) report('eso-metadata', at, `a key of ${pairs.path} ${fault}`, {at: key})
  }
}

const labelFault = (value: string) =>
  value === '' || (value.length <= LONGEST_LABEL && QUALIFIED_NAME.test(value))
    ? undefined
    : 'is no value of a label: up to 63 letters, digits, "-", "_" and "."'

/** Of a label or annotation: a name, with the domain of whoever owns it in front. */
function keyFault(key: string): string | undefined {
  const slash = key.indexOf('/')
  const [prefix, name] = slash === -1 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)]
  if (prefix !== undefined && nameFault(prefix.toLowerCase())) return 'has no domain before the slash'
  if (name.length > LONGEST_LABEL || !QUALIFIED_NAME.test(name)) return 'must be a name of up to 63 letters, digits, "-", "_" and "."'
  return undefined
}
