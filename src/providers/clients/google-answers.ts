import type {protos} from '@google-cloud/secret-manager'
import type {VersionInfo, VersionState} from '../client.js'

type Version = protos.google.cloud.secretmanager.v1.ISecretVersion
type Time = protos.google.protobuf.ITimestamp

/** @param aliases names of versions and the numbers that they stand for */
export function describeVersion({name, state, createTime}: Version, aliases: readonly (readonly [string, string])[]): VersionInfo {
  const id = lastStep(name)
  const names = aliases.filter(([, number]) => number === id).map(([alias]) => alias)
  return {id, names, state: STATES[String(state)] ?? 'disabled', ...timeOf('created', createTime)}
}

// By name or by number: the client asks for numbers and gives names where it knows them.
const STATES: Readonly<Record<string, VersionState>> = {ENABLED: 'enabled', '1': 'enabled', DESTROYED: 'destroyed', '3': 'destroyed'}

/** projects/P/secrets/NAME → NAME */
export const lastStep = (name: string | null | undefined) => (name ?? '').replace(/^.*\//, '')

export function textMap(map: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, String(value)]))
}

export function timeOf<K extends string>(key: K, time: Time | null | undefined): Partial<Record<K, Date>> {
  const seconds = Number(time?.seconds ?? Number.NaN)
  return (Number.isNaN(seconds) ? {} : {[key]: new Date(seconds * 1000)}) as Partial<Record<K, Date>>
}
