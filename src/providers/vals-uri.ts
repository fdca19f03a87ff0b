import {suggestionFor} from '../suggestion.js'
import type {Reference} from './reference.js'
import {referenceError} from './reference-error.js'
import type {ReferenceParts, StoreKind, ValsForm, ValsUri} from './store-kind.js'
import {storeKinds} from './stores/index.generated.js'

// https://github.com/helmfile/vals: [secret]ref+SCHEME://PATH[?PARAMETERS][#FRAGMENT][+]
const SHAPE = /^(?:secret)?ref\+([^+:]*):\/\/(.*?)\+?$/su

export function isValsUri(text: string): boolean {
  return /^(?:secret)?ref\+/.test(text)
}

/** @throws GsecError REFERENCE_INVALID */
export function parseValsUri(text: string): {kind: StoreKind; parts: ReferenceParts} {
  const [, scheme, rest] = SHAPE.exec(text) ?? []
  if (scheme === undefined || rest === undefined)
    throw referenceError(
      'this is not a whole vals URI',
      'write ref+SCHEME://PATH, as in ref+gcpsecrets://PROJECT/SECRET?version=3#/password',
    )
  const {kind, form} = findScheme(scheme)
  return {kind, parts: form.read(takeApart(rest, form))}
}

/** undefined where vals has no backend for the provider, or its URI cannot say all that the reference says. */
export function toValsUri(reference: Reference): string | undefined {
  const kind = storeKinds.find(({id}) => id === reference.provider)
  for (const form of kind?.vals ?? []) {
    const uri = form.write(reference)
    const text = uri && putTogether(form.scheme, uri)
    if (text) return text
  }
  return undefined
}

function findScheme(scheme: string): {kind: StoreKind; form: ValsForm} {
  for (const kind of storeKinds) {
    const form = kind.vals.find(form => form.scheme === scheme)
    if (form) return {kind, form}
  }
  if (NO_STORES.has(scheme))
    throw referenceError('vals reads this backend itself; ESO has no provider for it', `use one of ${schemes().join(', ')}`)
  const meant = suggestionFor(scheme, schemes())
  throw referenceError('unknown vals backend', meant ? `did you mean ref+${meant}://?` : `use one of ${schemes().join(', ')}`)
}

const schemes = () => storeKinds.flatMap(kind => kind.vals.map(form => form.scheme))
const NO_STORES = new Set(
  (
    'awskms bw echo envsubst exec file gcs gkms googlesheets hcpvaultsecrets httpjson keychain oci pulumistateapi s3 servercore sops ' +
    'tfstate tfstateazurerm tfstategitlab tfstategs tfstateremote tfstates3'
  ).split(' '),
)

// As Go's net/url does it, which vals uses: the first # begins the fragment, then the first ? the parameters.
function takeApart(text: string, form: ValsForm): ValsUri {
  const [beforeFragment, fragment = ''] = splitFirst(text, '#')
  const [location, query = ''] = splitFirst(beforeFragment, '?')
  const steps = decode(fragment, form).replace(/^#/, '').replace(/^\//, '')
  return {path: decode(location, form), parameters: readParameters(query, form), fragment: steps === '' ? [] : steps.split('/')}
}

function readParameters(query: string, form: ValsForm): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (const pair of query.split('&')) {
    const [name, value = ''] = splitFirst(pair, '=')
    if (name === '' || form.logins.includes(name)) continue
    if (!form.parameters.includes(name)) throw unknownParameter(name, form)
    parameters[name] = decode(value.replaceAll('+', ' '), form)
  }
  return parameters
}

function unknownParameter(name: string, form: ValsForm) {
  if (VALUE_CHANGING.has(name))
    return referenceError('a vals parameter changes the value, which a reference cannot say', `leave it out, as in ${form.example}`)
  const meant = suggestionFor(name, form.parameters)
  return referenceError('a vals parameter is unknown', meant ? `did you mean ${meant}=?` : `write ${form.example}`)
}

const VALUE_CHANGING = new Set(['decode', 'encode', 'fallback', 'format', 'key_type', 'optional', 'trim_nl'])

/** undefined where vals would read the text differently: its host takes no escapes, its fragment no slash in a step. */
function putTogether(scheme: string, {path, parameters, fragment}: ValsUri): string | undefined {
  const [host = '', ...steps] = path.split('/')
  if (!/^[\w.~-]*$/.test(host) || fragment.some(step => step === '' || step.includes('/'))) return undefined
  // encodeURIComponent throws on half a surrogate pair.
  if ([path, ...fragment, ...Object.values(parameters)].some(part => /\p{Surrogate}/u.test(part))) return undefined
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const text = [
    `ref+${scheme}://`,
    [host, ...steps.map(encodeURIComponent)].join('/'),
    query.length > 0 ? `?${query.join('&')}` : '',
    fragment.length > 0 ? `#/${fragment.map(encodeURIComponent).join('/')}` : '',
  ].join('')
  return FINDABLE.test(text) ? text : undefined
}

// What vals finds in a text: DefaultRefRegexp in its pkg/expansion.
const FINDABLE = /^ref\+[^+:]*:\/\/[^+\n ]+[^+\n ",]$/

function decode(text: string, form: ValsForm): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw referenceError(
      'a % in the vals URI is not followed by two hexadecimal digits',
      `write %25 for a percent sign, as in ${form.example}`,
    )
  }
}

function splitFirst(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
