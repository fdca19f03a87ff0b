import {outputPath} from '../config/output-path.js'
import {GsecError} from '../errors.js'
import type {ManifestFile} from '../manifest/read-manifests.js'
import type {SealedOne} from './seal-manifests.js'
import {formatOf, type OutputFormat, renderSealed, type SealedFile, sealedByPath, sealedInPlace} from './sealed-output.js'

/** Where the user wants the SealedSecrets. */
export interface DestinationFlags {
  outputFile?: string | undefined
  outputDir?: string | undefined
  inPlace: boolean
  format?: OutputFormat | undefined
}

/** What the paths need of the world around. */
export interface DestinationSurroundings {
  join(...parts: string[]): string
  /** Where a file goes below --output-dir; undefined for standard input. */
  relativePathOf(file: ManifestFile): string | undefined
  /** The path that a template of .gsec.yaml gives, seen from the working directory. */
  fromConfig(path: string): string
  placeInConfig(path: string): string | undefined
}

/** Everything a run of `seal` puts out. */
export interface Arrangement {
  stdout: string
  /** Those that are in `stdout`. */
  printed: readonly SealedOne[]
  files: readonly SealedFile[]
}

/**
 * Arranges SealedSecrets for standard output and files, without writing anything.
 * @throws GsecError USAGE when they do not fit where the user wants them
 */
export function arrange(sealed: readonly SealedOne[], flags: DestinationFlags, around: DestinationSurroundings): Arrangement {
  const {outputFile, outputDir, inPlace, format} = flags
  if (inPlace) return filesOnly(sealedInPlace(onePerSecret(sealed, '--in-place').map(fromFile), ({path}) => path))
  if (outputDir !== undefined) return filesOnly(inFolder(onePerSecret(sealed, '--output-dir'), outputDir, around))
  if (outputFile !== undefined && outputFile !== '-') {
    const text = renderSealed(valuesOf(sealed), format ?? formatOf(outputFile))
    return filesOnly([{path: outputFile, text, sealed}])
  }
  const printed = sealed.filter(({target}) => outputFile === '-' || target.output === undefined)
  const filed = sealed.filter(one => !printed.includes(one))
  return {
    stdout: renderSealed(valuesOf(printed), format ?? 'yaml'),
    printed,
    files: sealedByPath(filed, one => around.fromConfig(templatePath(one, around))),
  }
}

function inFolder(sealed: readonly SealedOne[], folder: string, around: DestinationSurroundings): SealedFile[] {
  const hasPath = ({found}: SealedOne) => found !== undefined && around.relativePathOf(found.object.document.file) !== undefined
  const replaced = sealedInPlace(sealed.filter(hasPath), file => around.join(folder, around.relativePathOf(file) ?? ''))
  const loose = sealed.filter(one => !hasPath(one))
  return [...replaced, ...sealedByPath(loose, ({plan}) => around.join(folder, `${plan.binding.name}.yaml`))]
}

function templatePath({path, target, plan}: SealedOne, around: DestinationSurroundings): string {
  const place = path === undefined ? '' : (around.placeInConfig(path) ?? '')
  const slash = place.lastIndexOf('/')
  return outputPath(target.output ?? '', {
    dir: slash === -1 ? '.' : place.slice(0, slash),
    file: place.slice(slash + 1).replace(/\.[^.]*$/, '') || plan.binding.name,
    namespace: plan.binding.namespace,
    name: plan.binding.name,
    ...(target.cluster !== undefined && {cluster: target.cluster}),
  })
}

/** A file holds one SealedSecret in the place of one Secret. */
function onePerSecret(sealed: readonly SealedOne[], flag: string): readonly SealedOne[] {
  const second = sealed.find((one, index) => sealed[index - 1]?.secret === one.secret)
  if (!second) return sealed
  throw new GsecError('USAGE', `the Secret is sealed for several clusters, ${flag} has room for one`, {
    where: second.secret.place,
    hint: 'give --for CLUSTER, or leave it to the output template of .gsec.yaml',
  })
}

function fromFile(one: SealedOne): SealedOne {
  if (one.path !== undefined) return one
  throw new GsecError('USAGE', '--in-place wants files, standard input and flags have none', {hint: 'use --output-file FILE'})
}

function filesOnly(files: readonly SealedFile[]): Arrangement {
  return {stdout: '', printed: [], files}
}

const valuesOf = (sealed: readonly SealedOne[]) => sealed.map(one => one.sealed)
