import type {KeyKind} from './keys.js'

/** Docs: docs/scanning.md. Only `literal` and `hash` are findings; a `placeholder` is told as info. */
export type ValueClass = 'empty' | 'encrypted' | 'reference' | 'placeholder' | 'shape' | 'hash' | 'literal'

export interface ValueContext {
  /** What the key says; undefined where the place alone makes every literal a secret. */
  kind?: KeyKind | undefined
  /** A path under test, example or docs: there `test` is a placeholder. */
  isExample?: boolean
}

// Longer values are looked at by their first characters: every pattern here is decided by then.
const LOOKED_AT = 4096

/** The class of a value, first match wins: encrypted, reference, placeholder, no secret by its shape, literal. */
export function classifyValue(full: string, context: ValueContext = {}): ValueClass {
  const value = (full.length > LOOKED_AT ? full.slice(0, LOOKED_AT) : full).trim()
  if (value === '' || EMPTY.test(value)) return 'empty'
  if (isEncrypted(value, full)) return 'encrypted'
  if (isReference(value)) return 'reference'
  if (isPlaceholder(value, context.isExample ?? false)) return 'placeholder'
  if (PASSWORD_HASH.test(value)) return 'hash'
  if (isPublicMaterial(value) || isPlainShape(value, context.kind)) return 'shape'
  return 'literal'
}

const EMPTY = /^(?:""|''|null|~|nil|none|n\/?a|undefined|unset|empty|-)$/i

const ENCRYPTED = [
  /^ENC\[AES256_GCM,data:[^,\]]{0,4000}/,
  /^age1[02-9ac-hj-np-z]{30,}$/,
  /^-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE|PKCS7)-----/,
  /^\$ANSIBLE_VAULT;/,
  /^vault:v\d{1,4}:/,
  /^\{cipher\}/,
  /^\{[A-Za-z0-9+/]{30,}={0,2}\}$/,
  /^\{aes\}/,
  /^ENC\([A-Za-z0-9+/=]{8,}\)$/,
  /^AQICAH[A-Za-z0-9+/=]{60,}$/,
  /^CiQA[A-Za-z0-9+/=]{60,}$/,
]

// An envelope begins with its RSA block's length, 256, 384, 512 or 1024, in two bytes (docs/format.md): AQA, AYA, AgA, BAA.
const SEALED_HEAD = /^(?:AQ|Ag|AY|BA)[A-Za-z0-9+/]{2}/
const SEALED_LENGTHS: readonly number[] = [256, 384, 512, 1024]

function isEncrypted(value: string, full: string): boolean {
  return ENCRYPTED.some(pattern => pattern.test(value)) || isSealed(full)
}

/** True when a value frames as a SealedSecret's envelope: RSA block of a known length, session key, tag. */
export function isSealed(value: string): boolean {
  if (!SEALED_HEAD.test(value)) return false
  const envelope = Buffer.from(value, 'base64')
  // the decoder leaves out what is no base64
  const digits = value.endsWith('==') ? value.length - 2 : value.endsWith('=') ? value.length - 1 : value.length
  if (envelope.length !== Math.floor((digits * 3) / 4)) return false
  const block = envelope.readUInt16BE(0)
  return SEALED_LENGTHS.includes(block) && envelope.length >= 2 + block + 16
}

