import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import type {FaultKind} from '../../../src/external/resolve/fault.js'
import {MemoryProvider, type VectorSecret} from '../../support/memory-provider.js'
import {resolveSpec} from '../../support/resolve-spec.js'

interface Case {
  name: string
  spec: unknown
  ready: boolean
  data?: Record<string, string>
  error?: string
}

const {secrets, cases} = JSON.parse(readFileSync('test/vectors/eso-resolve/cases.json', 'utf8')) as {
  secrets: Record<string, VectorSecret>
  cases: Case[]
}

/** What each of ESO's errors means; a version that is not there is "Secret does not exist" to AWS. */
const KINDS: readonly [RegExp, readonly FaultKind[]][] = [
  [/Secret does not exist$/, ['missing', 'version']],
  [/key .* does not exist in secret/, ['property']],
  [/unable to unmarshal secret/, ['not-json']],
  [/error applying decoding strategy/, ['decoding']],
  [/invalid secret keys/, ['key']],
  [/contains null bytes/, ['null-byte']],
]

const placed = (spec: unknown) =>
  JSON.parse(
    JSON.stringify(spec)
      .replaceAll('«arn of plain»', MemoryProvider.arnOf('plain'))
      .replaceAll('«previous version of versioned»', MemoryProvider.previousVersion),
  )

/** gjson beyond names, indexes and escaped dots. */
const isBeyond = ({spec}: Case) => /"property":"[^"]*[#@|*?]/.test(JSON.stringify(spec))

describe('resolving an ExternalSecret', () => {
  it('is held against many decisions of the real ESO 2.9', () => {
    assert.ok(cases.length >= 75)
  })

  for (const vector of cases) {
    it(`${vector.name}: does what ESO did`, async () => {
      const {outcomes, data} = await resolveSpec(placed(vector.spec), new MemoryProvider(secrets))
      const [fault] = outcomes.flatMap(outcome => outcome.fault ?? [])
      if (isBeyond(vector) && fault?.kind === 'unverified') return
      const made = data && Object.fromEntries([...data].map(([key, value]) => [key, value.reveal().toString('base64')]))
      if (vector.ready) assert.deepEqual(made, vector.data, fault?.message)
      else {
        const [, kinds] = KINDS.find(([error]) => error.test(vector.error ?? '')) ?? []
        assert.ok(fault && kinds?.includes(fault.kind), `${vector.error} became ${fault?.kind}`)
      }
    })
  }
})
