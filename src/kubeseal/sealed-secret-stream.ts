import type {PlainObject} from '../manifest/value.js'
import {decode, isEmpty} from './decode.js'
import {readDocuments} from './document-stream.js'
import {encode} from './encode.js'
import {Failure} from './failure.js'
import {JsonFault, readWholeJson} from './json-text.js'
import {sealedSecretKind} from './merge-into.js'
import {sealedSecretSchema} from './schema.js'

/**
 * Every SealedSecret in a stream of JSON or YAML, as laxly as kubeseal takes them: whatever has a field of one, of which
 * only these fields are kept. Text that is no manifest counts as nothing.
 * @param onSkipped called for a document that could not be read at all, and that kubeseal passes over
 * @throws Failure where a document holds something of a SealedSecret, and something that does not fit
 */
export function readSealedSecrets(bytes: Buffer, onSkipped: () => void): PlainObject[] {
  const found: PlainObject[] = []
  for (const {decoded, fault} of readDocuments(bytes, sealedSecretSchema)) {
    if (!decoded || isEmpty(decoded)) {
      if (fault !== undefined) onSkipped()
      continue
    }
    if (fault !== undefined) throw new Failure(fault)
    found.push(encode(sealedSecretSchema, decoded.object))
  }
  return found
}

/** Of the controller's answer; the rest of the metadata is kept. */
const CLEARED = ['creationTimestamp', 'deletionTimestamp', 'generation']

/** The SealedSecret that the controller sends back, as kubeseal prints it. @throws Failure for what is none */
export function readRotated(body: Buffer): PlainObject {
  const {object, fault} = decode(sealedSecretSchema, parsed(body), {coerces: false, ignoresCase: true})
  if (fault !== undefined) throw new Failure(fault)
  const {apiVersion, kind} = sealedSecretKind
  const metadata = Object.entries((object['metadata'] ?? {}) as PlainObject).filter(([field]) => !CLEARED.includes(field))
  return encode(sealedSecretSchema, {...object, kind, apiVersion, metadata: Object.fromEntries(metadata)})
}

function parsed(body: Buffer) {
  try {
    return readWholeJson(body.toString('utf8'))
  } catch (error) {
    if (error instanceof JsonFault) throw new Failure(error.message)
    throw error
  }
}
