import {scopeAnnotation} from '../../crypto/label.js'
import {emitCompactJson} from '../../manifest/emit-json.js'
import type {PlainObject} from '../../manifest/value.js'
import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'

/**
 * What a controller must know to open the values of a SealedSecret, as JSON, and no more: labels and templates are none
 * of its business, and older controllers would render the templates.
 */
export function questionAbout({sealed, binding}: BoundSealedSecret): string {
  const {scope, namespace, name} = binding
  const metadata: PlainObject = {
    name,
    ...(namespace !== '' && {namespace}),
    ...(scope !== 'strict' && {annotations: new Map([[scopeAnnotation(scope), 'true']])}),
  }
  const encryptedData = new Map(sealed.items.map(({key, ciphertext}) => [key, ciphertext]))
  // a controller that finds them different takes metadata for the template's, and logs a warning
  return emitCompactJson({kind: 'SealedSecret', apiVersion: 'bitnami.com/v1alpha1', metadata, spec: {encryptedData, template: {metadata}}})
}
