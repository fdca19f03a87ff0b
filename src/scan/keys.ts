/**
 * What a key says about its value:
 * - `password`, `secret`: any literal is a secret (docs/scanning.md: strong); they differ in what counts as a literal
 * - `key`: as `secret`, but a single word may be the name of a key in a Secret
 * - `auth`, `weak`: only what looks random
 * - `minor`: a literal is a secret of little worth (salt, pin)
 * - `connection`: only when a password stands inside; `webhook`: only an address with a secret part
 * - `hash`: only a password hash
 */
export type KeyKind = 'password' | 'secret' | 'key' | 'auth' | 'weak' | 'minor' | 'connection' | 'webhook' | 'hash'

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const PASSWORDS = set('password passwd passphrase pwd pw pass passwords')
const SECRETS = set('secret token credential credentials creds authorization bearer psk')
/** Words that glue to others in names without separators: dbpassword, authtoken, apikey. */
const GLUED = [
  'passphrase',
  'password',
  'passwd',
  'credentials',
  'secretkey',
  'accesskey',
  'privatekey',
  'apikey',
  'secret',
  'token',
  'pwd',
]
const SPLIT: Readonly<Record<string, readonly string[]>> = {
  secretkey: ['secret', 'key'],
  accesskey: ['access', 'key'],
  privatekey: ['private', 'key'],
  apikey: ['api', 'key'],
  webhookurl: ['webhook', 'url'],
  connectionstring: ['connection', 'string'],
  requirepass: ['redis', 'password'],
  masterauth: ['redis', 'password'],
}

/** `…Name`, `…Ref` and so on: the value names, bounds or describes a secret and is none. */
const NEVER_LAST = set(`
  name names ref refs reference references path paths file files filename dir dirs directory folder policy policies length len enabled enable
  disabled disable type types kind algorithm algorithms alg rotation rotate expiry expiration expire expires exp ttl age lifetime lifespan
  validity duration timeout interval period grace id ids kid uid guid min max count counter size limit limits quota version versions
  label labels annotation annotations format mode field fields header headers prefix suffix class provider providers namespace store manager
  strategy method methods mount template templates selector arn required allowed allow hint description desc placeholder text title message
  messages regex regexp pattern validator validation command cmd issuer audience scope scopes claim claims usage request requests exists uri url urls
  endpoint endpoints host hostname port user username login email server service address url urls domain region location bucket project
  strength complexity reset history attempts retries retry change changed updated created env var variable variables param params
  parameter parameters property properties attribute column table schema index role roles group groups member members source sources
  target targets status state check checks test tests example examples docs doc help link support supported generator generate generated
  hashing encoding encoder cipher digest checksum fingerprint thumbprint plugin driver backend engine handler factory service manager
  review reviews projection audiences bucket buckets limiter binding bound revision order sync provisioner controller operator
  image tag repository chart replicas optional prompt input output storage access visibility visible show stdin
`)
const NEVER_FIRST = set(`
  existing public checksum use enable enabled disable disabled is has allow allowed require requires required should must skip no without
  min max num count number total validate verify show hide toggle can auto generate reload
`)
/** `tlsSecret: name`: what a manifest calls a Secret by its use. */
const NAMED_SECRETS = set('tls pull existing cert certificate ca ssl image ingress store stores sealed external opaque')
const KEY_BEFORE = set('password passwd pass token username user login')
const STRONG_KEYS = set('api access private secret signing encryption master auth')
const WEAK_KEYS = set(`
  app application hmac jwt cookie session storage account shared license licence deploy ssh rsa crypt crypto cipher aes des webhook
  integration ingest ingestion write admin root server service client consumer subscription project sender push vapid salt hash
  wireguard psk preshared host tls ssl identity sync site data deployment agent registration cluster license enrollment
`)
const CONNECTIONS = set(
  'dsn jdbc datasource connection conn database db redis mongo mongodb postgres postgresql mysql amqp rabbitmq broker',
)
const MINOR = set('salt pin')
const DIGESTS = set('hash hashed bcrypt htpasswd digest')

const known = new Map<string, KeyKind | undefined>()
const MOST_KNOWN = 20_000

/** Judges a key by its words alone; undefined when it says nothing about secrets. */
export function judgeKey(key: string): KeyKind | undefined {
  if (known.has(key)) return known.get(key)
  const kind = key.length > 200 ? undefined : judge(wordsOf(key))
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, kind)
  return kind
}

/** The words of a key in lower case: split at `_ - . /`, where camel case says so, and where well-known words are glued. */
export function wordsOf(key: string): string[] {
  return key
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .map(word => word.toLowerCase().replace(/(?<=[a-z])\d{1,4}$/, ''))
    .filter(word => word !== '')
    .flatMap(unglue)
}

function unglue(word: string): readonly string[] {
  const whole = SPLIT[word]
  if (whole) return whole
  for (const end of GLUED) {
    if (word.length > end.length && word.endsWith(end)) return [word.slice(0, -end.length), ...(SPLIT[end] ?? [end])]
    const rest = word.slice(end.length)
    if (word.startsWith(end) && NEVER_LAST.has(rest)) return [end, rest]
  }
  return [word]
}

function judge(words: readonly string[]): KeyKind | undefined {
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  if (NEVER_FIRST.has(words[0] ?? '') || words.includes('existing')) return undefined
  if (words.includes('webhook') && (last === 'url' || last === 'uri' || last === 'webhook')) return 'webhook'
  if (isConnection(words, last, before)) return 'connection'
  if (DIGESTS.has(last) && words.some(word => PASSWORDS.has(word))) return 'hash'
  if (last === 'key') return judgeNamedKey(before)
  if (last === 'access' && before === 'secret') return 'secret'
  if (last === 'data' && before === 'key') return 'key'
  if (NEVER_LAST.has(last)) return undefined
  if (MINOR.has(last)) return 'minor'
  if (PASSWORDS.has(last) || words.some(word => word !== 'pass' && PASSWORDS.has(word))) return 'password'
  if (last === 'secret' && NAMED_SECRETS.has(before)) return undefined
  if (SECRETS.has(last)) return 'secret'
  return last === 'auth' ? 'auth' : undefined
}

function judgeNamedKey(before: string): KeyKind | undefined {
  if (STRONG_KEYS.has(before)) return 'key'
  if (KEY_BEFORE.has(before)) return undefined
  return WEAK_KEYS.has(before) ? 'weak' : undefined
}

function isConnection(words: readonly string[], last: string, before: string): boolean {
  if (last === 'dsn') return true
  if (last === 'string' || last === 'str') return before === 'connection' || before === 'conn'
  return (last === 'url' || last === 'uri') && words.some(word => CONNECTIONS.has(word))
}
