import type {Certificate} from '../crypto/certificate.js'
import {counted} from '../duration.js'
import {dayOf, daysBetween, isExpired} from './trust.js'

/** What `--json` shows of a certificate. */
export interface CertificateFacts {
  source: string
  subject: string
  bits: number
  fingerprint: string
  sshFingerprint: string
  serial: string
  notBefore: string
  notAfter: string
  status: 'valid' | 'expired' | 'not-yet-valid'
  /** Since notBefore; negative while it is not valid yet. */
  daysOld: number
  /** Until notAfter; negative when it has expired. */
  daysLeft: number
}

export function certificateFacts(source: string, certificate: Certificate, now: Date): CertificateFacts {
  const {subject, bits, fingerprint, sshFingerprint, serial, notBefore, notAfter} = certificate
  return {
    source,
    subject,
    bits,
    fingerprint,
    sshFingerprint,
    serial,
    notBefore: secondOf(notBefore),
    notAfter: secondOf(notAfter),
    status: isExpired(certificate, now) ? 'expired' : notBefore > now ? 'not-yet-valid' : 'valid',
    daysOld: daysBetween(notBefore, now),
    daysLeft: daysBetween(now, notAfter),
  }
}

/** The facts for people, one a line. */
export function describeCertificate({subject, bits, serial, ...facts}: CertificateFacts): string {
  const {daysOld, daysLeft, status} = facts
  const begins = status === 'not-yet-valid' ? `not yet, in ${counted(-daysOld, 'day')}` : `${counted(daysOld, 'day')} ago`
  const ends = status === 'expired' ? `expired ${counted(-daysLeft, 'day')} ago` : `${counted(daysLeft, 'day')} left`
  const lines = [
    ['subject', subject || '(none)'],
    ['key', `RSA, ${bits} bits`],
    ['fingerprint', facts.fingerprint],
    ['', facts.sshFingerprint],
    ['serial', serial],
    ['valid from', `${readable(facts.notBefore)} (${begins})`],
    ['valid until', `${readable(facts.notAfter)} (${ends})`],
  ]
  return lines.map(([name = '', value = '']) => `${name.padEnd(13)}${value}`).join('\n')
}

/** The line that every sealing prints on stderr: a wrong or stale certificate should be seen before it does harm. */
export function sealingLine(source: string, certificate: Certificate, now: Date): string {
  return `sealing for ${source}, ${summaryOf(certificate, now)}`
}

/** `fingerprint sha256:…, 12 days old, valid until 2036-11-20`. */
export function summaryOf({fingerprint, notBefore, notAfter}: Certificate, now: Date): string {
  const age = notBefore > now ? `not valid before ${dayOf(notBefore)}` : `${counted(daysBetween(notBefore, now), 'day')} old`
  return `fingerprint ${fingerprint}, ${age}, valid until ${dayOf(notAfter)}`
}

/** ISO 8601 in UTC; certificates know no fractions of a second. */
function secondOf(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}

function readable(iso: string): string {
  return iso.replace('T', ' ').replace('Z', ' UTC')
}
