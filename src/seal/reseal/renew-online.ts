import type {ControllerSource} from '../../certificates/controller-source.js'
import {readFrame} from '../../crypto/envelope.js'
import {GsecError} from '../../errors.js'
import {ApiError, readJsonObject} from '../../kube/api-error.js'
import {askMany, type WhileAsking} from '../../kube/ask-many.js'
import type {Controller} from '../../kube/controller.js'
import {decodeBase64} from '../../manifest/base64.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import type {Controllers} from '../online/controllers.js'
import {questionAbout} from '../online/question.js'
import {explanationText, shapeFault} from '../open/explain-fault.js'
import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'
import {shownKey} from '../shown-names.js'
import type {Renew, Renewal, RenewalFault} from './renewal.js'

/** What renewing through controllers needs. */
export interface OnlineRenewal {
  controllers: Controllers
  controllerFor: (sealed: SealedSecretManifest) => ControllerSource
  whileAsking?: WhileAsking
  sleep?: (milliseconds: number) => Promise<void>
}

/** The controller limits verifications only; the API server is not to be flooded either. */
const PARALLEL = 4

/**
 * Has the controllers encrypt every value anew. Nothing is opened here, so nothing tells which values are fresh, and of
 * the answer only the ciphertexts count: the controller drops labels and annotations of the template.
 */
export function renewOnline({controllers, controllerFor, ...asking}: OnlineRenewal): Renew {
  return async bound => {
    // before the first request: a slip in flags or .gsec.yaml is told at once
    const sources = new Map(bound.map(({sealed}) => [sealed, controllerFor(sealed)]))
    for (const source of sources.values()) await controllers.get(source)
    const ask = async (one: BoundSealedSecret): Promise<Renewal> => {
      const {items} = one.sealed
      const broken = shapeFaults(one)
      if (items.length === 0 || broken.length > 0) return {...one, renewed: new Map(), fresh: 0, faults: broken}
      const source = sources.get(one.sealed)
      return source ? rotate(one, await controllers.get(source)) : {...one, renewed: new Map(), fresh: 0, faults: []}
    }
    return askMany(bound, ask, {parallel: PARALLEL, ...asking})
  }
}

async function rotate(one: BoundSealedSecret, controller: Controller): Promise<Renewal> {
  const question = questionAbout(one)
  const answer = await rotated(controller, question)
  if (answer === undefined) return {...one, renewed: new Map(), fresh: 0, faults: [refusal(one)]}
  const ciphertexts = ciphertextsIn(answer)
  const renewed = one.sealed.items.map(({key, ciphertext}) => [key, sound(ciphertexts[key], ciphertext, one)] as const)
  return {...one, renewed: new Map(renewed), fresh: 0, faults: []}
}

/** Undefined when the controller cannot decrypt it: rotate says 500 to that as to everything else, verify knows. */
async function rotated(controller: Controller, question: string): Promise<Buffer | undefined> {
  try {
    return await controller.rotate(question)
  } catch (error) {
    const isItsOwn = error instanceof ApiError && error.status === 500 && error.apiStatus === undefined
    if (isItsOwn && !(await controller.verify(question))) return undefined
    throw error
  }
}

function ciphertextsIn(answer: Buffer): Readonly<Record<string, unknown>> {
  const {spec} = readJsonObject(answer) ?? {}
  const encryptedData = typeof spec === 'object' && spec !== null ? Reflect.get(spec, 'encryptedData') : undefined
  return typeof encryptedData === 'object' && encryptedData !== null ? {...encryptedData} : {}
}

/** A new ciphertext that may take the place of the old one: whole, and of a plaintext just as long. */
function sound(renewed: unknown, old: string, {sealed}: BoundSealedSecret): string {
  if (typeof renewed === 'string' && plaintextLength(renewed) !== undefined && plaintextLength(renewed) === plaintextLength(old))
    return renewed
  throw new GsecError('RESPONSE_INVALID', 'the controller did not give every value back', {
    where: sealed.place,
    hint: 'check the server in the kubeconfig: something else may answer there',
  })
}

function plaintextLength(ciphertext: string): number | undefined {
  const envelope = shapeFault(ciphertext) ? {faultAt: 0} : decodeBase64(ciphertext)
  return 'faultAt' in envelope ? undefined : readFrame(envelope)?.ciphertext.length
}

/** What can be told without asking. */
function shapeFaults(one: BoundSealedSecret): RenewalFault[] {
  return one.sealed.items.flatMap(({key, ciphertext, valueNode}) => {
    const fault = shapeFault(ciphertext)
    if (!fault) return []
    const message = `the value of ${shownKey(key)} ${explanationText(fault)}`
    const where = one.sealed.object.document.place(valueNode.start)
    return [{...identityOf(one), where, key: shownKey(key), reason: fault.reason, message}]
  })
}

function refusal(one: BoundSealedSecret): RenewalFault {
  const message = 'the controller cannot decrypt it: it is sealed for another name, namespace, scope or cluster'
  return {...identityOf(one), where: one.sealed.place, reason: 'refused', message}
}

const identityOf = ({binding: {name, namespace}}: BoundSealedSecret) => ({name, ...(namespace !== '' && {namespace})})
