import {GsecError} from '../../errors.js'
import type {Bytes} from '../../manifest/template/value.js'
import type {ProviderClient, PutOptions, SecretValue, StoredValue} from '../../providers/client.js'
import {membersOf, memberText} from '../resolve/json/go-json.js'
import type {RemoteSecret} from './push-layout.js'

/** What a push does with one secret of the provider. */
export interface PushStep {
  remote: RemoteSecret
  /** create – there is none; keep – it has these values already; replace – it has others. */
  action: 'create' | 'keep' | 'replace'
  expected: PutOptions['expected']
}

/**
 * Compares what is to be with what is there.
 * @throws GsecError as `ProviderClient` does
 */
export async function planStep(remote: RemoteSecret, client: ProviderClient): Promise<PushStep> {
  const stored = await currentValue(client, client.prefix + remote.key)
  if (!stored) return {remote, action: 'create', expected: 'absent'}
  const expected = stored.version === undefined ? 'any' : {version: stored.version}
  return {remote, action: isSame(stored, remote.value) ? 'keep' : 'replace', expected}
}

async function currentValue(client: ProviderClient, name: string): Promise<StoredValue | undefined> {
  try {
    return await client.get(name)
  } catch (error) {
    if (error instanceof GsecError && error.code === 'SECRET_NOT_FOUND') return undefined
    throw error
  }
}

function isSame(stored: SecretValue, wanted: SecretValue): boolean {
  const [there, here] = [fieldsOf(stored), fieldsOf(wanted)]
  if (there && here) return there.size === here.size && [...here].every(([key, value]) => there.get(key) === value)
  return stored.kind !== 'fields' && wanted.kind !== 'fields' && stored.value.equals(wanted.value)
}

/** A JSON object by its members, so that order and spaces make no difference. */
function fieldsOf(value: SecretValue): Map<string, Bytes> | undefined {
  if (value.kind === 'fields') return new Map([...value.fields].map(([key, field]) => [key, field.reveal().toString('latin1')]))
  const members = membersOf(value.value.reveal().toString('latin1'))
  // a number is not the text of its digits
  return members && new Map([...members].map(([key, raw]) => [key, raw.startsWith('"') ? `"${memberText(raw)}` : raw]))
}
