import {type ErrorCode, GsecError} from '../../errors.js'
import type {ListedSecret, ListQuery, ProviderClient, SecretValue, VersionInfo} from '../../providers/client.js'
import {inParallel} from '../../providers/in-parallel.js'

/** One secret of a provider, as `external list` tells of it. */
export interface ListedEntry extends ListedSecret {
  /** Newest first; absent when nobody asked, or where there is a problem. */
  versions?: readonly VersionInfo[]
  /** The keys of its JSON object, or its fields; none for one plain value. */
  keys?: readonly string[]
  /** Why versions or keys are not known. */
  problem?: ErrorCode
}

export interface ListWish {
  query: ListQuery
  /** Each costs a request for every secret; keys read its value, too. */
  versions: boolean
  keys: boolean
  /** Told after each page, and after each secret that was asked about. */
  onProgress?: (how: string) => void
}

/**
 * Every secret that the query finds, by name. A secret that may not be read has a problem; that nothing may be listed is an
 * error.
 * @throws GsecError as the client's `list` does
 */
export async function listSecrets(
  client: ProviderClient,
  {query, versions, keys, onProgress = () => {}}: ListWish,
): Promise<ListedEntry[]> {
  const found: ListedSecret[] = []
  for await (const page of client.list(query)) {
    found.push(...page)
    onProgress(`${found.length} so far`)
  }
  found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  if (!versions && !keys) return found
  let done = 0
  return await inParallel(found, async secret => {
    const entry = await withDetails(client, secret, {versions, keys})
    onProgress(`${++done} of ${found.length}`)
    return entry
  })
}

async function withDetails(
  client: ProviderClient,
  secret: ListedSecret,
  {versions, keys}: {versions: boolean; keys: boolean},
): Promise<ListedEntry> {
  try {
    return {
      ...secret,
      ...(versions && {versions: (await client.describe(secret.name)).versions}),
      ...(keys && !secret.isDisabled && {keys: keysOf(await client.get(secret.name))}),
    }
  } catch (error) {
    if (error instanceof GsecError && AFFECTS_ONE.includes(error.code)) return {...secret, problem: error.code}
    throw error
  }
}

/** What can be true of one secret and not of the next; anything else would come again and again. */
const AFFECTS_ONE: readonly ErrorCode[] = ['ACCESS_DENIED', 'DISABLED', 'SECRET_NOT_FOUND', 'VERSION_NOT_FOUND', 'PROVIDER_REFUSED']

/** The names in a value, never what stands behind them: the keys of a JSON object, or fields; none for anything else. */
export function keysOf(value: SecretValue): string[] {
  if (value.kind === 'fields') return [...value.fields.keys()].sort()
  try {
    const parsed: unknown = JSON.parse(value.value.reveal().toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? Object.keys(parsed).sort() : []
  } catch {
    return [] // no JSON; the error would quote it
  }
}
