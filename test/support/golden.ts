import assert from 'node:assert/strict'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'

/** Compares with a file below test/golden. UPDATE_GOLDEN=1 rewrites one that is there; a new one is written by hand. */
export function expectGolden(name: string, actual: string): void {
  const file = new URL(`../golden/${name}`, import.meta.url)
  assert.ok(existsSync(file), `test/golden/${name} is missing`)
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual)
  assert.equal(actual, readFileSync(file, 'utf8'))
}
