import type {Store} from '../../config/stores-shape.js'
import {GsecError} from '../../errors.js'
import {findStoreKind} from '../../providers/find-store-kind.js'
import {makeReference} from '../../providers/make-reference.js'
import type {Reference} from '../../providers/reference.js'
import {propertyOfKey, remoteName} from '../remote-name.js'

/** A Secret whose keys are to be found at a provider. */
interface NamedSecret {
  name: string
  namespace: string | undefined
  keys: readonly string[]
}

/** What the key template of .gsec.yaml is when it says nothing. */
const DEFAULT_TEMPLATE = '{namespace}-{name}'

/**
 * What the keys of a Secret are called at the provider, by the store's key template: with {key} each is a secret of its own, else
 * the Secret is one JSON object and each key a property of it. Signs that the provider takes in no name become -.
 * @param scope settings of the store that decide about its rules: the service of AWS
 * @throws GsecError NAMESPACE_MISSING, or REFERENCE_INVALID where the template cannot work
 */
export function remoteNames(
  {name, namespace, keys}: NamedSecret,
  {provider, key: template = DEFAULT_TEMPLATE, service}: Pick<Store, 'provider'> & {key?: string; service?: string | undefined},
): Map<string, Reference> {
  const kind = findStoreKind(provider)
  const scope = service === undefined ? {} : {service}
  const {key: rule, property} = kind?.rules(scope) ?? {}
  const isOwn = template.includes('{key}')
  if (!isOwn && property?.syntax === 'none')
    throw new GsecError(
      'REFERENCE_INVALID',
      `${kind?.title} keeps one value under each name, and the key template of the store has no {key}`,
      {
        hint: 'add {key} to the key of the store in .gsec.yaml',
      },
    )
  if (template.includes('{namespace}') && namespace === undefined)
    throw new GsecError('NAMESPACE_MISSING', 'the key template of the store needs a namespace', {hint: 'give --namespace'})
  const references = keys.map((key): [string, Reference] => {
    const remoteKey = remoteName(template, {name, namespace: namespace ?? '', key}, rule?.pattern)
    if (remoteKey === undefined) throw noName(kind?.title)
    return [
      key,
      makeReference(provider, {scope, key: remoteKey, property: isOwn ? undefined : propertyOfKey({id: provider}, property?.syntax, key)}),
    ]
  })
  refuseCollisions(references)
  return new Map(references)
}

function noName(title = 'the provider'): GsecError {
  return new GsecError('REFERENCE_INVALID', `${title} takes no name like those that the key template of the store makes`, {
    hint: 'change key of the store in .gsec.yaml',
  })
}

/** tls.crt and tls-crt are one name where the provider has no dots. */
function refuseCollisions(references: readonly (readonly [string, Reference])[]): void {
  const owners = new Map<string, string>()
  for (const [key, reference] of references) {
    const place = JSON.stringify([reference.key, reference.property])
    const other = owners.get(place)
    if (other !== undefined)
      throw new GsecError('REFERENCE_INVALID', `the keys ${other} and ${key} of the Secret would have one name at the provider`, {
        hint: 'leave {key} out of the key template of the store, so that the Secret is one JSON object',
      })
    owners.set(place, key)
  }
}
