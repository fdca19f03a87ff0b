import {GsecError} from '../../errors.js'

/** A release of the External Secrets Operator, as far as manifests depend on it. */
export interface EsoVersion {
  major: number
  minor: number
}

/**
 * Reads 2.9, v2.9.0 or 0.16.
 * @param where the flag or variable, for the message
 * @throws GsecError USAGE
 */
export function readEsoVersion(text: string, where: string): EsoVersion {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})(?:\.\d{1,5})?$/.exec(text) ?? []
  if (major === undefined || minor === undefined)
    throw new GsecError('USAGE', `${where} is no version of the External Secrets Operator`, {hint: 'write it as 2.9 or v2.9.0'})
  return {major: Number(major), minor: Number(minor)}
}

/** True for a release before this one; an unknown release is the newest. */
export function isBefore(version: EsoVersion | undefined, major: number, minor: number): boolean {
  return version !== undefined && (version.major < major || (version.major === major && version.minor < minor))
}

/** Since 2.9 the definitions have no defaults for these: before, they showed as a difference in Argo CD unless they stood in the manifest. */
export const REMOTE_REF_DEFAULTS = {conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None'} as const
/** find has no metadataPolicy. */
export const FIND_DEFAULTS = {conversionStrategy: 'Default', decodingStrategy: 'None'} as const
