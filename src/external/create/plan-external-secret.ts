import {GsecError} from '../../errors.js'
import {nameFault, namespaceFault} from '../../manifest/names.js'
import type {PlainObject} from '../../manifest/value.js'
import {formatGoDuration, meantDuration, parseGoDuration} from '../go-duration.js'
import type {CreateRequest} from './create-request.js'
import {type EsoVersion, isBefore, readEsoVersion} from './eso-version.js'
import type {ExternalSecretPlan} from './external-secret.js'
import {readGenerator} from './generator.js'
import {readLabelSelector} from './label-selector.js'
import {readPairs} from './pair.js'
import {readRewrite} from './rewrite.js'
import {readSources, type Sources} from './sources.js'
import type {StoreChoice, StoreSurroundings} from './store-choice.js'

/** What a plan depends on beside the request. */
export interface CreateSurroundings extends StoreSurroundings {
  /** `eso.apiVersion` of .gsec.yaml. */
  apiVersion: string
}

export interface CreatePlan {
  plan: ExternalSecretPlan
  /** Absent where nothing but generators is asked. */
  store: StoreChoice | undefined
  place: Sources['place']
  notes: readonly string[]
  warnings: readonly string[]
}

const DEFAULT_INTERVAL = '1h0m0s'

/**
 * Reads a request into a plan in which every reference is checked and has ESO's own form.
 * @throws GsecError USAGE, REFERENCE_INVALID or NAMESPACE_MISSING
 */
export function planExternalSecret(request: CreateRequest, surroundings: CreateSurroundings): CreatePlan {
  const name = readName(request)
  const namespace = request.isClusterWide ? undefined : (request.namespace ?? request.secret?.namespace)
  refuseNamespace(request, namespace)
  const version = request.esoVersion === undefined ? undefined : readEsoVersion(request.esoVersion, '--eso-version')
  const apiVersion = apiVersionFor(version, surroundings.apiVersion)
  refuseUnknownToVersion(request, version)
  const sources = readSources(request, {name, namespace}, surroundings)
  const {store, data, extracts, searches} = sources
  const rewrites = (request.rewrites ?? []).map(readRewrite)
  const generators = (request.generators ?? []).map(readGenerator)
  refuseNothing(data.length + extracts.length + searches.length + generators.length, request)
  if (rewrites.length > 0 && extracts.length + searches.length + generators.length === 0)
    throw new GsecError('USAGE', '--rewrite renames what --extract, --find-name, --find-tag and --generator bring, and none is given')
  const plan: ExternalSecretPlan = {
    apiVersion,
    name,
    namespace,
    store: store && {kind: store.kind, name: store.name},
    data,
    extracts,
    searches,
    generators,
    rewrites,
    refreshInterval: intervalFor(request, store),
    refreshPolicy: request.refreshPolicy,
    creationPolicy: request.creationPolicy ?? 'Owner',
    deletionPolicy: request.deletionPolicy ?? 'Retain',
    isImmutable: request.isImmutable ?? false,
    type: request.type ?? typeOf(request),
    templateData: readPairs('--template', request.templates ?? []),
    mergePolicy: request.mergePolicy ?? 'Replace',
    labels: new Map([...Object.entries(request.secret?.labels ?? {}), ...readPairs('--label', request.labels ?? [])]),
    annotations: readPairs('--annotation', request.annotations ?? []),
    writesDefaults: isBefore(version, 2, 9),
    namespaceSelectors: readSelectors(request),
  }
  if (request.mergePolicy && plan.templateData.size === 0)
    throw new GsecError('USAGE', '--merge-policy says what becomes of keys beside --template, and there is none')
  return {plan, store, place: sources.place, ...remarks(sources, request, apiVersion)}
}

/** Opaque is what every Secret is. */
function typeOf({secret}: CreateRequest): string | undefined {
  return secret?.type === 'Opaque' ? undefined : secret?.type
}

function readName({words, secret}: CreateRequest): string {
  const [first = ''] = words
  const name = first !== '' && !first.includes('=') ? first : secret?.name
  if (name === undefined)
    throw new GsecError('USAGE', 'missing argument NAME', {
      hint: 'write the name of the Secret first, as in: gsec external create db SECRETKEY=REFERENCE',
    })
  const fault = nameFault(name)
  if (fault !== undefined) throw new GsecError('USAGE', `NAME ${fault}`, {hint: 'write it as the Secret is called'})
  return name
}

