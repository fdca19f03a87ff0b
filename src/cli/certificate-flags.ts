import {Flags} from '@oclif/core'
import {GsecError} from '../errors.js'
import {readFile, readStdin} from '../files/read-file.js'

/** Flags of every command that reads a certificate. */
export const certificateFlags = {
  cert: Flags.string({
    description: 'certificate to read: a PEM file, or its http, https or file address (also SEALED_SECRETS_CERT)',
    env: 'GSEC_CERT',
    helpValue: 'FILE|URL',
  }),
  'insecure-http': Flags.boolean({
    description: 'accept a certificate over plain http, where anybody on the way can replace it',
    env: 'GSEC_INSECURE_HTTP',
  }),
}

/** A token of the command line as oclif hands it back. */
type Token = {type: 'arg'; input: string} | {type: 'flag'; flag: string}

/** The certificate that a command is to read: its argument, `--cert`, or what the environment names. */
export function certificateSource(
  argument: string | undefined,
  flag: string | undefined,
  typed: readonly Token[],
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (argument !== undefined && typed.some(token => token.type === 'flag' && token.flag === 'cert')) {
    throw new GsecError('USAGE', 'a certificate is given twice, as an argument and with --cert')
  }
  const source = argument || flag || environment['SEALED_SECRETS_CERT']
  if (source) return source
  throw new GsecError('CERT_MISSING', 'no certificate is given', {
    hint: 'name a PEM file or its address, or set GSEC_CERT; "gsec cert fetch" gets one from the controller',
  })
}

/** Reads a file, or standard input for `-`. */
export function readFileOrStdin(path: string, maxBytes: number): Buffer {
  return path === '-' ? readStdin(maxBytes) : readFile(path, maxBytes)
}
