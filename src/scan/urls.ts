import type {Range} from './text.js'

// scheme://user:password@host. The user may be empty (redis) and the password is what RFC 3986 lets stand there, or nearly:
// people leave `#`, `/` and `?` unescaped less often than texts hold an address and, later, an e-mail address.
const USER_AND_PASSWORD =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/?#:@"'`<>\\{}()[\],;|]{0,128}:(?<password>[^\s/?#@"'`<>\\|,;]{1,256})@(?=[\w[$%{-])/dgi
// https://token@host, but not Sentry's public key: https://docs.sentry.io/concepts/key-terms/dsn-explainer/
const TOKEN_ALONE =
  /(?<![a-z0-9+.-])https?:\/\/(?![a-f0-9]{32}@[\w.:-]{1,200}\/\d{1,20}(?![\w/-]))(?<password>[\w.~%-]{20,256})@(?=[\w[])/dgi
// jdbc:…;password=…, …?user=a&password=b, AccountKey=…;
const PARAMETER =
  /(?<![A-Za-z0-9_-])(?:password|passwd|pwd|pass|account_?key|shared_?access_?key|shared_?secret|access_?token|auth_?token|api_?key|token|sig|secret|client_?secret)=(?<password>[^\s&;"'`<>]{3,512})/dgi

/** The parts of an address or connection string that are passwords, in order and apart; offsets into the value. */
export function passwordsIn(value: string): Range[] {
  const found = [...rangesOf(USER_AND_PASSWORD, value), ...rangesOf(TOKEN_ALONE, value)]
  if (value.includes('=')) found.push(...rangesOf(PARAMETER, value))
  return found.sort((a, b) => a.start - b.start).filter((range, at) => at === 0 || range.start >= (found[at - 1]?.end ?? 0))
}

/** Only what stands before the host: for text in which a parameter may belong to anything. */
export function userInfoPasswordsIn(value: string): Range[] {
  return [...rangesOf(USER_AND_PASSWORD, value), ...rangesOf(TOKEN_ALONE, value)]
}

// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, https://docs.discord.com/developers/resources/webhook:
// the last part of the path is the secret. Teams and others: the path is long and random.
const WEBHOOK =
  /^https:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/|(?:[\w-]{1,40}\.)?discord(?:app)?\.com\/api\/webhooks\/|[\w.-]{1,100}\.webhook\.office\.com\/|[\w.-]{1,100}\.logic\.azure\.com[:/]|chat\.googleapis\.com\/v1\/spaces\/|[\w.-]{1,100}(?::\d{1,5})?\/(?:[\w.~%-]{1,60}\/){0,6}(?=[\w-]{0,100}\d)(?=[\w-]{0,100}[A-Za-z])[\w-]{20,})\S{0,2000}$/i

/** True for the address of a webhook whose path is its password. */
export function isWebhookAddress(value: string): boolean {
  return WEBHOOK.test(value)
}

function* rangesOf(pattern: RegExp, value: string): Generator<Range> {
  for (const match of value.matchAll(pattern)) {
    const range = match.indices?.groups?.['password']
    if (range) yield {start: range[0], end: range[1]}
  }
}
