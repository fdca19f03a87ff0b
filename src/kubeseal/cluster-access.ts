import {type ClusterAccess, chooseCluster} from '../kube/cluster-access.js'
import type {LoginOverrides} from '../kube/login-settings.js'
import type {KubeSurroundings} from '../kube/surroundings.js'
import {Secret} from '../secret.js'
import {Failure} from './failure.js'
import type {FlagValues} from './flag-values.js'
import {checkKubeconfig, choiceOf} from './namespace.js'
import type {Surroundings} from './surroundings.js'

/**
 * The API server that kubectl's flags and the kubeconfig name, and how to log in there.
 * @throws Failure in client-go's words
 */
export function accessOf(flags: FlagValues, surroundings: Surroundings): {access: ClusterAccess; kube: KubeSurroundings} {
  checkKubeconfig(flags, surroundings)
  const {env, home, pathDelimiter, files, isTerminal, runLogin} = surroundings
  const kube: KubeSurroundings = {
    env,
    home,
    pathDelimiter,
    readFile: files.read,
    exists: files.exists,
    runLogin,
    isInteractive: isTerminal.stdin && isTerminal.stderr,
  }
  const choice = {...choiceOf(flags), kubeconfig: flags.text('kubeconfig'), user: flags.text('user'), login: loginOf(flags)}
  return {access: chooseCluster(choice, kube), kube}
}

function loginOf(flags: FlagValues): LoginOverrides {
  const [certificate, key, token, username, password] = ['client-certificate', 'client-key', 'token', 'username', 'password'].map(name =>
    flags.text(name),
  )
  const [user, uid, groups] = [flags.text('as'), flags.text('as-uid'), flags.list('as-group')]
  return {
    ...(certificate && {certificate: {kind: 'file', path: certificate}}),
    ...(key && {key: {kind: 'file', path: key}}),
    ...(token && {token: Secret.of(token)}),
    ...(username && {username}),
    ...(password && {password: Secret.of(password)}),
    impersonation: {...(user && {user}), ...(uid && {uid}), ...(groups.length > 0 && {groups})},
  }
}

const UNITS = {ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000}
const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g
/** Node's longest timer. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

/**
 * For one request with its answer, in milliseconds; undefined where nobody says: 0, the default, is no time at all.
 * https://github.com/kubernetes/client-go/blob/v0.36.2/tools/clientcmd/helpers.go (ParseTimeout)
 * @throws Failure
 */
export function requestTimeout(flags: FlagValues): number | undefined {
  const text = flags.text('request-timeout')
  const isDuration = new RegExp(`^\\+?(?:${PART.source})+$`).test(text)
  const parts = isDuration ? [...text.matchAll(PART)] : []
  const milliseconds = /^\+?\d+$/.test(text)
    ? Number(text) * 1000
    : parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0)
  if (!isDuration && !/^\+?\d+$/.test(text)) throw new Failure(INVALID)
  return milliseconds === 0 ? undefined : Math.min(Math.ceil(milliseconds), MAX_TIMEOUT_MS)
}

const INVALID =
  'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)'
