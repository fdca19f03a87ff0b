import {type RuleInfo, ranks} from './detection.js'
import type {FileScan} from './file-scan.js'
import {judgeKind} from './judge.js'
import type {Text} from './text.js'
import {userInfoPasswordsIn} from './urls.js'

export const urlPassword: RuleInfo = {
  id: 'url-password',
  title: 'password in an address',
  remediation: 'change the password, and hand user and password over apart from the address',
  documentation: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
}

const LONGEST_SCHEME = 32
const LONGEST_USER_INFO = 512
/** Host and path tell a public key of Sentry from a password. */
const LONGEST_HOST = 256

/** Passwords before the host of an address, in text of any kind. @param hits offsets after `://`, in order */
export function findUrlPasswords(scan: FileScan, text: Text, hits: readonly number[], isStrict: boolean): void {
  for (const hit of hits) {
    const at = userInfoEnd(text.content, hit)
    scan.budget.spend(4)
    if (at === -1) continue
    const start = Math.max(0, hit - LONGEST_SCHEME)
    for (const range of userInfoPasswordsIn(text.content.slice(start, at + LONGEST_HOST))) {
      if (start + range.end > at) break
      const value = text.content.slice(start + range.start, start + range.end)
      for (const {severity} of judgeKind('password', value, {isExample: scan.isExample, isStrict})) {
        const found = text.rangeInFile(start + range.start, start + range.end)
        scan.add({rule: urlPassword, rank: ranks.text, severity, range: found, value, prefix: ''})
      }
    }
  }
}

/** The `@` that ends what stands before a host, -1 when the host comes first. */
function userInfoEnd(content: string, from: number): number {
  const most = Math.min(content.length, from + LONGEST_USER_INFO)
  let last = -1
  for (let at = from; at < most; at++) {
    const code = content.charCodeAt(at)
    if (code === 64) last = at
    if (code <= 32 || code === 34 || code === 39 || code === 47 || code === 60 || code === 62 || code === 96 || code > 126) break
  }
  return last
}
