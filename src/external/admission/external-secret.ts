import type {ExternalSecretSpec, Report} from '../eso-object.js'
import {below, entriesOf, isEmpty, isSet, itemsOf, type Spot, textOf} from '../spot.js'

const SERVICE_ACCOUNT_TOKEN = 'kubernetes.io/service-account-token'
const BOOTSTRAP_TOKEN = 'bootstrap.kubernetes.io/token'
const TEMPLATE_TARGETS = ['data', 'annotations', 'labels']

/**
 * What ESO's webhook refuses in an ExternalSecret. It does not see a ClusterExternalSecret, which then makes none of its
 * ExternalSecrets: a warning there. https://external-secrets.io/latest/api/externalsecret/
 */
export function admitExternalSecret({spec, isCluster}: ExternalSecretSpec, say: Report): void {
  const report: Report = isCluster
    ? (ruleId, spot, message, details) =>
        say(ruleId, spot, `${message}; ESO can make no ExternalSecret of it`, {...details, severity: 'medium'})
    : say
  const target = below(spec, 'target')
  checkData(spec, report)
  checkPolicies(target, report)
  checkTemplate(target, report)
  for (const entry of itemsOf(below(spec, 'dataFrom'))) checkDataFrom(entry, report)
  checkKeys(below(spec, 'data'), target, report)
}

function checkData(spec: Spot, report: Report): void {
  const data = below(spec, 'data')
  if (isEmpty(data) && isEmpty(below(spec, 'dataFrom'))) {
    report('eso-no-data', data, `${data.path} and dataFrom are both empty: there is nothing to fetch`)
  }
}

function checkPolicies(target: Spot, report: Report): void {
  const creation = textOf(below(target, 'creationPolicy')) ?? 'Owner'
  const deletionPolicy = below(target, 'deletionPolicy')
  const deletion = textOf(deletionPolicy)
  if (deletion === 'Delete' && ['Merge', 'None', 'CreateOrMerge'].includes(creation)) {
    report(
      'eso-deletion-policy',
      deletionPolicy,
      `${deletionPolicy.path} Delete needs creationPolicy Owner: ESO deletes no Secret that it does not own`,
    )
  }
  if (deletion === 'Merge' && creation === 'None') {
    report(
      'eso-deletion-policy',
      deletionPolicy,
      `${deletionPolicy.path} Merge does not go with creationPolicy None: there is no Secret to merge with`,
    )
  }
}

function checkTemplate(target: Spot, report: Report): void {
  const template = below(target, 'template')
  const type = below(template, 'type')
  const sources = itemsOf(below(template, 'templateFrom'))
  const targetOf = (source: Spot) => textOf(below(source, 'target'))?.toLowerCase() ?? ''
  if (textOf(type) === BOOTSTRAP_TOKEN) report('eso-privileged-template', type, `${type.path}: ESO makes no bootstrap tokens`)
  if (textOf(type) === SERVICE_ACCOUNT_TOKEN) {
    const annotations = entriesOf(below(template, 'metadata', 'annotations'))
    const isNamed = annotations.some(({name}) => name === 'kubernetes.io/service-account.name')
    if (isNamed || sources.some(source => targetOf(source) === 'annotations'))
      report('eso-privileged-template', type, `${type.path}: ESO makes no token of a service account`)
  }
  if (!makesSecret(target)) return
  for (const source of sources) {
    const word = targetOf(source)
    if (word === '' || TEMPLATE_TARGETS.includes(word)) continue
    const at = below(source, 'target')
    report('eso-template-target', at, `${at.path} must be Data, Annotations or Labels where a Secret is made`)
  }
}

/** False for another kind of object, which templates may fill anywhere. */
function makesSecret(target: Spot): boolean {
  const manifest = below(target, 'manifest')
  return !isSet(manifest) || (textOf(below(manifest, 'apiVersion')) === 'v1' && textOf(below(manifest, 'kind')) === 'Secret')
}

function checkDataFrom(entry: Spot, report: Report): void {
  const has = (name: string) => isSet(below(entry, ...name.split('.')))
  const sources = ['extract', 'find', 'sourceRef.generatorRef'].filter(has)
  if (sources.length > 1) report('eso-data-from', entry, `${entry.path} has more than one of extract, find and sourceRef.generatorRef`)
  if (sources.length === 0 && !has('sourceRef')) report('eso-data-from', entry, `${entry.path} has none of extract, find and sourceRef`)
}

/** Elsewhere than under Retain, the default, the last of equal keys wins. */
function checkKeys(data: Spot, target: Spot, report: Report): void {
  if ((textOf(below(target, 'deletionPolicy')) ?? 'Retain') !== 'Retain') return
  const seen = new Set<string>()
  for (const entry of itemsOf(data)) {
    const at = below(entry, 'secretKey')
    const key = textOf(at)
    if (key === undefined) continue
    if (seen.has(key)) report('eso-duplicate-key', at, `${at.path}: another entry of data fetches this key already`)
    seen.add(key)
  }
}
