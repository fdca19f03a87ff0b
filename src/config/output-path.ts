import path from 'node:path'
import {GsecError} from '../errors.js'
import type {OutputPlaceholder} from './template.js'

/** Where the file of each cluster goes when an environment names several clusters and no output. */
export const OUTPUT_PER_CLUSTER = '{dir}/{cluster}/{name}.sealed.yaml'

/**
 * The path that a template means, relative to .gsec.yaml and with "/" between folders. It may lead above that folder:
 * whoever writes the file keeps it inside the git root. A placeholder without a value stays, for plans that do not know it yet.
 * @param values `dir` is the folder of the input relative to .gsec.yaml, `file` its name without extension
 * @throws GsecError MANIFEST_INVALID when another value than `dir` would lead to another folder
 */
export function outputPath(template: string, values: Readonly<Partial<Record<OutputPlaceholder, string>>>): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, placeholder: OutputPlaceholder) => {
    const value = values[placeholder]
    if (value === undefined) return whole
    if (placeholder !== 'dir' && (/[/\\]/.test(value) || value === '.' || value === '..')) {
      throw new GsecError('MANIFEST_INVALID', `the ${placeholder} would lead the output to another folder`)
    }
    return value
  })
  return path.posix.normalize(filled)
}

/** What the path of every file that a template gives for a cluster looks like, relative to .gsec.yaml. */
export function outputPattern(template: string, cluster: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const parts = template.replace(/^\.\//, '').split(/(\{\w+\}\/?)/)
  const source = parts.map(part => {
    if (part.startsWith('{dir}')) return part.endsWith('/') ? '(?:.*/)?' : '.*'
    if (part.startsWith('{cluster}')) return literal(part.replace('{cluster}', cluster))
    return part.startsWith('{') ? `[^/]+${part.endsWith('/') ? '/' : ''}` : literal(part)
  })
  return new RegExp(`^${source.join('')}$`)
}
