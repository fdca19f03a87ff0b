import {GsecError} from '../../errors.js'
import {templateKeys} from '../../manifest/template/template.js'
import {suggestionFor} from '../../suggestion.js'
import {listed} from '../describe-value.js'
import type {ExternalSecretSpec, Report} from '../eso-object.js'
import {below, entriesOf, isEmpty, isSet, itemsOf, type Spot, textOf} from '../spot.js'

/** What Helm has at hand in a chart: such a template is rendered twice, and its keys are Helm's. */
const HELM_OBJECTS = ['Values', 'Release', 'Chart', 'Capabilities', 'Files', 'Template']

/** https://external-secrets.io/latest/api/generator/ — generators whose keys depend on their spec are not listed. */
const GENERATOR_KEYS: Readonly<Record<string, readonly string[]>> = {
  ACRAccessToken: ['username', 'password'],
  CloudsmithAccessToken: ['auth', 'expiry'],
  ECRAuthorizationToken: ['username', 'password', 'proxy_endpoint', 'expires_at'],
  GCRAccessToken: ['username', 'password', 'expiry'],
  GithubAccessToken: ['token'],
  GitlabDeployToken: ['username', 'token'],
  MFA: ['token', 'timeLeft'],
  QuayAccessToken: ['registry', 'auth', 'expiry'],
  SSHKey: ['privateKey', 'publicKey'],
  STSSessionToken: ['access_key_id', 'secret_access_key', 'session_token', 'expiration'],
  UUID: ['uuid'],
}

/** Holds the keys that target.template mentions against those that are fetched, and the other way round. */
export function checkTemplates({spec}: ExternalSecretSpec, report: Report): void {
  const template = below(spec, 'target', 'template')
  if (!isSet(template)) return
  const texts = templateTexts(template)
  const provided = providedKeys(spec)
  const mentioned = new Set<string>()
  let isComplete = itemsOf(below(template, 'templateFrom')).every(source => isSet(below(source, 'literal')))
  for (const at of texts) {
    const keys = keysIn(at, report)
    if (!keys || keys.some(key => HELM_OBJECTS.includes(key))) {
      isComplete = false
      continue
    }
    for (const key of keys) {
      mentioned.add(key)
      if (provided && !provided.has(key)) reportUnknownKey(at, key, [...provided], report)
    }
  }
  if (isComplete) checkUnused(spec, template, mentioned, report)
}

/** Every text of the template that ESO renders. */
function templateTexts(template: Spot): Spot[] {
  const maps = [below(template, 'data'), below(template, 'metadata', 'labels'), below(template, 'metadata', 'annotations')]
  return [
    ...maps.flatMap(map => entriesOf(map).map(({at}) => at)),
    ...itemsOf(below(template, 'templateFrom')).map(source => below(source, 'literal')),
  ]
}

function keysIn(at: Spot, report: Report): string[] | undefined {
  const {node} = at
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.includes('{{')) return []
  try {
    return templateKeys(node.value)
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    // what gsec does not evaluate may be fine all the same
    if (error.code === 'MANIFEST_INVALID') report('eso-template-syntax', at, `${at.path}: ${error.message}`)
    return undefined
  }
}

/** The keys that reach the template; undefined where only the provider knows them. */
function providedKeys(spec: Spot): Set<string> | undefined {
  const keys = new Set<string>()
  for (const entry of itemsOf(below(spec, 'data'))) {
    const key = textOf(below(entry, 'secretKey'))
    if (key === undefined) return undefined
    keys.add(key)
  }
  for (const entry of itemsOf(below(spec, 'dataFrom'))) {
    const known = GENERATOR_KEYS[textOf(below(entry, 'sourceRef', 'generatorRef', 'kind')) ?? '']
    if (!known || !isEmpty(below(entry, 'rewrite'))) return undefined
    for (const key of known) keys.add(key)
  }
  return keys
}

function reportUnknownKey(at: Spot, key: string, provided: readonly string[], report: Report): void {
  const meant = suggestionFor(key, provided)
  const fix =
    meant !== undefined
      ? `write .${meant}`
      : provided.length <= 8
        ? `add an entry with secretKey: ${key}; there are ${listed(provided)}`
        : undefined
  report('eso-template-key', at, `${at.path} uses the key ${shown(key)}, which no entry provides: ESO fails`, {fix})
}

/** Under mergePolicy Replace only what the template makes ends up in the Secret. */
function checkUnused(spec: Spot, template: Spot, mentioned: ReadonlySet<string>, report: Report): void {
  const makesData =
    !isEmpty(below(template, 'data')) ||
    itemsOf(below(template, 'templateFrom')).some(source => (textOf(below(source, 'target')) ?? 'Data').toLowerCase() === 'data')
  if (!makesData || textOf(below(template, 'mergePolicy')) === 'Merge' || usesEverything(template)) return
  for (const entry of itemsOf(below(spec, 'data'))) {
    const at = below(entry, 'secretKey')
    const key = textOf(at)
    if (key !== undefined && !mentioned.has(key))
      report('eso-entry-unused', at, `${at.path}: the template does not mention this key, and drops it`)
  }
}

/** `range . `, `toJson .` and the like take all keys without naming one. */
function usesEverything(template: Spot): boolean {
  return templateTexts(template).some(
    ({node}) =>
      node?.kind === 'scalar' && typeof node.value === 'string' && /(?<![\w)\]}"'`])\.(?![\w.])|\$(?![\w.])/.test(actionsOf(node.value)),
  )
}

const actionsOf = (text: string) => [...text.matchAll(/\{\{(.*?)\}\}/gs)].map(([, action]) => action).join(' ')

const shown = (key: string) => (/^[-._a-zA-Z0-9]{1,63}$/.test(key) ? key : 'with a long name')
