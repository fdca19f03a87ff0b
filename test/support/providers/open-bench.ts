import {GsecError} from '../../../src/errors.js'
import type {ProviderClient, StoredValue} from '../../../src/providers/client.js'
import {openClient, type StoreSpec} from '../../../src/providers/open-client.js'
import type {ProviderSurroundings} from '../../../src/providers/surroundings.js'
import {kubeSurroundings} from '../kube-surroundings.js'
import {temporaryFolder} from '../temporary-folder.js'
import type {Bench} from './benches.js'
import type {FakeSecrets, ProviderServer} from './provider-server.js'

const before = {...process.env}

/** To be called in `afterEach`: the clouds' own clients read the environment of the process. */
export function restoreEnvironment(): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
}

/** The surroundings of a user with this environment and these files, who does not like to wait. */
export function userWith(
  env: Record<string, string>,
  files: Record<string, string> = {},
  home = temporaryFolder(files),
): ProviderSurroundings {
  Object.assign(process.env, env)
  return {
    kube: kubeSurroundings({}, {env, home, runLogin: async () => ({ended: 'missing'})}),
    cluster: {},
    allowedEndpoints: [],
    timeoutMs: 3000,
    sleep: async () => {},
  }
}

export interface OpenBench {
  server: ProviderServer
  client: ProviderClient
}

/** A client of the bench's own server, which has these secrets. */
export async function openBench(bench: Bench, secrets: FakeSecrets, overrides: Partial<ProviderSurroundings> = {}): Promise<OpenBench> {
  const server = await bench.serve(secrets)
  const home = temporaryFolder(bench.files(server))
  const surroundings = {...userWith(bench.env(server, home), {}, home), ...overrides}
  const store: StoreSpec = {provider: bench.provider, block: bench.block(server), origin: 'user', where: 'the test'}
  return {server, client: await openClient(store, surroundings)}
}

/** A value as text: the bytes, or the field "value". */
export function revealed(value: StoredValue): string {
  if (value.kind === 'fields')
    return JSON.stringify(Object.fromEntries([...value.fields].map(([key, bytes]) => [key, bytes.reveal().toString()])))
  return value.value.reveal().toString()
}

/** The code and every text of the error that work ends with; its causes are never shown. */
export async function failureOf(work: Promise<unknown>): Promise<{code: string; text: string}> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    const {code, message, where = '', hint = '', others} = error
    return {code, text: JSON.stringify([message, where, hint, others])}
  }
  return {code: 'no error', text: ''}
}
