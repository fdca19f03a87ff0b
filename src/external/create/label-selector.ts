import {GsecError} from '../../errors.js'
import type {PlainObject, PlainValue} from '../../manifest/value.js'

const KEY = '(?:[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?'
const VALUE = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?'
const EQUALS = new RegExp(`^(${KEY})\\s*==?\\s*(${VALUE})$`)
const DIFFERS = new RegExp(`^(${KEY})\\s*!=\\s*(${VALUE})$`)
const AMONG = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`)
const PRESENT = new RegExp(`^(!?)\\s*(${KEY})$`)
const ONE_VALUE = new RegExp(`^${VALUE}$`)

/**
 * Reads a selector as kubectl's --selector takes it: requirements joined by commas, all of which must hold. `*` selects every
 * namespace. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#api
 * @throws GsecError USAGE naming the flag
 */
export function readLabelSelector(flag: string, text: string): PlainObject {
  if (text.trim() === '*') return {}
  const labels: [string, PlainValue][] = []
  const expressions: PlainObject[] = []
  for (const part of text.split(/,(?![^(]*\))/).map(requirement => requirement.trim())) {
    const [, label, wanted] = EQUALS.exec(part) ?? []
    if (label !== undefined && wanted !== undefined) labels.push([label, wanted])
    else expressions.push(expressionOf(flag, part))
  }
  return {
    ...(labels.length > 0 && {matchLabels: new Map(labels)}),
    ...(expressions.length > 0 && {matchExpressions: expressions}),
  }
}

function expressionOf(flag: string, part: string): PlainObject {
  const [, key, operator, list = ''] = AMONG.exec(part) ?? []
  const values = list.split(',').map(value => value.trim())
  if (key !== undefined && values.every(value => ONE_VALUE.test(value))) return {key, operator: operator === 'in' ? 'In' : 'NotIn', values}
  const [, other, value] = DIFFERS.exec(part) ?? []
  if (other !== undefined && value !== undefined) return {key: other, operator: 'NotIn', values: [value]}
  const [, not, name] = PRESENT.exec(part) ?? []
  if (name !== undefined) return {key: name, operator: not === '!' ? 'DoesNotExist' : 'Exists'}
  throw new GsecError('USAGE', `${flag} is no label selector`, {
    hint: "write it as for kubectl: team=shop, 'env in (dev, test)', !legacy, or '*' for all",
  })
}
