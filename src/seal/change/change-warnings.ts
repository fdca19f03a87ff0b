import type {KeyObject} from 'node:crypto'
import {readFrame} from '../../crypto/envelope.js'
import {modulusOf} from '../../crypto/key-ring.js'
import {GsecError} from '../../errors.js'
import {decodeBase64} from '../../manifest/base64.js'
import {nodeAt, textAt} from '../../manifest/node.js'
import {type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {templateKeys} from '../../manifest/template/template.js'
import {typeFault} from '../type-fault.js'
import type {SealWarning} from '../warnings.js'

/** A certificate of another size than all the other values have is likely to be another cluster's. */
export function keySizeWarnings({items, place}: SealedSecretManifest, publicKey: KeyObject): SealWarning[] {
  const bits = modulusOf(publicKey).length * 8
  const others = new Set(items.flatMap(({ciphertext}) => wrappedBits(ciphertext)))
  if (others.size === 0 || others.has(bits)) return []
  const message = `the other values are sealed for a key of ${[...others].join(' or ')} bits, this certificate has one of ${bits}: is it the right cluster?`
  return [{where: place, message}]
}

function wrappedBits(ciphertext: string): number[] {
  const envelope = decodeBase64(ciphertext)
  const frame = 'faultAt' in envelope ? undefined : readFrame(envelope)
  return frame ? [frame.wrappedKey.length * 8] : []
}

/** What a SealedSecret without a key will lack: its type may need it, its templates may name it. */
export function absenceWarnings(sealed: SealedSecretManifest, gone: readonly string[], keysLeft: readonly string[]): SealWarning[] {
  const templates = Object.entries(stringsAt(sealed.template, 'data'))
  const fault = typeFault(
    textAt(sealed.template, 'type'),
    [...keysLeft, ...templates.map(([key]) => key)],
    stringsAt(sealed.template, 'metadata', 'annotations'),
  )
  const mentions = templates.flatMap(([key, text]) => {
    const named = keysNamedBy(text).filter(name => gone.includes(name))
    const where = sealed.object.document.place(nodeAt(sealed.template, 'data', key)?.start ?? sealed.object.node.start)
    return named.map(name => ({where, message: `the template of ${key} still uses ${name}, and gets nothing for it`}))
  })
  return [...(fault === undefined ? [] : [{where: sealed.place, message: fault}]), ...mentions]
}

/** None for a template that cannot be read: that is not this change's business. */
function keysNamedBy(template: string): string[] {
  try {
    return templateKeys(template)
  } catch (error) {
    if (error instanceof GsecError) return []
    throw error
  }
}
