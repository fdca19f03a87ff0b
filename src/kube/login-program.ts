import {GsecError} from '../errors.js'
import type {ManifestNode} from '../manifest/node.js'
import {plainValueOf} from '../manifest/plain-value.js'
import {Secret} from '../secret.js'
import {addressText, type ClusterAccess} from './cluster-access.js'
import type {ExecSettings} from './login-settings.js'

// client-go's protocol for programs that log in: they get an ExecCredential in KUBERNETES_EXEC_INFO and print one with a
// status. https://kubernetes.io/docs/reference/config-api/client-authentication.v1/

/** A program to be run, and what it gets. */
export interface LoginProgram {
  command: string
  args: readonly string[]
  /** On top of our own environment. */
  env: Readonly<Record<string, string>>
  /** True when it may ask the user on the terminal. */
  isInteractive: boolean
}

/** How it ended. Its messages went to stderr. */
export type LoginProgramResult = {ended: 'well'; stdout: Secret} | {ended: 'badly' | 'missing' | 'forbidden' | 'late'}

/** What a program may return: a token, a client certificate with its key, or both. */
export interface ExecCredential {
  token?: Secret
  certificate?: string
  key?: Secret
}

type Run = (program: LoginProgram) => Promise<LoginProgramResult>

/**
 * Logs in by the program that the kubeconfig names.
 * @throws GsecError LOGIN_FAILED
 */
export async function runLoginProgram(
  exec: ExecSettings,
  access: ClusterAccess,
  {runLogin, isInteractive}: {runLogin: Run; isInteractive: boolean},
): Promise<ExecCredential> {
  const {command, args, env, interactiveMode, apiVersion} = exec
  if (interactiveMode === 'Always' && !isInteractive) {
    throw failed('the login program needs a terminal to ask on', 'log in on a terminal first, or choose another user with --user', access)
  }
  const asks = isInteractive && interactiveMode !== 'Never'
  const info = execInfo(exec, access, asks)
  const result = await runLogin({command, args, env: {...env, KUBERNETES_EXEC_INFO: JSON.stringify(info)}, isInteractive: asks})
  if (result.ended !== 'well') {
    const [message, hint] = wordsFor(result.ended, command)
    throw failed(message, hint, access)
  }
  return readCredential(result.stdout, apiVersion, access)
}

function execInfo(
  {apiVersion, providesClusterInfo}: ExecSettings,
  {server, ca, isUnverified, tlsServerName, proxy, loginExtension}: ClusterAccess,
  interactive: boolean,
) {
  const cluster = {
    server: addressText(server),
    ...(tlsServerName !== undefined && {'tls-server-name': tlsServerName}),
    ...(isUnverified && {'insecure-skip-tls-verify': true}),
    ...(ca !== undefined && {'certificate-authority-data': Buffer.from(ca).toString('base64')}),
    ...(proxy && {'proxy-url': proxy.href}),
    ...(loginExtension && {config: plainJson(loginExtension)}),
  }
  return {kind: 'ExecCredential', apiVersion, spec: {...(providesClusterInfo && {cluster}), interactive}}
}

/** Maps as objects; JSON has no other way to say them. */
function plainJson(node: ManifestNode): unknown {
  return JSON.parse(
    JSON.stringify(plainValueOf(node), (_, value) =>
      value instanceof Map ? Object.fromEntries(value) : typeof value === 'bigint' ? Number(value) : value,
    ),
  )
}

function wordsFor(ended: Exclude<LoginProgramResult['ended'], 'well'>, command: string): [message: string, hint: string] {
  const name = command.replace(/^.*[\\/]/, '')
  switch (ended) {
    case 'missing':
      return ['the login program is not there', `install ${name}, which the kubeconfig runs to log in`]
    case 'forbidden':
      return ['the login program may not be run', `check the permissions of ${name}`]
    case 'late':
      return ['the login program does not come to an end', `run ${name} yourself to see what it waits for`]
    case 'badly':
      return ['the login program failed', `what ${name} says stands above; log in anew`]
  }
}

function readCredential(stdout: Secret, apiVersion: string, access: ClusterAccess): ExecCredential {
  const answer = parseJson(stdout)
  if (answer?.kind !== 'ExecCredential' || answer.apiVersion !== apiVersion) {
    const hint = `it must print an ExecCredential of ${apiVersion || 'the apiVersion in the kubeconfig'}`
    throw failed('the login program printed no credential', hint, access)
  }
  const {token, clientCertificateData: certificate, clientKeyData: key} = answer.status ?? {}
  const hasPair = isText(certificate) && isText(key)
  if (!isText(token) && !hasPair) {
    throw failed('the login program gave neither a token nor a client certificate with its key', 'log in anew', access)
  }
  return {...(isText(token) && {token: Secret.of(token)}), ...(hasPair && {certificate, key: Secret.of(key)})}
}

interface PrintedCredential {
  kind?: unknown
  apiVersion?: unknown
  status?: {token?: unknown; clientCertificateData?: unknown; clientKeyData?: unknown}
}

/** Undefined for what is no JSON object. The parser's error would quote it. */
function parseJson(text: Secret): PrintedCredential | undefined {
  try {
    const value: unknown = JSON.parse(text.reveal().toString('utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function failed(message: string, hint: string, {user}: ClusterAccess): GsecError {
  return new GsecError('LOGIN_FAILED', message, {where: user, hint})
}
