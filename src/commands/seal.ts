import {existsSync} from 'node:fs'
import {availableParallelism, homedir} from 'node:os'
import path from 'node:path'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {SealingCertificates} from '../certificates/sealing-certificates.js'
import {BaseCommand} from '../cli/base-command.js'
import {type ClusterOptions, clusterOptions} from '../cli/cluster-flags.js'
import {type LoadedConfig, loadConfig} from '../cli/load-config.js'
import {type ManifestSource, readManifestSources} from '../cli/manifest-sources.js'
import {existingContent, refuseOtherContent, refuseOutside} from '../cli/output-files.js'
import {sealFlags} from '../cli/seal-flags.js'
import {certificateReading, certificateWish, configSurroundings} from '../cli/sealing-flags.js'
import {valueReaders} from '../cli/value-readers.js'
import {variable} from '../cli/variable.js'
import {findConfig} from '../config/find-config.js'
import {type Scope, scopes} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {writeFiles} from '../files/write-files.js'
import {namesCluster} from '../kube/cluster-access.js'
import {defaultNamespace} from '../kube/default-namespace.js'
import type {ManifestFile} from '../manifest/read-manifests.js'
import {targetChooser} from '../seal/choose-targets.js'
import {type Arrangement, arrange} from '../seal/destination.js'
import {describeSkipped, type FileSecrets, findSecrets} from '../seal/find-secrets.js'
import {isReplaceable} from '../seal/replaceable.js'
import {sealInParallel} from '../seal/seal-in-parallel.js'
import {type SealResult, type SecretToSeal, sealManifests, secretsIn} from '../seal/seal-manifests.js'
import {type SealReport, sealReport} from '../seal/seal-report.js'
import type {SealValues} from '../seal/seal-values.js'
import {literalRefused, secretFromFlags} from '../seal/value-sources.js'

export default class Seal extends BaseCommand {
  static override summary = 'turn Secrets into SealedSecrets that are safe in git'
  static override description =
    `Reads Secret manifests from files, folders and standard input (-), or builds a Secret from flags, and prints a SealedSecret for each.
Writes nothing unless you say where: --output-file, --output-dir, --in-place, or an output template in .gsec.yaml. An error in any Secret leaves every file as it was.

The certificate is that of --cert, of --for, or of the environment in .gsec.yaml; without any of them the controller in the cluster of the current context is asked, at most once a day.`
  static override examples = [
    {
      description: 'seal a manifest for the cluster of the current context',
      command: '<%= config.bin %> seal secret.yaml --output-file sealed.yaml',
    },
    {
      description: 'seal a manifest for the holder of a certificate, without a cluster',
      command: '<%= config.bin %> seal secret.yaml --cert tls.crt --output-file sealed.yaml',
    },
    {
      description: 'put a SealedSecret in the place of every Secret below a folder',
      command: '<%= config.bin %> seal deploy --cert tls.crt --in-place',
    },
    {
      description: 'seal what another program prints',
      command: 'kustomize build . | <%= config.bin %> seal - --cert tls.crt --namespace shop',
    },
    {
      description: 'build the Secret without ever writing it down',
      command: '<%= config.bin %> seal --name db --namespace shop --prompt password --from-env USER=DB_USER --cert tls.crt',
    },
  ]

  static override args = {
    file: Args.string({description: 'manifests: files, folders, or - for standard input', multiple: true, ignoreStdin: true}),
  }

  static override flags = {
    ...sealFlags,
    scope: Flags.option({
      options: scopes,
      description: 'how far a ciphertext may travel; wins over the annotations of the Secret [env: GSEC_SCOPE]',
    })(),
  }

  async run(): Promise<SealReport> {
    if (this.argv.some(word => /^--from-literal(=|$)/.test(word))) throw literalRefused()
    const {args, flags} = await this.parse(Seal)
    const sources = this.#sources([...(args.file ?? []), ...(flags.file ?? [])], flags)
    const sealValues = this.#sealer(sources)
    const files = sources.map(source => ({source, path: source.path, isStdin: source.isStdin, ...findSecrets(source)}))
    const secrets =
      flags.name === undefined
        ? secretsIn(files)
        : [{secret: await secretFromFlags({...flags, name: flags.name}, valueReaders), path: undefined}]
    const config = await loadConfig(flags.config)
    const result = await this.#seal(secrets, sealValues, flags, config)
    const arrangement = this.#arrange(result, files, flags, config)
    if (!flags['dry-run']) this.#write(arrangement, flags, config)
    if (!this.jsonEnabled()) process.stdout.write(arrangement.stdout)
    this.#tell(arrangement, files, flags)
    const skipped = files.flatMap(file => file.skipped)
    return sealReport(arrangement, {warnings: result.warnings, skipped, dryRun: flags['dry-run'] === true})
  }

