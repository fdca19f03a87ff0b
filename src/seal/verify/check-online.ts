import type {ControllerSource} from '../../certificates/controller-source.js'
import {askMany, type WhileAsking} from '../../kube/ask-many.js'
import type {SealedSecretManifest} from '../../manifest/sealed-secret-manifest.js'
import type {Controllers} from '../online/controllers.js'
import {questionAbout} from '../online/question.js'
import {shapeFault} from '../open/explain-fault.js'
import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'
import {type Observation, shownName} from './observation.js'
import type {CheckOpening} from './verify-sealed-secrets.js'

/** What verifying through controllers needs. */
export interface OnlineCheck {
  controllers: Controllers
  controllerFor: (sealed: SealedSecretManifest) => ControllerSource
  whileAsking?: WhileAsking
  sleep?: (milliseconds: number) => Promise<void>
}

/** A controller allows two verifications a second, after two at once: more requests would only be sent away. */
const PARALLEL = 2

/** Asks the controllers whether they can decrypt every value. They do not say which value, or why not. */
export function askControllers({controllers, controllerFor, ...asking}: OnlineCheck): CheckOpening {
  return async bound => {
    const complete = bound.filter(isComplete)
    // what is no ciphertext is told by the structure already
    const asked = complete.filter(({sealed}) => sealed.items.every(({ciphertext}) => !shapeFault(ciphertext)))
    const sources = asked.map(one => ({one, source: controllerFor(one.sealed)}))
    for (const {source} of sources) await controllers.get(source)
    const ask = async ({one, source}: (typeof sources)[number]) => (await controllers.get(source)).verify(questionAbout(one))
    const answers = await askMany(sources, ask, {parallel: PARALLEL, ...asking})
    return [
      ...bound.filter(one => !isComplete(one)).map(one => observation(one, 'names no namespace, so that the controller cannot be asked')),
      ...asked.filter((_, index) => !answers[index]).map(one => observation(one, 'is nothing that the controller can decrypt')),
    ]
  }
}

/** Without its namespace a value opens nowhere. */
function isComplete({binding: {scope, namespace, name}}: BoundSealedSecret): boolean {
  return scope === 'cluster-wide' || (namespace !== '' && (name !== '' || scope !== 'strict'))
}

function observation({sealed: {object}}: BoundSealedSecret, message: string): Observation {
  return {rule: 'sealed-refused', object, at: object.node, message: `${shownName(object)} ${message}`}
}
