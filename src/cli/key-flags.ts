import {Flags} from '@oclif/core'
import {GsecError} from '../errors.js'
import {readFile, readStdin} from '../files/read-file.js'
import {listed} from './listed.js'
import {variable} from './variable.js'

/** A backup of a controller has a few kilobytes a key. */
const MAX_KEY_FILE_BYTES = 16 * 1024 * 1024

/** `--key`, for every command that opens. */
export const keyFlag = Flags.string({
  description:
    'file with private keys of the controller: PEM, or a backup as kubectl prints it; - is standard input [env: GSEC_KEY, SEALED_SECRETS_RECOVERY_PRIVATE_KEY]',
  helpValue: 'KEYFILE',
  multiple: true,
  multipleNonGreedy: true,
})

/** A key file that the user named. */
export interface KeyFile {
  path: string
  bytes: Buffer
}

/** The words of --key, or those that a variable lists with commas. */
export function namedKeyWords(flag: readonly string[] | undefined): readonly string[] {
  return flag ?? listed(variable('KEY') ?? variable('RECOVERY_PRIVATE_KEY'))
}

/** Reads the files of --key, or of its variable. Empty when nobody named one. */
export function namedKeyFiles(flag: readonly string[] | undefined): KeyFile[] {
  return namedKeyWords(flag).map(word =>
    word === '-' ? {path: 'standard input', bytes: readStdin(MAX_KEY_FILE_BYTES)} : {path: word, bytes: readFile(word, MAX_KEY_FILE_BYTES)},
  )
}

/** The same where nothing can be done without a key. @throws GsecError USAGE */
export function requireKeyFiles(flag: readonly string[] | undefined): KeyFile[] {
  const files = namedKeyFiles(flag)
  if (files.length > 0) return files
  throw new GsecError('USAGE', 'a private key is needed: --key KEYFILE', {
    hint: "the controller's keys: kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml",
  })
}
