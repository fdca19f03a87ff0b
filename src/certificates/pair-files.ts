import path from 'node:path'
import {GsecError} from '../errors.js'

/** One file that a new pair is written to. */
export interface PairFile {
  path: string
  holds: 'certificate' | 'private key' | 'sealing key Secret'
  /** It holds the private key. */
  isSecret: boolean
}

interface Wanted {
  folder: string
  /** Relative to the folder; without it the certificate has its usual name, or none beside a manifest. */
  certFile: string | undefined
  keyFile: string | undefined
  manifest: string | undefined
}

/** The names that Kubernetes gives the two in a Secret of its type kubernetes.io/tls. */
const CERT_NAME = 'tls.crt'
const KEY_NAME = 'tls.key'

/**
 * The files that a pair goes to: certificate and key, or one manifest with both, with the certificate beside it if asked.
 * @throws GsecError USAGE when two would be one, or the key would be printed
 */
export function pairFiles({folder, certFile, keyFile, manifest}: Wanted): PairFile[] {
  const certificate: PairFile = {path: certFile ?? CERT_NAME, holds: 'certificate', isSecret: false}
  const key: PairFile = {path: keyFile ?? KEY_NAME, holds: 'private key', isSecret: true}
  const secret: PairFile = {path: manifest ?? '', holds: 'sealing key Secret', isSecret: true}
  const wanted = manifest === undefined ? [certificate, key] : [...(certFile === undefined ? [] : [certificate]), secret]
  if (wanted.some(file => file.path === '-')) {
    throw new GsecError('USAGE', 'a pair is written to files only', {hint: 'a private key on a terminal or in a log is no secret any more'})
  }
  const files = wanted.map(file => ({...file, path: path.isAbsolute(file.path) ? file.path : path.join(folder, file.path)}))
  if (new Set(files.map(file => path.resolve(file.path))).size < files.length) {
    throw new GsecError('USAGE', 'certificate and key would be written to the same file')
  }
  return files
}
