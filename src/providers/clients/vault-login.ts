import {GsecError} from '../../errors.js'
import {Secret} from '../../secret.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {loginFailed} from './failures.js'
import {isRecord, jsonObject} from './send.js'
import type {VaultServer} from './vault-server.js'

// Vault's own command line takes a token from VAULT_TOKEN or ~/.vault-token and knows no other way for a program. The
// other variables are those of vals. https://developer.hashicorp.com/vault/docs/commands#configure-environment-variables

const MAX_BYTES = 64 * 1024
const ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const METHODS = ['token', 'approle', 'kubernetes', 'jwt'] as const
type Method = (typeof METHODS)[number]

/**
 * A token for the server, by the method that the environment chooses.
 * @throws GsecError PROVIDER_LOGIN_FAILED, PROVIDER_UNREACHABLE, PROVIDER_UNAVAILABLE, PROVIDER_RESPONSE_INVALID
 */
export async function logIntoVault(server: VaultServer, surroundings: ProviderSurroundings): Promise<Secret> {
  const variable = (name: string) => server.variable(name)
  const method = chosenMethod(variable)
  switch (method) {
    case 'token':
      return ownToken(server, surroundings)
    case 'approle':
      return await exchangeForToken(server, method, {
        role_id: needed(variable, 'ROLE_ID', server.title),
        secret_id: textOrFile(variable, 'SECRET_ID', server.title, surroundings) ?? '',
      })
    case 'kubernetes':
    case 'jwt': {
      const fallback = method === 'kubernetes' ? ACCOUNT_TOKEN : undefined
      const jwt = textOrFile(variable, 'JWT', server.title, surroundings, fallback)
      if (jwt === undefined)
        throw loginFailed(server.title, 'there is no token to log in with', 'set VAULT_JWT_FILE to the file that holds it')
      return await exchangeForToken(server, method, {role: needed(variable, 'ROLE', server.title), jwt})
    }
  }
}

type Variable = (name: string) => string | undefined

function chosenMethod(variable: Variable): Method {
  const named = variable('AUTH_METHOD')
  const method = METHODS.find(known => known === named)
  if (method) return method
  if (named !== undefined)
    throw loginFailed('VAULT_AUTH_METHOD', 'gsec does not know this way to log in', `choose one of ${METHODS.join(', ')}`)
  if (variable('TOKEN')) return 'token'
  if (variable('ROLE_ID')) return 'approle'
  return variable('ROLE') && (variable('JWT') || variable('JWT_FILE')) ? 'jwt' : 'token'
}

function ownToken({variable, title}: VaultServer, {kube}: ProviderSurroundings): Secret {
  const token = variable('TOKEN') ?? fileText(`${kube.home}/.vault-token`, kube)
  if (token) return Secret.of(token)
  throw loginFailed(title, 'there is no token for Vault', 'log in with "vault login", or set VAULT_TOKEN or VAULT_ROLE_ID')
}

function needed(variable: Variable, name: string, title: string): string {
  const value = variable(name)
  if (value) return value
  throw loginFailed(title, 'the login to Vault is not complete', `set VAULT_${name}`)
}

function textOrFile(variable: Variable, name: string, title: string, {kube}: ProviderSurroundings, fallback?: string): string | undefined {
  const text = variable(name)
  if (text) return text
  const file = variable(`${name}_FILE`) ?? fallback
  if (file === undefined) return undefined
  const content = fileText(file, kube)
  if (content) return content
  throw loginFailed(title, 'the file with the credential cannot be read', `check VAULT_${name}_FILE`)
}

/** The text without space around it; undefined for a file that cannot be read. */
function fileText(file: string, {readFile, exists}: ProviderSurroundings['kube']): string | undefined {
  if (!exists(file)) return undefined
  try {
    return Buffer.from(readFile(file, MAX_BYTES)).toString('utf8').trim()
  } catch (error) {
    if (error instanceof GsecError) return undefined
    throw error
  }
}

async function exchangeForToken(server: VaultServer, method: Method, credential: Record<string, string>): Promise<Secret> {
  const mount = server.variable('AUTH_MOUNT') ?? server.variable('LOGIN_MOUNT_POINT') ?? method
  const path = `v1/auth/${mount.split('/').map(encodeURIComponent).join('/')}/login`
  const response = await server.send({method: 'POST', path, body: Secret.of(JSON.stringify(credential))})
  const {title} = server
  if (response.status >= 500 || response.status === 429) throw server.failure(response, title)
  if (response.status !== 200)
    throw loginFailed(
      title,
      `Vault does not take the ${method} login (HTTP ${response.status})`,
      'check role, credential and VAULT_AUTH_MOUNT',
    )
  const {auth} = jsonObject(response, title)
  if (isRecord(auth) && typeof auth['client_token'] === 'string') return Secret.of(auth['client_token'])
  throw loginFailed(title, 'Vault gave no token', 'check role and VAULT_AUTH_MOUNT')
}
