import {GsecError} from '../../errors.js'
import type {ProviderClient} from '../../providers/client.js'
import {hasClient, type StoreSpec} from '../../providers/open-client.js'
import type {ProviderBlock, StoreKind} from '../../providers/store-kind.js'
import {keysOf} from '../list/list-secrets.js'
import {isPlaceholder} from '../placeholder.js'
import type {StoreChoice} from './store-choice.js'

/** The secrets behind a store, for somebody who picks some of them. Nothing fails: what cannot be told is said, and is not there. */
export interface OfferedSecrets {
  /** Whose they are: "AWS Secrets Manager in eu-west-1". */
  title: string
  /** What the store says of its provider. */
  block: ProviderBlock
  /** In order, as references name them; none where the provider does not tell. */
  names(): Promise<readonly string[]>
  /** The keys of the JSON object, or the fields, in a secret; undefined where its value cannot be read. Reads the value. */
  keysOf(name: string): Promise<readonly string[] | undefined>
}

/** What asking a provider needs. */
export interface Offering {
  /** Makes a client; nothing is asked yet. */
  open: (store: StoreSpec) => Promise<ProviderClient>
  /** Shows that somebody waits, and gives up after a while. @throws GsecError of the work, or PROVIDER_UNREACHABLE */
  within: <T>(what: string, work: (status: (how: string) => void) => Promise<T>) => Promise<T>
  say: (text: string) => void
}

/** Nobody looks through more, and a search finds the wanted one among them by its beginning at best. */
const MOST = 10_000

/**
 * Opens the provider behind a store, to offer what is there; undefined where it cannot be opened, and then it is said why. A store
 * that is not known stands for the provider as the user's own settings reach it.
 */
export async function offerSecrets(kind: StoreKind, store: StoreChoice, offering: Offering): Promise<OfferedSecrets | undefined> {
  const cannot = (reason: string) => offering.say(`the secrets of ${kind.title} cannot be listed: ${reason}; type their names`)
  const settings = new Map(store.known.map(({provider, path}) => [JSON.stringify(provider?.block ?? {}), {provider, path}]))
  const [[text, known] = ['{}', undefined], ...others] = settings
  if (!hasClient(kind.id)) cannot('gsec cannot ask this provider')
  else if (others.length > 0) cannot('several stores have this name')
  else if (isPlaceholder(text)) cannot('the store is filled in later')
  else {
    const where = known?.path === undefined ? `${store.kind} ${store.name}` : `${store.kind} ${store.name} in ${known.path}`
    const block = known?.provider?.block ?? {}
    try {
      const client = await offering.open({provider: kind.id, block, origin: known ? 'repository' : 'user', where})
      return {title: client.title, block, names: () => namesFrom(client, offering), keysOf: name => keysIn(client, name, offering)}
    } catch (error) {
      cannot(reasonOf(error))
    }
  }
  return undefined
}

async function namesFrom(client: ProviderClient, {within, say}: Offering): Promise<string[]> {
  const names: string[] = []
  let isOver = false
  try {
    await within(`listing ${client.title}`, async status => {
      for await (const page of client.list(client.prefix === '' ? {} : {prefix: client.prefix})) {
        if (isOver) return
        names.push(...page.filter(({isDisabled}) => !isDisabled).map(({name}) => name.slice(client.prefix.length)))
        status(`${names.length} so far`)
        if (names.length >= MOST) return say(`only the first ${MOST} secrets are listed; type the names of others`)
      }
    })
    if (names.length === 0) say(`there are no secrets in ${client.title}, or none that you may list; type their names`)
  } catch (error) {
    const missing = names.length === 0 ? 'the secrets' : 'all secrets'
    say(`${missing} of ${client.title} cannot be listed: ${reasonOf(error)}; type their names`)
  }
  isOver = true
  return [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

async function keysIn(client: ProviderClient, name: string, {within, say}: Offering): Promise<string[] | undefined> {
  try {
    return keysOf(await within(`reading ${name}`, () => client.get(`${client.prefix}${name}`)))
  } catch (error) {
    say(`${name} cannot be read: ${reasonOf(error)}`)
    return undefined
  }
}

/** Only gsec's own messages are sure to quote nothing. */
const reasonOf = (error: unknown) => (error instanceof GsecError ? error.message : 'its answer makes no sense')
