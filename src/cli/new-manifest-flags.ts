import {Flags, type Interfaces} from '@oclif/core'
import {GsecError} from '../errors.js'
import {writeFiles} from '../files/write-files.js'
import {contentToReplace} from './output-files.js'

const OUTPUT = 'OUTPUT'

/** Flags of every command that makes a manifest of its own. */
export const newManifestFlags = {
  output: Flags.option({
    char: 'o',
    helpGroup: OUTPUT,
    options: ['yaml', 'json'] as const,
    description: 'format (default: by the name of the output file, else yaml)',
  })(),
  'output-file': Flags.string({
    char: 'w',
    helpGroup: OUTPUT,
    description: 'write to this file; - is standard output',
    helpValue: 'FILE',
  }),
  append: Flags.boolean({
    helpGroup: OUTPUT,
    dependsOn: ['output-file'],
    description: 'add a document to the end of the file, and leave every byte before it',
  }),
  force: Flags.boolean({
    helpGroup: OUTPUT,
    description: 'overwrite a file that holds something else; with --append, replace the object of the same kind and name',
  }),
  'dry-run': Flags.boolean({helpGroup: OUTPUT, description: 'print what would be written, and write nothing'}),
}

export type NewManifestFlags = Interfaces.InferredFlags<typeof newManifestFlags>

/** The format that the flags ask for. @throws GsecError USAGE */
export function manifestFormat({output, 'output-file': file, append}: NewManifestFlags): 'yaml' | 'json' {
  const format = output ?? (file !== undefined && /\.json$/i.test(file) ? 'json' : 'yaml')
  if (append && format === 'json')
    throw new GsecError('USAGE', '--append adds documents to YAML files alone', {
      hint: 'leave --output json out, or write to a file of its own',
    })
  return format
}

/** Where manifests were put. */
export interface PutManifest {
  /** For standard output. */
  stdout: string
  /** Absent where nothing is written. */
  file: string | undefined
}

/**
 * Writes the text to the file that the flags name, or hands it back for standard output.
 * @param append makes the new content of a file that is there
 * @throws GsecError FILE_EXISTS, FILE_UNWRITABLE, or what `append` throws
 */
export function putManifest(text: string, flags: NewManifestFlags, append: (existing: Buffer, path: string) => string): PutManifest {
  const file = flags['output-file'] === '-' ? undefined : flags['output-file']
  if (file === undefined) return {stdout: text, file}
  const existing = contentToReplace(file)
  const data = existing && flags.append ? append(existing, file) : text
  if (existing?.length && !flags.append && !flags.force && !existing.equals(Buffer.from(data)))
    throw new GsecError('FILE_EXISTS', 'exists and holds something else', {
      where: file,
      hint: 'give --append to add to it, or --force to overwrite it',
    })
  if (!flags['dry-run']) writeFiles([{path: file, data}])
  return {stdout: flags['dry-run'] ? text : '', file}
}
