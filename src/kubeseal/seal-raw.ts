import type {KeyObject} from 'node:crypto'
import {labelFor, type Scope} from '../crypto/label.js'
import {sealOne} from '../seal/seal-values.js'
import {Secret} from '../secret.js'
import {Failure} from './failure.js'
import type {FlagValues} from './flag-values.js'
import {resolveNamespace} from './namespace.js'
import type {Surroundings} from './surroundings.js'

/**
 * One value sealed by itself, in base64 without a line break. The bytes count as they are.
 * @throws Failure
 */
export function sealRaw(flags: FlagValues, publicKey: KeyObject, surroundings: Surroundings): string {
  const scope = flags.text('scope') as Scope
  const name = flags.text('name')
  const namespace = scope === 'cluster-wide' ? '' : resolveNamespace(flags, surroundings).namespace
  if (name === '' && scope === 'strict') throw new Failure(`must provide the --name flag with --raw and --scope ${scope}`)
  return sealOne({value: readValue(flags, surroundings), label: labelFor({scope, namespace, name})}, publicKey)
}

function readValue(flags: FlagValues, {files, isTerminal, readStdin, stderr}: Surroundings): Secret {
  const [first, ...more] = flags.list('from-file')
  if (more.length > 0) throw new Failure('must provide only one --from-file when encrypting a single item with --raw')
  // key=file, as kubectl has it; the key means nothing here
  if (first !== undefined) return Secret.of(files.read(first.replace(/^[^=]*=/, '')))
  if (isTerminal.stdin) stderr('(tty detected: expecting a secret to encrypt in stdin)\n')
  return Secret.of(readStdin())
}
