import {checkPlace} from '../kube/api-objects.js'
import {ApiServer} from '../kube/api-server.js'
import {type Controller, openController} from '../kube/controller.js'
import {emitCompactJson} from '../manifest/emit-json.js'
import type {PlainObject} from '../manifest/value.js'
import {accessOf, requestTimeout} from './cluster-access.js'
import {Failure} from './failure.js'
import type {FlagValues} from './flag-values.js'
import {acceptsPlainHttp} from './obtain-certificate.js'
import {asObject, textOf} from './read-secrets.js'
import {readRotated} from './sealed-secret-stream.js'
import {serverWords} from './server-words.js'
import type {Surroundings} from './surroundings.js'

// What kubeseal asks of the sealing controller, through the API server.
// https://github.com/bitnami-labs/sealed-secrets/blob/v0.38.4/pkg/kubeseal/kubeseal.go

/**
 * The certificate of the controller's newest key; the bytes are as they come.
 * @param isPinned only a key that the user expects will be sealed for, so that the way there need not be trusted
 * @throws Failure
 */
export async function controllerCertificate(flags: FlagValues, surroundings: Surroundings, isPinned: boolean): Promise<Buffer> {
  const controller = await open(flags, surroundings, isPinned)
  return asked('cannot fetch certificate', 'get', controller, () => controller.certificate())
}

/**
 * Stops at the first SealedSecret that the controller cannot decrypt.
 * @param read asked when the controller is known to be there
 * @throws Failure
 */
export async function validate(flags: FlagValues, surroundings: Surroundings, read: () => readonly PlainObject[]): Promise<void> {
  const controller = await open(flags, surroundings, false)
  for (const sealedSecret of readOr('unable to decrypt sealed secret', read)) {
    const isYes = await asked('cannot validate sealed secret', 'post', controller, () => controller.verify(emitCompactJson(sealedSecret)))
    if (isYes) continue
    throw new Failure(`unable to decrypt sealed secret: ${textOf(asObject(sealedSecret['metadata'])['name']) ?? ''}`)
  }
}

/**
 * The SealedSecrets as the controller encrypts them anew, one after the other.
 * @param read asked when the controller is known to be there
 * @throws Failure
 */
export async function* reEncrypt(
  flags: FlagValues,
  surroundings: Surroundings,
  read: () => readonly PlainObject[],
): AsyncGenerator<PlainObject> {
  const controller = await open(flags, surroundings, false)
  for (const sealedSecret of read()) {
    const body = await asked('cannot re-encrypt secret', 'post', controller, () => controller.rotate(emitCompactJson(sealedSecret)))
    if (body === undefined) throw new Failure('unable to rotate secret')
    yield readRotated(body)
  }
}

const NO_SERVICE = 'cannot get sealed secret service'
const NAME_HINT =
  'Please, use the flag --controller-name and --controller-namespace to set up the name and namespace of the sealed secrets controller'

async function open(flags: FlagValues, surroundings: Surroundings, isPinned: boolean): Promise<Controller> {
  const place = {namespace: flags.text('controller-namespace'), name: flags.text('controller-name')}
  checkPlace(place)
  const {access, kube} = accessOf(flags, surroundings)
  const api = new ApiServer(access, kube, {
    timeoutMs: requestTimeout(flags),
    insecureHttp: isPinned || acceptsPlainHttp(surroundings.env),
  })
  try {
    return await openController(api, place)
  } catch (error) {
    const words = serverWords(error, {verb: 'get', service: place.name})
    throw new Failure(`${NO_SERVICE}: ${words}.\n${NAME_HINT}`, {cause: error})
  }
}

async function asked<T>(failure: string, verb: 'get' | 'post', {address}: Controller, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new Failure(`${failure}: ${serverWords(error, {verb, service: address})}`, {cause: error})
  }
}

/** What cannot be read is told in one word, whatever is wrong with it. */
function readOr<T>(failure: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof Failure) throw new Failure(failure, {cause: error})
    throw error
  }
}
