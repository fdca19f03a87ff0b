import {scopeAnnotations, scopeOf} from '../../crypto/label.js'
import {dataKeyFault, nameFault, namespaceFault} from '../../manifest/names.js'
import {entryOf, isNull, type ManifestNode, nodeAt, textAt} from '../../manifest/node.js'
import type {ManifestObject} from '../../manifest/read-manifests.js'
import {type EncryptedItem, type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {explanationText, shapeFault} from '../open/explain-fault.js'
import {shownKey} from '../shown-names.js'
import {typeFault} from '../type-fault.js'
import {checkLastApplied, checkLiveMetadata} from './check-leftovers.js'
import {checkTemplates} from './check-templates.js'
import {keyPathOf, type Observation, shownName} from './observation.js'
import {setCommand} from './set-command.js'

/**
 * What keeps the controller from reading an object as a SealedSecret at all: no further check makes sense then.
 * `readSealedSecret` refuses the same.
 */
export function checkForm(object: ManifestObject): Observation[] {
  const encrypted = nodeAt(object.node, 'spec', 'encryptedData')
  const malformed = (at: ManifestNode, message: string): Observation => ({rule: 'sealed-malformed', object, at, message})
  if (encrypted && !isNull(encrypted) && encrypted.kind !== 'map')
    return [malformed(encrypted, `spec.encryptedData of ${shownName(object)} is not a map`)]
  const values = encrypted?.kind === 'map' ? encrypted.entries : []
  return values
    .filter(({value}) => value.kind !== 'scalar' || typeof value.value !== 'string')
    .map(({key, value}) => ({
      ...malformed(value, `the value of ${shownKey(key.text)} in ${shownName(object)} is not text`),
      keyPath: keyPathOf(key.text),
    }))
}

/** Everything that can be told without a key. */
export function checkStructure(sealed: SealedSecretManifest): Observation[] {
  return [
    ...checkIdentity(sealed),
    ...checkScopes(sealed),
    ...checkTemplateName(sealed),
    ...checkLegacyData(sealed),
    ...checkLastApplied(sealed.object),
    ...checkLiveMetadata(sealed.object),
    ...checkKeys(sealed),
    ...sealed.items.flatMap(item => checkCiphertext(sealed, item)),
    ...checkTemplates(sealed),
  ]
}

function checkIdentity({object, name, namespace, annotations}: SealedSecretManifest): Observation[] {
  const found: Observation[] = []
  const {node, apiVersion} = object
  const add = (rule: Observation['rule'], at: ManifestNode | undefined, message: string) =>
    found.push({rule, object, at: at ?? node, message})
  if (apiVersion !== 'bitnami.com/v1alpha1')
    add('sealed-api-version', nodeAt(node, 'apiVersion'), `apiVersion of ${shownName(object)} is not bitnami.com/v1alpha1`)
  const scope = scopeOf(annotations)
  const fault = name === undefined ? 'is missing' : nameFault(name)
  if (fault) add('sealed-invalid-name', nodeAt(node, 'metadata', 'name'), `metadata.name of a SealedSecret ${fault}`)
  const otherFault = namespace === undefined ? undefined : namespaceFault(namespace)
  if (otherFault)
    add('sealed-invalid-name', nodeAt(node, 'metadata', 'namespace'), `metadata.namespace of ${shownName(object)} ${otherFault}`)
  if (namespace === undefined && scope !== 'cluster-wide') {
    add(
      'sealed-missing-namespace',
      nodeAt(node, 'metadata', 'name'),
      `${shownName(object)} names no namespace, and its scope ${scope} binds it to one`,
    )
  }
  return found
}

function checkScopes({object, annotations, template}: SealedSecretManifest): Observation[] {
  const found: Observation[] = []
  const metadata = nodeAt(object.node, 'metadata', 'annotations')
  for (const [key, value] of Object.entries(annotations)) {
    if (!scopeAnnotations.includes(key) || value === 'true' || value === 'false') continue
    const at = entryOf(metadata, key)?.value ?? object.node
    found.push({
      rule: 'sealed-scope-mismatch',
      object,
      at,
      message: `the annotation ${key} of ${shownName(object)} is not exactly "true", so it has no effect`,
    })
  }
  const scope = scopeOf(annotations)
  const templateMetadata = nodeAt(template, 'metadata')
  const templateScope = scopeOf(stringsAt(template, 'metadata', 'annotations'))
  if (templateMetadata?.kind !== 'map' || scope === templateScope) return found
  const message = `${shownName(object)} has scope ${scope}, its template says ${templateScope}`
  // the other way round the values open, and only the Secret does not show its scope
  const severity = templateScope === 'strict' ? 'low' : 'high'
  return [
    ...found,
    {rule: 'sealed-scope-mismatch', object, at: nodeAt(templateMetadata, 'annotations') ?? templateMetadata, message, severity},
  ]
}

function checkTemplateName({object, name, namespace, template}: SealedSecretManifest): Observation[] {
  return (['name', 'namespace'] as const).flatMap(field => {
    const own = field === 'name' ? name : namespace
    const other = textAt(template, 'metadata', field)
    if (other === undefined || own === undefined || other === own) return []
    const at = nodeAt(template, 'metadata', field) ?? object.node
    return [
      {
        rule: 'sealed-template-name-ignored',
        object,
        at,
        message: `the template of ${shownName(object)} has another ${field}, which has no effect`,
      } as const,
    ]
  })
}

function checkLegacyData({object, hasLegacyData, items}: SealedSecretManifest): Observation[] {
  if (!hasLegacyData) return []
  const message =
    items.length > 0
      ? 'has both spec.data and spec.encryptedData, which the controller refuses'
      : 'holds one ciphertext over the whole Secret in spec.data'
  return [
    {
      rule: 'sealed-legacy-data',
      object,
      at: nodeAt(object.node, 'spec', 'data') ?? object.node,
      message: `${shownName(object)} ${message}`,
    },
  ]
}

function checkKeys({object, items, template, hasLegacyData}: SealedSecretManifest): Observation[] {
  const found: Observation[] = []
  const templates = Object.keys(stringsAt(template, 'data'))
  for (const [index, {key, keyNode}] of items.entries()) {
    const fault = dataKeyFault(key)
    const about = {object, at: keyNode, keyPath: keyPathOf(key)}
    if (fault) found.push({rule: 'sealed-invalid-key', ...about, message: `a key of ${shownName(object)} ${fault}`})
    if (items.findIndex(item => item.key === key) < index)
      found.push({rule: 'sealed-duplicate-key', ...about, message: `${shownName(object)} has the key ${shownKey(key)} twice`})
  }
  const keys = [...items.map(({key}) => key), ...templates]
  if (keys.length === 0 && !hasLegacyData) {
    found.push({
      rule: 'sealed-no-values',
      object,
      at: nodeAt(object.node, 'spec', 'encryptedData') ?? object.node,
      message: `${shownName(object)} has no values`,
    })
  }
  const fault = hasLegacyData ? undefined : typeFault(textAt(template, 'type'), keys, stringsAt(template, 'metadata', 'annotations'))
  if (fault)
    found.push({rule: 'sealed-missing-key', object, at: nodeAt(template, 'type') ?? object.node, message: `${shownName(object)}: ${fault}`})
  return found
}

function checkCiphertext({object}: SealedSecretManifest, {key, ciphertext, valueNode}: EncryptedItem): Observation[] {
  const fault = shapeFault(ciphertext)
  if (!fault) return []
  const message = `the value of ${shownKey(key)} in ${shownName(object)} ${explanationText(fault)}`
  return [{rule: 'sealed-invalid-ciphertext', object, at: valueNode, message, keyPath: keyPathOf(key), commands: setCommand(object, key)}]
}
