import type {Certificate} from '../crypto/certificate.js'
import {type Fingerprint, parseFingerprint} from '../crypto/fingerprint.js'
import {DAY, formatDuration} from '../duration.js'
import {type ErrorCode, GsecError} from '../errors.js'

/** Below this a key can be broken with much effort; controllers make 4096 bits. */
const SAFE_BITS = 2048

/** Which certificates may be sealed for. */
export interface TrustRules {
  /** Keys that are expected; empty means any. */
  pins: readonly Fingerprint[]
  /** Milliseconds since the certificate began to be valid. */
  maxAge?: number | undefined
  now: Date
}

/** One reason not to seal for a certificate. */
export interface Distrust {
  code: Extract<ErrorCode, 'CERT_EXPIRED' | 'CERT_PIN_MISMATCH' | 'CERT_TOO_OLD'>
  message: string
  hint: string
}

/** Every reason not to seal for a certificate, the gravest first. */
export function distrustOf(certificate: Certificate, {pins, maxAge, now}: TrustRules): Distrust[] {
  const found: Distrust[] = []
  const {fingerprint, sshFingerprint, notAfter} = certificate
  if (pins.length > 0 && !pins.includes(fingerprint) && !pins.includes(sshFingerprint)) {
    const hint = `it has ${fingerprint}; if the controller renewed its key, add that one to the expected ones`
    found.push({code: 'CERT_PIN_MISMATCH', message: 'the key of the certificate is not one of the expected ones', hint})
  }
  if (isExpired(certificate, now)) {
    const hint = 'the controller has a newer one: run "gsec cert fetch"'
    found.push({code: 'CERT_EXPIRED', message: `certificate expired on ${dayOf(notAfter)}`, hint})
  }
  const age = ageOf(certificate, now)
  if (maxAge !== undefined && age > maxAge) {
    const message = `certificate is ${formatDuration(age)} old, at most ${formatDuration(maxAge)} are allowed`
    found.push({code: 'CERT_TOO_OLD', message, hint: 'controllers renew their key every 30 days: run "gsec cert fetch"'})
  }
  return found
}

/** A certificate that is still valid, but not for long. */
export interface Expiry {
  code: 'CERT_EXPIRING'
  message: string
  hint: string
}

/** At most one entry: the certificate expires within the given milliseconds, and has not yet. */
export function expiryWithin(certificate: Certificate, within: number | undefined, now: Date): Expiry[] {
  const left = certificate.notAfter.getTime() - now.getTime()
  if (within === undefined || isExpired(certificate, now) || left > within) return []
  const message = `certificate expires on ${dayOf(certificate.notAfter)}, in ${formatDuration(left)}`
  return [{code: 'CERT_EXPIRING', message, hint: 'fetch the newest one with "gsec cert fetch"'}]
}

/**
 * Insists on the rules before anything is sealed.
 * @returns warnings: things that kubeseal accepts in silence
 * @throws GsecError CERT_PIN_MISMATCH, CERT_EXPIRED or CERT_TOO_OLD
 */
export function checkTrust(certificate: Certificate, rules: TrustRules, where: string): string[] {
  const [gravest] = distrustOf(certificate, rules)
  if (gravest) throw new GsecError(gravest.code, gravest.message, {where, hint: gravest.hint})
  return certificateWarnings(certificate, rules.now)
}

/** What is odd about a certificate, but no reason to refuse it. */
export function certificateWarnings({notBefore, bits}: Certificate, now: Date): string[] {
  const warnings: string[] = []
  if (notBefore > now) warnings.push(`the certificate is valid only from ${dayOf(notBefore)} on; is the clock of this machine right?`)
  if (bits < SAFE_BITS) warnings.push(`the key has ${bits} bits; fewer than ${SAFE_BITS} are not safe`)
  return warnings
}

/** To the millisecond after the last valid second, as kubeseal reckons. */
export function isExpired({notAfter}: Certificate, now: Date): boolean {
  return now > notAfter
}

/** Milliseconds since the certificate began to be valid; none while it is not valid yet. */
export function ageOf({notBefore}: Certificate, now: Date): number {
  return Math.max(0, now.getTime() - notBefore.getTime())
}

/** YYYY-MM-DD in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Whole days from one date to another, towards zero; negative when `to` is earlier. */
export function daysBetween(from: Date, to: Date): number {
  return Math.trunc((to.getTime() - from.getTime()) / DAY) || 0 // not -0
}

/**
 * Reads fingerprints that a user wrote, in either notation.
 * @throws GsecError USAGE naming `what` when one is malformed: ignored, it would let any key pass
 */
export function parsePins(texts: readonly string[], what: string): Fingerprint[] {
  return texts.map(text => {
    const pin = parseFingerprint(text)
    if (pin) return pin
    throw new GsecError('USAGE', `${what} is not a fingerprint`, {
      hint: 'a fingerprint is sha256: and 64 hex digits, or SHA256: and 43 base64 digits; "gsec cert show" prints both',
    })
  })
}
