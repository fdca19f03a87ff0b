import {GsecError} from '../errors.js'
import {Secret} from '../secret.js'
import type {ClusterAccess} from './cluster-access.js'
import {runLoginProgram} from './login-program.js'
import type {Impersonation, LoginSettings, PemSource} from './login-settings.js'
import type {KubeSurroundings} from './surroundings.js'

/** What goes with every request to the API server. */
export interface Login {
  headers: Readonly<Record<string, Secret | string | readonly string[]>>
  /** Client certificate and key, PEM. */
  certificate?: string
  key?: Secret
}

const MAX_BYTES = 1024 * 1024

/**
 * Logs in as the kubeconfig says: client certificate, token, password, a program, or an identity provider. Credentials are
 * for https only, so that plain http gets none.
 * @throws GsecError LOGIN_FAILED, or FILE_UNREADABLE for a file that the kubeconfig names
 */
export async function logIn(access: ClusterAccess, surroundings: KubeSurroundings): Promise<Login> {
  if (access.server.protocol !== 'https:') return {headers: {}}
  const {impersonation} = access.login
  const login = await applyClientLibrary(access, surroundings)
  return {...login, headers: {...login.headers, ...impersonationHeaders(impersonation)}}
}

/** The library refreshes tokens of identity providers, and picks among several ways to log in. */
async function applyClientLibrary(access: ClusterAccess, surroundings: KubeSurroundings): Promise<Login> {
  const {KubeConfig} = await import('./client-node.js')
  const {login, server} = access
  const config = new KubeConfig()
  config.loadFromClusterAndUser({name: 'cluster', server: server.href, skipTLSVerify: false}, libraryUser(login, surroundings))
  // Its own way to run programs tells them nothing (KUBERNETES_EXEC_INFO), hides what they print, and lets them wait for ever.
  config.addAuthenticator({
    isAuthProvider: user => user.authProvider?.name === OWN_PROVIDER,
    applyAuthentication: async (_, options) => {
      if (!login.exec) return
      const {token, certificate, key} = await runLoginProgram(login.exec, access, surroundings)
      if (token) options.headers = {...options.headers, Authorization: `Bearer ${token.reveal().toString('utf8')}`}
      if (certificate !== undefined && key) Object.assign(options, {cert: certificate, key: key.reveal()})
    },
  })
  const options: Parameters<typeof config.applyToHTTPSOptions>[0] = {headers: {}}
  try {
    await config.applyToHTTPSOptions(options)
  } catch (error) {
    if (error instanceof GsecError) throw error
    const provider = login.authProvider ? `auth-provider "${login.authProvider.name}"` : undefined
    const hint = provider ? `the kubeconfig logs in by ${provider}: log in anew` : 'log in anew'
    throw new GsecError('LOGIN_FAILED', 'no login could be made from the kubeconfig', {where: access.user, hint, cause: error})
  }
  return collected(options, access)
}

const OWN_PROVIDER = 'gsec-exec'
/** Of the library. The first three were taken out of kubectl, which needs a program in their place. */
const PROVIDERS = ['azure', 'gcp', 'exec', 'oidc']

function libraryUser(login: LoginSettings, surroundings: KubeSurroundings) {
  const {certificate, key, token, tokenFile, username, password, authProvider, exec} = login
  const fromFile = tokenFile === undefined ? undefined : readText(tokenFile, surroundings).trim()
  const bearer = fromFile ?? token?.reveal().toString('utf8')
  return {
    name: 'user',
    ...(certificate && {certData: base64Of(certificate, surroundings)}),
    ...(key && {keyData: base64Of(key, surroundings)}),
    ...(bearer !== undefined && {token: bearer}),
    ...(username !== undefined && {username, password: password?.reveal().toString('utf8') ?? ''}),
    ...(authProvider && {authProvider}),
    ...(exec && {authProvider: {name: OWN_PROVIDER}}),
  }
}

function base64Of(source: PemSource, surroundings: KubeSurroundings): string {
  if (source.kind === 'data') return source.base64.reveal().toString('utf8')
  return Buffer.from(surroundings.readFile(source.path, MAX_BYTES)).toString('base64')
}

function readText(file: string, {readFile}: KubeSurroundings): string {
  return Buffer.from(readFile(file, MAX_BYTES)).toString('utf8')
}

interface LibraryOptions {
  headers?: unknown
  auth?: string | null | undefined
  cert?: unknown
  key?: unknown
}

function collected({headers, auth, cert, key}: LibraryOptions, {login, user}: ClusterAccess): Login {
  const {Authorization: bearer} = (headers ?? {}) as Record<string, unknown>
  const authorization = typeof bearer === 'string' ? bearer : auth ? `Basic ${Buffer.from(auth).toString('base64')}` : undefined
  const {authProvider} = login
  if (authorization === undefined && authProvider && !login.exec) {
    const message = PROVIDERS.includes(authProvider.name)
      ? 'the identity provider gave no token'
      : 'the kubeconfig logs in by a way that is not known'
    throw new GsecError('LOGIN_FAILED', message, {
      where: user,
      hint: `its auth-provider is "${authProvider.name}"; log in anew, or use an exec plugin`,
    })
  }
  return {
    headers: authorization === undefined ? {} : {authorization: Secret.of(authorization)},
    ...(isPem(cert) && isPem(key) && {certificate: String(cert), key: Secret.of(key)}),
  }
}

const isPem = (value: unknown): value is string | Buffer => typeof value === 'string' || Buffer.isBuffer(value)

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function impersonationHeaders({user, uid, groups, extra}: Impersonation): Record<string, string | readonly string[]> {
  return {
    ...(user !== undefined && {'impersonate-user': user}),
    ...(uid !== undefined && {'impersonate-uid': uid}),
    ...(groups.length > 0 && {'impersonate-group': groups}),
    ...Object.fromEntries(extra.map(([key, values]) => [`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`, values])),
  }
}
