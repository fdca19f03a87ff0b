import type {Severity} from '../finding.js'
import type {DocumentFacts} from './document.js'
import {judgeKey, wordsOf} from './keys.js'
import {passwordsIn} from './urls.js'
import {classifyValue} from './values.js'

const IDENTITY_WORDS = new Set(
  `user username users login email mail host hostname port database dbname db name endpoint region bucket zone account server servers domain realm
  tenant project organization org url uri address id type driver schema sslmode role group groups namespace cluster version env environment`.split(
    /\s+/,
  ),
)
const CRITICAL_KEYS = new Set(['tls.key', 'ssh-privatekey', 'ca.key'])

/** How bad a value in a Secret is, by its key and itself: who somebody is matters less than how they prove it. */
export function severityInSecret(key: string, value: string, {isExample}: Pick<DocumentFacts, 'isExample'>): Severity | undefined {
  // a number is hardly a secret unless it is somebody's password
  const kept = classifyValue(value, {isExample, kind: judgeKey(key) === 'password' ? 'password' : undefined})
  if (kept === 'placeholder') return 'info'
  if (kept === 'hash') return 'medium'
  if (kept === 'literal') {
    if (CRITICAL_KEYS.has(key)) return 'critical'
    const isIdentity = judgeKey(key) === undefined && IDENTITY_WORDS.has(wordsOf(key).at(-1) ?? '')
    return isIdentity && passwordsIn(value.slice(0, 4096)).length === 0 ? 'low' : 'high'
  }
  return kept === 'shape' ? 'low' : undefined
}