const REFERENCES = [
  /^(?:\$[({]|`)/,
  /^(?:pass|env|file|fd):(?:\$.*)?$/,
  /\$\{[^}\n]{0,300}\}/,
  /\$\([^)\n]{0,300}\)/,
  /^[$%][\d@*#?!sdvqx]$/,
  /^(?:[Bb]earer |[Bb]asic |[Tt]oken )?\$[A-Za-z_][\w.:/-]{0,200}$/,
  /^%[A-Za-z_]\w{0,100}%$/,
  /%\([\w.]{1,100}\)s/,
  /^#\{[^}\n]{1,200}\}#?$/,
  /^(?:__|@@?)[A-Za-z][\w.]{1,100}(?:__|@@?)$/,
  /^\{[A-Za-z_][\w.]{0,100}\}$/,
  /^\[\[.{1,200}\]\]$/,
  /^(?:ref|secretref)\+[a-z]/,
  /^>?>?vault:(?!v\d)[\w./-]{1,300}#/,
  /^(?:op|secret|vault|awssm|awsps|gcpsm|azurekv|keyvault|doppler|akeyless|infisical|bitwarden|pass|keyring|env|cm):\/\//i,
  /^<path:/,
  /^arn:aws[\w-]{0,20}:(?:secretsmanager|ssm|kms):/,
  /^projects\/[^/\s]{1,100}\/secrets\//,
  /^(?:gcp|gcpsm|gsm|aws|awssm|awsps|ssm|azure|azurekv|akv|vault|k8s|env|file|pullsecret|secret|ext|doppler|onepassword):[\w./$@-]{1,300}(?:[#:][\w./@-]{0,200})?$/,
  /^\/?(?:run|var\/run)\/secrets\//,
  /^!(?:reference|Ref|Sub|GetAtt|ImportValue|secret|vault|env|ENV)\b/,
  /^\*[A-Za-z][\w-]{0,100}$/,
  /^(?:process\.env|os\.environ|os\.getenv|System\.getenv|ENV|env|var|local|data|module|secrets|vars|each|self|inputs|outputs|parameters|steps|github|dependency)[.[(]/,
  /^@(?:Microsoft\.KeyVault|keyvault)\(/i,
]

function isReference(value: string): boolean {
  return value.includes('{{') || value.includes('<%') || REFERENCES.some(pattern => pattern.test(value))
}

const STAND_IN =
  'example|placeholder|dummy|redacted|sample|fake|todo|fixme|tbd|insert|omitted|removed|hidden|masked|sanitized|replace|changeme'

const PLACEHOLDERS = [
  /EXAMPLE/,
  /^(.)\1{2,}$/,
  /^[x*.#_?0\s-]{3,}$/i,
  /^\.{2,3}$|^\u2026$|^\xe2\x80\xa6$/,
  /^<[^<>\n]{1,100}>$/,
  /^<<[^<>\n]{1,100}>>$/,
  /^\[[^\]\n]{1,100}\]$/,
  /^\*{2,}[\w ]{0,40}\*{0,}$/,
  /^(?:please[-_ ]?)?(?:change|replace|update|set|fill)[-_ ]?(?:me|this|it|with|in|here)\b.{0,60}$/i,
  /^change[-_]?me/i,
  /^replace/i,
  /^[<{]?(?:your|Your|YOUR)(?:[-_ ]|(?=[A-Z]|own|new|password|passwd|secret|token|api|key|access|client|db|user))[\w-]{0,60}(?: [\w-]{1,30}){0,2}[>}]?$/,
  /^(?:put|enter|insert|add|paste|provide|type)[-_ ](?:your|the|a|my)?\b/i,
  /[-_ ](?:goes[-_ ])?here$/i,
  new RegExp(`^(?:${STAND_IN})\\w{0,3}$`, 'i'),
  new RegExp(`^(?:[a-z]{1,20}[-_ ./]){0,4}(?:${STAND_IN})(?:[-_ ./][a-z]{1,20}){0,4}$`, 'i'),
  /^(?:not[-_ ]?(?:set|real|used|a[-_ ]?real)|invalid|foo|bar|baz|foobar|foo-bar|some[-_ ]?(?:value|secret|password|token|key)|value)$/i,
]

function isPlaceholder(value: string, isExample: boolean): boolean {
  return (isExample && /^tests?$/i.test(value)) || PLACEHOLDERS.some(pattern => pattern.test(value))
}

// crypt(3)'s forms, bcrypt, Argon2, PBKDF2 and LDAP's
const PASSWORD_HASH =
  /^(?:[\w.@-]{1,64}:)?(?:\$(?:2[abxy]?|5|6|1|apr1|y|7|argon2(?:id|i|d)|pbkdf2(?:-sha\d+)?)\$|\{S?SHA(?:\d{3})?\}|pbkdf2_sha256\$|scrypt:|SCRAM-SHA-256\$)/

const PUBLIC_MATERIAL =
  /^(?:-----BEGIN (?:CERTIFICATE|TRUSTED CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|EC PUBLIC KEY|PGP PUBLIC KEY BLOCK|CERTIFICATE REQUEST|X509 CRL|DH PARAMETERS|EC PARAMETERS)-----|ssh-(?:rsa|ed25519|dss) AAAA|ecdsa-sha2-nistp\d{3} AAAA|sk-(?:ssh|ecdsa)-[\w@.-]+ AAAA)/

/** A certificate, a public key and the like. */
export function isPublicMaterial(value: string): boolean {
  return PUBLIC_MATERIAL.test(value) && !value.includes('PRIVATE KEY')
}

const SHAPES = [
  /^(?:true|false|yes|no|on|off|y|n|enabled?|disabled?)$/i,
  /^\d{1,3}$/,
  /^[^A-Za-z0-9\x80-\xff]{1,3}$/,
  /^(?:\d{1,9}(?:\.\d{1,9})?(?:ns|us|ms|s|m|h|d|w|y)){1,5}$/,
  /^\d{1,15}(?:\.\d{1,9})? ?(?:[KMGTPE]i?B?|[kKMGT]?B|m|%)$/,
  /^(?:sha(?:1|224|256|384|512)|md5)[:=-][A-Za-z0-9+/=]{20,}$/i,
  /^(?:[~^]|[<>]?=)? ?v?\d{1,5}\.\d{1,5}\.\d{1,9}(?:[-+][\w.+-]{0,60})?$/,
  /^(?:[\d*,/?LW#-]{1,20}\s{1,3}){4,5}[\d*,/?LW#A-Z-]{1,20}$/,
  /^[a-z0-9.-]{1,100}(?::\d{1,5})?(?:\/[a-z0-9._-]{1,100}){1,6}(?::[\w.-]{1,128}|@sha256:[a-f0-9]{64})$/,
  /^(?:string|str|text|bytes?|bool|boolean|int|integer|number|float|object|array|any|uuid|email|required|optional|String!?)$/,
]
/** Not from the root: known by the ending of its name. */
const RELATIVE_PATH =
  /^[\w.@-]{1,80}(?:[\\/][\w.@ -]{1,80}){0,15}\.(?:md|html?|ya?ml|json|toml|txt|pem|key|crt|cer|p12|pfx|jks|env|conf|cfg|ini|properties|sh|py|go|ts|js|java|png|svg)$/
const FILE_PATH = /^(?:[a-z]:)?[~.]{0,2}(?:[\\/][\w.@ +-]{1,80}){1,15}[\\/]?$/i

const ENUM_WORDS =
  /^(?:basic|digest|bearer|plain|md5|crypt|bcrypt|argon2|sha-?\d{1,3}|scram-sha-\d{1,3}|[hre]s(?:256|384|512)|ldaps?|oauth2?|oidc|saml|jwt|kerberos|iam|irsa|mtls|tls|ssl|x509|apikey|api-key|key|file|env|environment|vault|kubernetes|k8s|local|internal|external|remote|default|auto|automatic|always|never|manual|static|dynamic|session|cookie|header|query|body|form|trust|peer|ident|cert|certificate|native|anonymous|guest|system|proxy|forward|ntlm|iap|workload-?identity|service-?account|managed-?identity|login|users?|admins?|public|private|shared|opaque|random|inherit)$/i

/** An address without anything secret in it: no password, no parameter that is one. */
const PLAIN_URL = /^[a-z][a-z0-9+.-]{1,30}:(?:[a-z][a-z0-9+]{1,20}:)?\/\/[^\s@]{0,2000}$/i
const EMAIL = /^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}$/i
/** Of a Secret, or of a key in one, which may have underscores. */
const NAME = /^[a-z0-9](?:[-a-z0-9._]{0,251}[a-z0-9])?$/
const CREDENTIAL_WORDS =
  /(?:^|[-._])(?:secrets?|creds?|credentials?|tls|cert|certs|token|tokens|auth|key|keys|password|passwords|pwd|regcred|pull|user|username|config|conf|env|envs|vars|values|connection|uri|url|dsn|db|app|superuser|admin|owner|ca|pem|crt)$/

function isPlainShape(value: string, kind: KeyKind | undefined): boolean {
  if (kind === 'connection' || kind === 'webhook') return false
  if (SHAPES.some(pattern => pattern.test(value)) || PLAIN_URL.test(value)) return true
  if ((FILE_PATH.test(value) || RELATIVE_PATH.test(value)) && !looksRandom(value)) return true
  if (kind === 'password') return false
  if (kind === undefined) return /^\d{1,20}$/.test(value) || EMAIL.test(value) || isProse(value)
  return ENUM_WORDS.test(value) || EMAIL.test(value) || isProse(value) || isNameOfSecret(value, kind)
}

/** Where a secret is expected, a lower-case name that ends in such a word is the name of one: `grafana-oauth-secret`. */
function isNameOfSecret(value: string, kind: KeyKind): boolean {
  const name = value.slice(value.indexOf('/') + 1)
  if (!NAME.test(name) || !CREDENTIAL_WORDS.test(name)) return false
  const isQualified = name !== value && NAME.test(value.slice(0, value.indexOf('/')))
  return isQualified || /[-._]/.test(value) || (kind === 'key' && /^[a-z]+$/.test(value))
}

/** A sentence or a label: begins with a capital letter and has three words of letters, or more. */
function isProse(value: string): boolean {
  return /^[A-Z][a-z']{0,20}(?: [A-Za-z'",;:.!?()-]{1,24}){2,}$/.test(value)
}

const DICTIONARY = new Set(
  `admin administrator adminpassword admin123 password passwords passw0rd p@ssw0rd p@ssword password1 password123 pass passwd pass123 secret secrets
  secretpassword root toor rootpassword rootpass postgres postgresql pgpassword mysql mariadb mongo mongodb redis rabbitmq guest user username
  test testing test123 testtest test1234 tester demo demo123 default letmein welcome welcome1 qwerty qwerty123 abc123 abcd1234 monkey dragon
  iloveyou minio minioadmin minio123 changeit hunter2 1234 12345 123456 1234567 12345678 123456789 1234567890 000000 111111 123123 654321
  elastic kibana grafana prom-operator prometheus keycloak jenkins harbor harbor12345 nexus sonar zabbix wordpress drupal joomla bitnami docker
  kubernetes vagrant ubuntu debian centos raspberry alpine service system local localhost dev devpassword development staging prod production
  mypassword my-password my_password mysecret my-secret my_secret mysecretpassword my-secret-password supersecret super-secret super_secret
  supersecretpassword topsecret top-secret verysecret s3cr3t s3cret secret123 token mytoken my-token apikey my-api-key key`.split(/\s+/),
)

/** A password that anybody would try first. */
export function isDictionaryWord(value: string): boolean {
  return value.length <= 24 && DICTIONARY.has(value.toLowerCase())
}

/** True for what a generator makes: no separators that words have, letters of both cases or digits among them. */
export function looksRandom(value: string): boolean {
  const token = /[A-Za-z0-9+/=_-]{16,}/.exec(value)?.[0]
  if (!token) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter(pattern => pattern.test(token)).length
  if (kinds < 2) return false
  const runs = token.match(/[A-Za-z]{5,}/g)?.join('') ?? ''
  return kinds === 3 || runs.length * 2 < token.length
}
