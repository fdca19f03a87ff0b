import {GsecError} from '../errors.js'
import {isNull, type ManifestNode} from '../manifest/node.js'
import {readYaml} from '../manifest/read-yaml.js'
import {formatPlace, LineIndex} from '../position.js'
import {checkReferences, type WithHoles} from './check-references.js'
import {checkShape} from './check-shape.js'
import {type Config, configShape} from './config-shape.js'
import {MAX_CONFIG_BYTES} from './find-config.js'
import {configInvalid} from './problem.js'
import type {ConfigSource} from './source.js'

/** A configuration with the file that it comes from. */
export interface ConfigFile {
  config: Config
  source: ConfigSource
}

/**
 * Reads a .gsec.yaml. The bytes may come from anywhere: a file, or a commit that is being judged.
 * @param path how the file is named in messages
 * @throws GsecError CONFIG_INVALID with every problem in the order of the text; none quotes a value
 */
export function readConfig(bytes: Uint8Array, path: string): ConfigFile {
  const text = decode(bytes, path)
  const lines = new LineIndex(text)
  const root = readRoot(text, path, lines)
  const source = {path, text, lines, root}
  const {value, problems} = checkShape(root, configShape, text)
  // what the shape says of a place comes first; a name that is no name at all need not be called unknown as well
  const reported = new Set(problems.map(({offset}) => offset))
  const conflicts = checkReferences((value ?? {}) as WithHoles<Config>, source, problems.length === 0).filter(
    ({offset}) => !reported.has(offset),
  )
  if (problems.length + conflicts.length > 0) throw configInvalid([...problems, ...conflicts], path, lines)
  // the shape is what Config is derived from
  return {config: value as Config, source}
}

function decode(bytes: Uint8Array, path: string): string {
  if (bytes.length > MAX_CONFIG_BYTES) throw new GsecError('CONFIG_INVALID', 'is larger than 1 MiB', {where: path})
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new GsecError('CONFIG_INVALID', 'is not UTF-8 text', {where: path, hint: 'save it as UTF-8'})
  }
}

function readRoot(text: string, path: string, lines: LineIndex): ManifestNode {
  const [root, second] = documents(text, path, lines)
  if (!root) throw new GsecError('CONFIG_INVALID', 'is empty', {where: path, hint: 'begin with "version: 1"'})
  if (second) {
    const where = formatPlace(path, lines.position(second.start))
    throw new GsecError('CONFIG_INVALID', 'a second YAML document begins here', {where, hint: 'remove the line --- before it'})
  }
  return root
}

function documents(text: string, path: string, lines: LineIndex): ManifestNode[] {
  try {
    return readYaml(text, path, lines).flatMap(({root}) => (root && !isNull(root) ? [root] : []))
  } catch (cause) {
    // whatever bytes do to the library, the answer is about the file
    const {message, where, hint} = cause instanceof GsecError ? cause : {message: 'cannot be read as YAML', where: path, hint: undefined}
    throw new GsecError('CONFIG_INVALID', message, {where, hint, cause})
  }
}