function refuseNamespace({isClusterWide, namespace, namespaceSelectors = []}: CreateRequest, used: string | undefined): void {
  if (isClusterWide && namespace !== undefined)
    throw new GsecError('USAGE', '--cluster-wide and --namespace do not go together', {
      hint: 'write --namespace-selector kubernetes.io/metadata.name=NAMESPACE',
    })
  if (isClusterWide && namespaceSelectors.length === 0)
    throw new GsecError('USAGE', '--cluster-wide needs --namespace-selector', {
      hint: "write --namespace-selector team=shop, or '*' for every namespace",
    })
  if (!isClusterWide && namespaceSelectors.length > 0)
    throw new GsecError('USAGE', '--namespace-selector needs --cluster-wide', {hint: 'an ExternalSecret has one namespace: --namespace'})
  const fault = used === undefined ? undefined : namespaceFault(used)
  if (fault !== undefined) throw new GsecError('USAGE', `--namespace ${fault}`)
}

function apiVersionFor(version: EsoVersion | undefined, configured: string): string {
  if (version === undefined) return configured
  return isBefore(version, 0, 16) ? 'external-secrets.io/v1beta1' : 'external-secrets.io/v1'
}

/** https://external-secrets.io/latest/introduction/stability-support/ and the definitions of each release */
function refuseUnknownToVersion({refreshPolicy, creationPolicy, rewrites = []}: CreateRequest, version: EsoVersion | undefined): void {
  const later: [isUsed: boolean, what: string, major: number, minor: number][] = [
    [refreshPolicy !== undefined, '--refresh-policy', 0, 16],
    [rewrites.some(rewrite => rewrite.startsWith('merge')), '--rewrite merge', 0, 16],
    [creationPolicy === 'CreateOrMerge', '--creation-policy CreateOrMerge', 2, 8],
  ]
  for (const [isUsed, what, major, minor] of later) {
    if (isUsed && isBefore(version, major, minor))
      throw new GsecError('USAGE', `${what} needs version ${major}.${minor} of the operator`, {
        hint: 'leave it out, or upgrade the operator',
      })
  }
}

function refuseNothing(count: number, {secret}: CreateRequest): void {
  if (count > 0 || secret) return
  throw new GsecError('USAGE', 'missing argument SECRETKEY=REFERENCE', {
    hint: 'write DB_PASSWORD=gcp:db-password, or use --extract, --find-name, --find-tag, --generator or --from-secret',
  })
}

function intervalFor({refreshInterval, refreshPolicy}: CreateRequest, store: StoreChoice | undefined): string | undefined {
  // no other policy asks for it
  if (refreshInterval === undefined && refreshPolicy !== undefined && refreshPolicy !== 'Periodic') return undefined
  const text = refreshInterval ?? store?.settings?.refreshInterval ?? DEFAULT_INTERVAL
  const milliseconds = parseGoDuration(text)
  // as ESO itself writes it: another spelling of the same shows as a difference in Argo CD
  if (milliseconds !== undefined) return formatGoDuration(milliseconds)
  const meant = meantDuration(text)
  throw new GsecError('USAGE', '--refresh-interval is no duration of the operator, which knows h, m and s', {
    hint: meant ? `did you mean ${meant}?` : 'write 1h0m0s',
  })
}

function readSelectors({isClusterWide, namespaceSelectors = []}: CreateRequest): PlainObject[] | undefined {
  return isClusterWide ? namespaceSelectors.map(selector => readLabelSelector('--namespace-selector', selector)) : undefined
}

function remarks(sources: {notes: readonly string[]; warnings: readonly string[]}, {secret}: CreateRequest, apiVersion: string) {
  const notes = [...sources.notes]
  if (secret && secret.annotations > 0)
    notes.push('the annotations of the Secret are not taken over: give those that matter with --annotation')
  const old = apiVersion.endsWith('/v1beta1') ? ['external-secrets.io/v1beta1 is served by operators before 0.17 alone'] : []
  return {notes, warnings: [...sources.warnings, ...old]}
}
