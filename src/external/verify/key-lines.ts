import {type ExternalVerifyRuleId, externalVerifyRules} from './rules.js'
import type {VerifiedExternalSecret, VerifiedKey} from './verify-external-secrets.js'

/** What came of every key, for people: the length of a value, never the value. */
export function keyLines(secrets: readonly VerifiedExternalSecret[]): string[] {
  return secrets.flatMap(({kind, namespace, name, path, line, keys}) => {
    const shown = namespace === undefined ? (name ?? 'without a name') : `${namespace}/${name ?? ''}`
    const width = Math.max(0, ...keys.map(({key}) => key.length))
    return [`${path}:${line}: ${kind} ${shown}`, ...keys.map(key => `  ${key.key.padEnd(width)}  ${statusText(key)}`)]
  })
}

function statusText({status, bytes}: VerifiedKey): string {
  if (status === 'ok') return `ok (${bytes} byte${bytes === 1 ? '' : 's'})`
  return Object.hasOwn(externalVerifyRules, status) ? lowerFirst(externalVerifyRules[status as ExternalVerifyRuleId].title) : status
}

const lowerFirst = (text: string) => text.replace(/^[A-Z](?=[a-z ])/, letter => letter.toLowerCase())
