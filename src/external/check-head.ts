import {isNull} from '../manifest/node.js'
import {shellWord} from '../shell-word.js'
import {suggestionFor} from '../suggestion.js'
import {listed, typeWord} from './describe-value.js'
import type {EsoObject, Report} from './eso-object.js'
import {GENERATORS_GROUP, GROUP, type Kind} from './schema/kinds.js'
import {below, type Spot} from './spot.js'

/** Kubernetes External Secrets, which ESO replaced: archived in 2022, and of another form. */
const KES_GROUP = 'kubernetes-client.io'

/** Kinds that are ESO's own also where the apiVersion is mistyped; the names of its generators are too common for that. */
const OWN_KINDS = ['ExternalSecret', 'ClusterExternalSecret', 'SecretStore', 'ClusterSecretStore', 'PushSecret', 'ClusterPushSecret']

/** Since when a version is no longer served. https://external-secrets.io/latest/introduction/stability-support/ */
const UNSERVED: Readonly<Record<string, string>> = {v1alpha1: 'since ESO 0.16', v1beta1: 'since ESO 0.17'}

/** True for what lint has a word to say about. */
export function isEsoObject(apiVersion = '', kind = '', kinds: readonly Kind[] = []): boolean {
  const {group} = splitVersion(apiVersion)
  if (group === GROUP || group === GENERATORS_GROUP || kinds.some(known => known.group === group)) return true
  if (!OWN_KINDS.includes(kind)) return false
  return group === '' || group === KES_GROUP || suggestionFor(group, [GROUP]) !== undefined
}

/**
 * Finds the kind that a cluster would take the object for, and reports what keeps it from being one.
 * @returns the kind to go on with; undefined when nothing more can be said
 */
export function checkHead({apiVersion: stated, kind, root, file}: EsoObject, kinds: readonly Kind[], report: Report): Kind | undefined {
  const at = below(root, 'apiVersion')
  const isText = at.node === undefined || (at.node.kind === 'scalar' && typeof at.node.value === 'string')
  const apiVersion = isText ? stated : ''
  const {group, version} = splitVersion(apiVersion)
  const exact = kinds.find(known => known.group === group && known.version === version && known.kind === kind)
  if (exact) return exact
  const namesakes = kinds.filter(known => known.kind === kind)
  const [served = namesakes[0]] = namesakes.filter(known => known.group === group)
  if (!served) {
    reportKind(below(root, 'kind'), kind, group, kinds, report)
    return undefined
  }
  const fix = `write apiVersion: ${served.group}/${served.version}`
  if (group === KES_GROUP) {
    report('eso-api-version', at, 'apiVersion is that of Kubernetes External Secrets, which ESO replaced: its fields differ', {
      fix,
      commands: upgradeCommand(file.path),
    })
    return undefined
  }
  if (apiVersion === '') report('eso-api-version', at, at.node ? `apiVersion is ${typeWord(at.node)}` : 'apiVersion is missing', {fix})
  else if (served.group !== group) report('eso-api-version', at, `apiVersion names another group than that of ${kind}`, {fix})
  else {
    const commands = served.version === 'v1' && UNSERVED[version] ? upgradeCommand(file.path) : []
    report('eso-api-version', at, `apiVersion ${unservedSince(group, version)}`, {fix, commands})
  }
  // v1alpha1 had other fields
  return group === GROUP && version === 'v1alpha1' && served.version === 'v1' ? undefined : served
}

function upgradeCommand(path: string): string[] {
  return path === 'standard input' ? [] : [`gsec external upgrade ${shellWord(path)}`]
}

const unservedSince = (group: string, version: string) =>
  group === GROUP && UNSERVED[version] ? `is no longer served, ${UNSERVED[version]}` : 'names a version that ESO does not serve'

function reportKind(at: Spot, kind: string, group: string, kinds: readonly Kind[], report: Report): void {
  const {node} = at
  if (!node || isNull(node)) {
    report('eso-kind', at, 'kind is missing')
    return
  }
  const known = kinds.filter(one => one.group === group).map(one => one.kind)
  const meant = suggestionFor(kind, known)
  const fix = meant ? `write kind: ${meant}` : known.length <= 8 ? `the kinds are ${listed(known)}` : undefined
  report('eso-kind', at, `kind is none of ${group}`, {fix})
}

function splitVersion(apiVersion: string): {group: string; version: string} {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? {group: '', version: apiVersion} : {group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1)}
}
