import {Neighbourhoods} from './match-rules.js'
import {Prefilter} from './prefilter.js'
import type {Rule} from './rule.js'

/**
 * Pieces of which one stands in every name that `keys.ts` calls a credential, in every command that is given one, and in
 * every document that has a policy of its own. A text without any is left after one pass over its bytes.
 */
// biome-ignore format: a table
const CREDENTIAL_WORDS = [
  'pass', 'pwd', 'secret', 'token', 'credential', 'creds', 'auth', 'bearer', 'webhook', 'psk', 'salt', 'dsn', 'jdbc',
  'apikey', 'api_key', 'api-key', 'api.key', 'accesskey', 'access_key', 'access-key', 'privatekey', 'private_key', 'private-key',
  'signingkey', 'signing_key', 'signing-key', 'encryptionkey', 'encryption_key', 'encryption-key', 'masterkey', 'master_key', 'master-key',
  '_key', '-key', 'key:', 'key=', 'key"', 'key-data', 'pin:', 'pin=', 'pin"',
  'connectionstring', 'connection_string', 'connection-string', 'connstr', 'address:',
  '--from-literal', 'curl ', 'mysql', 'mariadb', 'docker login', 'helm registry', 'redis-cli',
  'sops', 'enc[aes', 'last-applied', 'stringdata', 'keydata', 'bindpw', '_pw', 'pw:', 'pw=', 'pw"', '$apr1$', '$2y$', '$2a$', '$2b$',
] as const

const URL_WORD = '://'
const KIND_WORDS = ['kind:', 'kind"'] as const
/** Between the documents of a YAML stream. */
const MARKERS = ['\n---', '\n...'] as const

/** What a word is looked for, besides the rules it belongs to. */
const NOTHING = 0
const CREDENTIAL = 1
const URL = 2
const KIND = 3
const MARKER = 4

/** What one pass over the bytes of a text found. Offsets are those after a word, in ascending order. */
export interface Hits {
  credentials: number[]
  urls: number[]
  kinds: number[]
  markers: number[]
  /** Of the rules whose keywords occurred. */
  rules: Neighbourhoods[]
}

/** All words that a scan looks for, and what each is for. Made once for a set of rules. */
export class Vocabulary {
  readonly #rules: readonly Rule[]
  readonly #prefilter: Prefilter
  /** For each word: the rules that it belongs to, and what else it is looked for. */
  readonly #rulesOf: readonly (readonly number[] | undefined)[]
  readonly #purposes: Uint8Array
  readonly #lengths: readonly number[]

  constructor(rules: readonly Rule[]) {
    this.#rules = rules
    const rulesOf = new Map<string, number[]>()
    rules.forEach((rule, index) => {
      for (const word of rule.keywords) rulesOf.set(word, [...(rulesOf.get(word) ?? []), index])
    })
    const purposes = new Map<string, number>([
      ...CREDENTIAL_WORDS.map(word => [word, CREDENTIAL] as const),
      ...MARKERS.map(word => [word, MARKER] as const),
      [URL_WORD, URL],
      ...KIND_WORDS.map(word => [word, KIND] as const),
    ])
    const words = [...new Set([...rulesOf.keys(), ...purposes.keys()])]
    this.#prefilter = new Prefilter(words)
    this.#lengths = words.map(word => word.length)
    this.#rulesOf = words.map(word => rulesOf.get(word))
    this.#purposes = Uint8Array.from(words, word => purposes.get(word) ?? NOTHING)
  }

  search(bytes: Uint8Array): Hits {
    const hits: Hits = {credentials: [], urls: [], kinds: [], markers: [], rules: []}
    const near = new Map<number, Neighbourhoods>()
    const purposes = this.#purposes
    this.#prefilter.search(bytes, (word, end) => {
      const purpose = purposes[word]
      if (purpose === CREDENTIAL) hits.credentials.push(end)
      else if (purpose === URL) hits.urls.push(end)
      else if (purpose === KIND) hits.kinds.push(end)
      else if (purpose === MARKER) hits.markers.push(end)
      const rules = this.#rulesOf[word]
      if (rules) for (const index of rules) this.#neighbourhoods(index, near, hits).add(bytes, end, this.#lengths[word] ?? 0)
    })
    return hits
  }

  #neighbourhoods(index: number, near: Map<number, Neighbourhoods>, hits: Hits): Neighbourhoods {
    let found = near.get(index)
    if (!found) {
      found = new Neighbourhoods(this.#rules[index] as Rule)
      near.set(index, found)
      hits.rules.push(found)
    }
    return found
  }
}
