import {emitJson} from '../manifest/emit-json.js'
import {emitYaml} from '../manifest/emit-yaml.js'
import type {PlainValue} from '../manifest/value.js'
import {Failure} from './failure.js'

/** Where a run's result goes: standard output as it comes, or a file at the end. */
export interface Output {
  write: (data: string | Uint8Array) => void
}

/**
 * One object in the wanted format: JSON, or a YAML document behind its `---`.
 * @throws Failure for another format, which kubeseal notices only here
 */
export function printObject(value: PlainValue, format: string): string {
  switch (format.toLowerCase()) {
    case '':
    case 'json':
      return emitJson(value)
    case 'yaml':
      return `---\n${emitYaml(value)}`
    default:
      throw new Failure(`unsupported output format: ${format}`)
  }
}
