import assert from 'node:assert/strict'
import {readConfig} from '../../src/config/read-config.js'
import {type Fault, GsecError} from '../../src/errors.js'

/** Everything that is said about a file, each as "where: message (hint)"; nothing about a good one. */
export function faultsOf(text: string | Uint8Array): string[] {
  try {
    readConfig(Buffer.from(text as Uint8Array), '.gsec.yaml')
  } catch (error) {
    assert.ok(error instanceof GsecError, `threw ${(error as Error).name}`)
    assert.equal(error.code, 'CONFIG_INVALID')
    return [error, ...error.others].map(({where, message, hint}: Fault) => `${where}: ${message}${hint === undefined ? '' : ` (${hint})`}`)
  }
  return []
}