  #sources(words: readonly string[], {name}: SealFlags): ManifestSource[] {
    if (name !== undefined) {
      if (words.length > 0)
        throw new GsecError('USAGE', '--name builds a Secret from flags and goes with no FILE', {hint: 'leave out one of the two'})
      return []
    }
    if (words.length > 0) return [...readManifestSources(words)]
    if (!process.stdin.isTTY) return [...readManifestSources(['-'])]
    throw new GsecError('USAGE', 'there is nothing to seal', {
      hint: 'name files or folders, pipe manifests in, or build a Secret with --name',
    })
  }

  /** For large inputs the threads start while the manifests are still being read. */
  #sealer(sources: readonly ManifestSource[]): SealValues {
    const worker = path.join(this.config.root, 'dist/workers/seal-worker.js')
    const bytes = sources.reduce((sum, source) => sum + source.bytes.length, 0)
    return sealInParallel(worker, Math.min(availableParallelism(), MAX_THREADS), bytes > LARGE_INPUT)
  }

  async #seal(secrets: readonly SecretToSeal[], sealValues: SealValues, flags: SealFlags, config: LoadedConfig): Promise<SealResult> {
    const cluster = clusterOptions(flags)
    const reading = certificateReading(flags, cluster)
    const certificates = new SealingCertificates(reading)
    const chooser = targetChooser(
      {...certificateWish(flags, cluster), scope: flags.scope ?? scopeOfVariable(), namespace: flags.namespace ?? variable('NAMESPACE')},
      {
        ...configSurroundings(config),
        certificate: request => certificates.get(request),
        namesCluster: () => namesCluster(cluster, reading.controllers.kube),
        defaultNamespace: () => namespaceOfContext(cluster),
      },
    )
    const result = await sealManifests(secrets, chooser, sealValues)
    for (const line of [...certificates.notes, ...certificates.lines]) this.note(line)
    const warnings = [...certificates.warnings, ...result.warnings]
    for (const {where, message} of warnings) this.warning(`${where}: ${message}`)
    return {...result, warnings}
  }

  #arrange({sealed}: SealResult, files: readonly SourceFile[], flags: SealFlags, config: LoadedConfig): Arrangement {
    const sourceOf = new Map(files.map(({file, source}) => [file, source]))
    return arrange(
      sealed,
      {outputFile: flags['output-file'], outputDir: flags['output-dir'], inPlace: flags['in-place'], format: flags.output},
      {
        join: path.join,
        relativePathOf: (file: ManifestFile) => sourceOf.get(file)?.relativePath || undefined,
        ...configSurroundings(config),
      },
    )
  }

  #write({files}: Arrangement, flags: SealFlags, config: LoadedConfig): void {
    const isTemplate = !flags['in-place'] && flags['output-dir'] === undefined && flags['output-file'] === undefined
    for (const {path: file, text} of files) {
      if (isTemplate) refuseOutside(findConfig(config.folder, existsSync).gitRoot ?? config.folder, file)
      if (!flags['in-place'] && !flags.force) refuseOtherContent(file, existing => isReplaceable(existing, text))
    }
    writeFiles(files.map(({path: file, text}) => ({path: file, data: text})))
  }

  #tell({files, printed}: Arrangement, sources: readonly SourceFile[], flags: SealFlags): void {
    const verb = flags['dry-run'] ? 'would write' : 'wrote'
    for (const {path: file, sealed} of files) this.note(`${verb} ${file} (${sealed.length} SealedSecret${sealed.length === 1 ? '' : 's'})`)
    const skipped = sources.flatMap(source => source.skipped)
    const others = skipped.filter(reason => reason === 'other kind').length
    const passedOver = describeSkipped(skipped.filter(reason => reason !== 'other kind'))
    if (passedOver) this.note(`passed over: ${passedOver}`)
    if (others > 0 && printed.length > 0) this.note(`left out ${others} of other kinds; --in-place and --output-dir keep them`)
    if (flags['in-place'] && files.length > 0) this.note('git history keeps the plaintext that was committed before: rotate those values')
    for (const {plan} of [...printed, ...files.flatMap(({sealed}) => sealed)]) {
      if (plan.namespaceSource) this.note(`namespace "${plan.binding.namespace}" of ${plan.binding.name} is from ${plan.namespaceSource}`)
    }
  }
}

type SealFlags = Interfaces.InferredFlags<typeof Seal.flags>
type SourceFile = FileSecrets & {source: ManifestSource}

/** About as many bytes as hold a thousand values. */
const LARGE_INPUT = 100_000
/** Beyond this more threads cost more to start than they save. */
const MAX_THREADS = 4

/** @throws GsecError USAGE for a variable that is no scope: kubeseal takes it for strict in silence */
function scopeOfVariable(): Scope | undefined {
  const text = variable('SCOPE')
  const scope = scopes.find(known => known === text)
  if (text !== undefined && scope === undefined) {
    throw new GsecError('USAGE', 'GSEC_SCOPE or SEALED_SECRETS_SCOPE is no scope', {hint: `write one of: ${scopes.join(', ')}`})
  }
  return scope
}

function namespaceOfContext(cluster: ClusterOptions) {
  return defaultNamespace(cluster, {env: process.env, home: homedir(), delimiter: path.delimiter, read: existingContent})
}
