import path from 'node:path'
import {type ManifestNode, nodeAt, textAt} from '../manifest/node.js'
import {Secret} from '../secret.js'
import type {KubeUser} from './kubeconfig.js'

/** PEM from a file, or as it stands in the kubeconfig. */
export type PemSource = {kind: 'file'; path: string} | {kind: 'data'; base64: Secret}

/** A program that logs in. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
export interface ExecSettings {
  apiVersion: string
  command: string
  args: readonly string[]
  env: Readonly<Record<string, string>>
  interactiveMode: 'Never' | 'IfAvailable' | 'Always'
  providesClusterInfo: boolean
}

/** Whom the API server is asked to take us for. */
export interface Impersonation {
  user?: string | undefined
  uid?: string | undefined
  groups: readonly string[]
  extra: readonly (readonly [key: string, values: readonly string[]])[]
}

/** Everything a user of a kubeconfig, or flags in its place, says about logging in. */
export interface LoginSettings {
  certificate?: PemSource | undefined
  key?: PemSource | undefined
  token?: Secret | undefined
  tokenFile?: string | undefined
  username?: string | undefined
  password?: Secret | undefined
  authProvider?: {name: string; config: Readonly<Record<string, string>>} | undefined
  exec?: ExecSettings | undefined
  impersonation: Impersonation
}

/** What flags say about logging in. */
export interface LoginOverrides extends Partial<Omit<LoginSettings, 'impersonation'>> {
  impersonation?: Partial<Impersonation>
}

export const noLogin: LoginSettings = {impersonation: {groups: [], extra: []}}

/** Reads a user of a kubeconfig; relative paths count from its file. */
export function loginSettingsOf({file, node}: KubeUser): LoginSettings {
  const beside = (name: string) => path.resolve(path.dirname(file), name)
  const tokenFile = textAt(node, 'tokenFile')
  return {
    certificate: pemAt(node, 'client-certificate', beside),
    key: pemAt(node, 'client-key', beside),
    token: secretAt(node, 'token'),
    tokenFile: tokenFile && beside(tokenFile),
    username: textAt(node, 'username') || undefined,
    password: secretAt(node, 'password'),
    authProvider: authProviderIn(nodeAt(node, 'auth-provider')),
    exec: execIn(nodeAt(node, 'exec'), beside),
    impersonation: {
      user: textAt(node, 'as') || undefined,
      uid: textAt(node, 'as-uid') || undefined,
      groups: textsIn(nodeAt(node, 'as-groups')),
      extra: entriesIn(nodeAt(node, 'as-user-extra')).map(([key, values]) => [key, textsIn(values)] as const),
    },
  }
}

/** What flags say about the user wins, one by one; a token takes the place of everything that would get one. */
export function withOverrides(stated: LoginSettings, {impersonation, ...flags}: LoginOverrides = {}): LoginSettings {
  const otherTokens = flags.token ? {tokenFile: undefined, authProvider: undefined, exec: undefined} : {}
  return {...stated, ...otherTokens, ...flags, impersonation: {...stated.impersonation, ...impersonation}}
}

/** Data wins over a file, as in kubectl. */
function pemAt(node: ManifestNode | undefined, name: string, beside: (name: string) => string): PemSource | undefined {
  const base64 = secretAt(node, `${name}-data`)
  if (base64) return {kind: 'data', base64}
  const file = textAt(node, name)
  return file ? {kind: 'file', path: beside(file)} : undefined
}

function secretAt(node: ManifestNode | undefined, name: string): Secret | undefined {
  const text = textAt(node, name)
  return text ? Secret.of(text) : undefined
}

function authProviderIn(node: ManifestNode | undefined): LoginSettings['authProvider'] {
  const name = textAt(node, 'name')
  if (name === undefined) return undefined
  const config = entriesIn(nodeAt(node, 'config')).map(([key, value]) => [key, value.kind === 'scalar' ? value.text : ''] as const)
  return {name, config: Object.fromEntries(config)}
}

function execIn(node: ManifestNode | undefined, beside: (name: string) => string): ExecSettings | undefined {
  const command = textAt(node, 'command')
  if (!command) return undefined
  const env = nodeAt(node, 'env')
  const variables = (env?.kind === 'list' ? env.items : []).map(item => [textAt(item, 'name') ?? '', textAt(item, 'value') ?? ''] as const)
  const mode = textAt(node, 'interactiveMode')
  return {
    apiVersion: textAt(node, 'apiVersion') ?? '',
    // a bare name is looked for on the PATH
    command: /[\\/]/.test(command) ? beside(command) : command,
    args: textsIn(nodeAt(node, 'args')),
    env: Object.fromEntries(variables),
    interactiveMode: mode === 'Never' || mode === 'Always' ? mode : 'IfAvailable',
    providesClusterInfo: textAt(node, 'provideClusterInfo') === 'true',
  }
}

function entriesIn(node: ManifestNode | undefined): (readonly [key: string, value: ManifestNode])[] {
  return node?.kind === 'map' ? node.entries.map(({key, value}) => [key.text, value] as const) : []
}

function textsIn(node: ManifestNode | undefined): string[] {
  return node?.kind === 'list' ? node.items.flatMap(item => (item.kind === 'scalar' ? [item.text] : [])) : []
}
