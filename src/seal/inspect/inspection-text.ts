import type {Change, InspectedKey, Inspection} from './inspection.js'

/** An inspection for people, in lines. */
export function inspectionText(inspection: Inspection): string[] {
  const {place, name = '(no name)', namespace, keys, lastChange, hasLegacyData} = inspection
  const facts: [string, string][] = [
    ['scope', scopeText(inspection)],
    ['label', labelText(inspection)],
    ['sealed for', keySizes(keys)],
    ['template', templateText(inspection)],
    ...(lastChange ? [['last change', changeText(lastChange)] as [string, string]] : []),
  ]
  const legacy = hasLegacyData ? ['  holds spec.data, the old form that gsec does not open'] : []
  return [
    `${namespace === undefined ? name : `${namespace}/${name}`} (${place})`,
    ...facts.map(([title, text]) => `  ${title.padEnd(13)}${text}`),
    ...legacy,
    ...keyLines(keys),
  ]
}

function scopeText({scope, templateScope, namespace, name}: Inspection): string {
  const reach = {
    strict: `opens as ${namespace ?? 'NAMESPACE'}/${name ?? 'NAME'} only`,
    'namespace-wide': `opens under any name in namespace ${namespace ?? 'NAMESPACE'}`,
    'cluster-wide': 'opens under any name in any namespace',
  }[scope]
  const other = templateScope !== undefined && templateScope !== scope ? `; the template says ${templateScope}, which has no effect` : ''
  return `${scope}: ${reach}${other}`
}

function labelText({label, scope, name}: Inspection): string {
  if (label === undefined) return `${scope === 'strict' ? `NAMESPACE/${name ?? 'NAME'}` : 'NAMESPACE'}: the manifest names no namespace`
  return label === '' ? '(empty)' : label
}

function keySizes(keys: readonly InspectedKey[]): string {
  const sizes = [...new Set(keys.flatMap(({bits}) => bits ?? []))].sort((a, b) => a - b)
  return sizes.length === 0 ? 'nothing' : `RSA, ${sizes.join(' and ')} bits`
}

function templateText({template: {type, immutable, labels, annotations, data}}: Inspection): string {
  const parts = [
    ...(type === undefined ? [] : [`type ${type}`]),
    ...(immutable === undefined ? [] : [immutable ? 'immutable' : 'not immutable']),
    ...listed(
      'label',
      Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ),
    ...listed('annotation', annotations),
    ...listed('template', data),
  ]
  return parts.join('; ') || 'nothing beyond the name'
}

function listed(noun: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`${noun}${words.length === 1 ? '' : 's'} ${words.join(', ')}`]
}

function keyLines(keys: readonly InspectedKey[]): string[] {
  if (keys.length === 0) return ['  no values']
  const width = Math.max(3, ...keys.map(({key}) => key.length))
  const isKnown = keys.some(({lastChange}) => lastChange !== undefined)
  const head = `  ${'key'.padEnd(width)}  ${'bytes'.padStart(7)}${isKnown ? '  last change' : ''}`
  const lines = keys.map(({key, length, fault, lastChange}) => {
    const change = lastChange ? `  ${changeText(lastChange)}` : ''
    return `  ${key.padEnd(width)}  ${String(length ?? '?').padStart(7)}${change}${fault ? `  ${fault}` : ''}`
  })
  return [head, ...lines]
}

function changeText(change: Change): string {
  return change === 'uncommitted' ? 'not committed' : `${change.date.slice(0, 10)} in ${change.commit.slice(0, 10)} by ${change.author}`
}
