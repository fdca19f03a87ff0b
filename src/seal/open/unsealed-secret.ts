import {isNull, type MapNode, nodeAt, textAt} from '../../manifest/node.js'
import {plainValueOf} from '../../manifest/plain-value.js'
import {type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {serverSideMetadata} from '../../manifest/secret-manifest.js'
import {renderTemplate} from '../../manifest/template/template.js'
import type {PlainObject, PlainValue} from '../../manifest/value.js'
import {Secret} from '../../secret.js'
import {shownKey} from '../shown-names.js'
import type {BoundSealedSecret} from './open-sealed-secrets.js'

/**
 * The Secret that a SealedSecret becomes, as the controller makes it: metadata and type of the template, name and
 * namespace of the SealedSecret, its templates rendered. Without the owner reference, which means nothing outside of the cluster.
 * @throws GsecError of `renderTemplate`
 */
export function unsealedSecret({sealed, binding}: BoundSealedSecret, values: ReadonlyMap<string, Secret>): PlainObject {
  const data = new Map([...renderedTemplates(sealed, values), ...values])
  const immutable = nodeAt(sealed.template, 'immutable')
  const type = textAt(sealed.template, 'type')
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: {
      name: binding.name,
      ...(binding.namespace !== '' && {namespace: binding.namespace}),
      ...templateMetadata(sealed.template),
    },
    ...(immutable?.kind === 'scalar' && typeof immutable.value === 'boolean' && {immutable: immutable.value}),
    ...(data.size > 0 && {data: new Map([...data].map(([key, value]) => [key, value.reveal().toString('base64')]))}),
    ...(type !== undefined && {type}),
  }
}

/** What spec.template.data makes of the values. A template sees the other templates as they are written. */
export function renderedTemplates(sealed: SealedSecretManifest, values: ReadonlyMap<string, Secret>): Map<string, Secret> {
  const templates = Object.entries(stringsAt(sealed.template, 'data'))
  const data = {...Object.fromEntries(templates.map(([key, text]) => [key, Secret.of(text)])), ...Object.fromEntries(values)}
  const {place} = sealed
  return new Map(templates.map(([key, text]) => [key, renderTemplate(text, data, {where: `${place} spec.template.data.${shownKey(key)}`})]))
}

const NOT_THE_TEMPLATES = ['name', 'namespace', ...serverSideMetadata]

function templateMetadata(template: MapNode | undefined): Record<string, PlainValue> {
  const metadata = nodeAt(template, 'metadata')
  if (metadata?.kind !== 'map') return {}
  const kept = metadata.entries.filter(({key, value}) => !NOT_THE_TEMPLATES.includes(key.text) && !isNull(value))
  return Object.fromEntries(kept.map(({key, value}) => [key.text, plainValueOf(value)]))
}
