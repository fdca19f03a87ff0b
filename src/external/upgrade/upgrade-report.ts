import type {LeftObject, UpgradedObject, UpgradeResult} from './upgrade-files.js'

/** What --json prints. */
export interface UpgradeReport {
  written: boolean
  files: readonly {path: string; objects: readonly UpgradedObject[]}[]
  /** What is left as it was, and why. */
  left: readonly LeftObject[]
}

export function upgradeReport({files, left}: UpgradeResult, isWritten: boolean): UpgradeReport {
  return {written: isWritten && files.length > 0, files: files.map(({path, objects}) => ({path, objects})), left}
}
