import {existsSync} from 'node:fs'
import {availableParallelism, homedir} from 'node:os'
import path from 'node:path'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {SealingCertificates} from '../certificates/sealing-certificates.js'
import {BaseCommand} from '../cli/base-command.js'
import {type LoadedConfig, loadConfig} from '../cli/load-config.js'
import {type ManifestSource, readManifestSources} from '../cli/manifest-sources.js'
import {existingContent, refuseOtherContent, refuseOutside} from '../cli/output-files.js'
import {valueReaders} from '../cli/value-readers.js'
import {findConfig} from '../config/find-config.js'
import {placeInConfig} from '../config/place-in-config.js'
import {scopes} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'
import {writeFiles} from '../files/write-files.js'
import {defaultNamespace} from '../kube/default-namespace.js'
import type {ManifestFile} from '../manifest/read-manifests.js'
import {targetChooser} from '../seal/choose-targets.js'
import {type Arrangement, arrange} from '../seal/destination.js'
import {describeSkipped, type FileSecrets, findSecrets} from '../seal/find-secrets.js'
import {isReplaceable} from '../seal/replaceable.js'
import {sealInParallel} from '../seal/seal-in-parallel.js'
import {type SealResult, type SecretToSeal, sealManifests, secretsIn} from '../seal/seal-manifests.js'
import {type SealReport, sealReport} from '../seal/seal-report.js'
import {literalRefused, secretFromFlags} from '../seal/value-sources.js'

const BUILD = 'BUILD A SECRET'
const OUTPUT = 'OUTPUT'
const CERTIFICATE = 'CERTIFICATE'
const many = {multiple: true, multipleNonGreedy: true} as const

export default class Seal extends BaseCommand {
  static override summary = 'turn Secrets into SealedSecrets that are safe in git'
  static override description =
    `Reads Secret manifests from files, folders and standard input (-), or builds a Secret from flags, and prints a SealedSecret for each.
Writes nothing unless you say where: --output-file, --output-dir, --in-place, or an output template in .gsec.yaml. An error in any Secret leaves every file as it was.`
  static override examples = [
    {
      description: 'seal a manifest for the holder of a certificate',
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
    file: Flags.string({char: 'f', ...many, description: 'the same as a FILE argument', helpValue: 'FILE'}),
    namespace: Flags.string({
      char: 'n',
      env: 'GSEC_NAMESPACE',
      description: 'namespace of Secrets that name none; one that names another is an error',
    }),
    context: Flags.string({env: 'GSEC_CONTEXT', description: 'context of the kubeconfig whose namespace counts where nothing names one'}),
    kubeconfig: Flags.string({description: 'kubeconfig file (also KUBECONFIG)', helpValue: 'FILE'}),
    scope: Flags.option({
      options: scopes,
      env: 'GSEC_SCOPE',
      description: 'how far a ciphertext may travel; wins over the annotations of the Secret',
    })(),

    cert: Flags.string({
      helpGroup: CERTIFICATE,
      description: 'certificate to seal with [env: GSEC_CERT, SEALED_SECRETS_CERT]',
      helpValue: 'FILE|URL',
    }),
    for: Flags.string({
      helpGroup: CERTIFICATE,
      ...many,
      delimiter: ',',
      description: 'seal for these clusters of .gsec.yaml',
      exclusive: ['cert'],
      helpValue: 'CLUSTER',
    }),
    fingerprint: Flags.string({
      helpGroup: CERTIFICATE,
      ...many,
      description: 'seal only for a certificate with one of these fingerprints',
      helpValue: 'SHA256:…',
    }),
    'max-cert-age': Flags.string({
      helpGroup: CERTIFICATE,
      env: 'GSEC_MAX_CERT_AGE',
      description: 'refuse a certificate that is older',
      helpValue: '60d',
    }),
    'insecure-http': Flags.boolean({
      helpGroup: CERTIFICATE,
      env: 'GSEC_INSECURE_HTTP',
      description: 'fetch the certificate over plain http without a fingerprint',
    }),

    output: Flags.option({
      char: 'o',
      helpGroup: OUTPUT,
      options: ['yaml', 'json'] as const,
      description: 'format (default: by the name of the output file, else yaml)',
    })(),
    'output-file': Flags.string({
      char: 'w',
      helpGroup: OUTPUT,
      exclusive: ['output-dir', 'in-place'],
      description: 'write all SealedSecrets to one file; - is standard output',
      helpValue: 'FILE',
    }),
    'output-dir': Flags.string({
      helpGroup: OUTPUT,
      exclusive: ['in-place', 'output'],
      description: 'write each file below this folder, other kinds in it untouched',
      helpValue: 'DIR',
    }),
    'in-place': Flags.boolean({
      helpGroup: OUTPUT,
      exclusive: ['output'],
      description: 'replace the Secrets in their files, other kinds in them untouched',
    }),
    force: Flags.boolean({helpGroup: OUTPUT, description: 'overwrite a file that is not the same SealedSecret'}),
    'dry-run': Flags.boolean({helpGroup: OUTPUT, description: 'do everything but write'}),

    name: Flags.string({helpGroup: BUILD, description: 'name of the Secret to build'}),
    type: Flags.string({helpGroup: BUILD, dependsOn: ['name'], description: 'its type, such as kubernetes.io/basic-auth'}),
    'from-file': Flags.string({
      helpGroup: BUILD,
      ...many,
      dependsOn: ['name'],
      description: 'a file, or every file of a folder, under its name or KEY',
      helpValue: '[KEY=]PATH',
    }),
    'from-env-file': Flags.string({
      helpGroup: BUILD,
      ...many,
      dependsOn: ['name'],
      description: 'every KEY=VALUE line of a file',
      helpValue: 'FILE',
    }),
    'from-env': Flags.string({
      helpGroup: BUILD,
      ...many,
      dependsOn: ['name'],
      description: 'an environment variable',
      helpValue: 'KEY[=VAR]',
    }),
    prompt: Flags.string({
      helpGroup: BUILD,
      ...many,
      dependsOn: ['name'],
      description: 'ask for the value on the terminal',
      helpValue: 'KEY',
    }),
    tls: Flags.string({
      helpGroup: BUILD,
      multiple: true,
      dependsOn: ['name'],
      description: 'a TLS Secret from a certificate file and a key file',
      helpValue: 'CERT KEY',
    }),
    'docker-server': Flags.string({
      helpGroup: BUILD,
      dependsOn: ['name', 'docker-username', 'docker-password-stdin'],
      description: 'a registry login for this server',
      helpValue: 'HOST',
    }),
    'docker-username': Flags.string({helpGroup: BUILD, dependsOn: ['docker-server'], description: 'its user', helpValue: 'USER'}),
    'docker-email': Flags.string({helpGroup: BUILD, dependsOn: ['docker-server'], description: 'its mail address', helpValue: 'MAIL'}),
    'docker-password-stdin': Flags.boolean({
      helpGroup: BUILD,
      dependsOn: ['docker-server'],
      description: 'read its password from standard input',
    }),
  }

  async run(): Promise<SealReport> {
    if (this.argv.some(word => /^--from-literal(=|$)/.test(word))) throw literalRefused()
    const {args, flags} = await this.parse(Seal)
    const sources = this.#sources([...(args.file ?? []), ...(flags.file ?? [])], flags)
    const files = sources.map(source => ({source, path: source.path, isStdin: source.isStdin, ...findSecrets(source)}))
    const secrets =
      flags.name === undefined
        ? secretsIn(files)
        : [{secret: await secretFromFlags({...flags, name: flags.name}, valueReaders), path: undefined}]
    const config = await loadConfig(flags.config)
    const result = await this.#seal(secrets, flags, config)
    const arrangement = this.#arrange(result, files, flags, config)
    if (!flags['dry-run']) this.#write(arrangement, flags, config)
    this.#tell(arrangement, files, flags)
    const skipped = files.flatMap(file => file.skipped)
    return sealReport(arrangement, {warnings: result.warnings, skipped, dryRun: flags['dry-run']})
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

  async #seal(secrets: readonly SecretToSeal[], flags: SealFlags, config: LoadedConfig): Promise<SealResult> {
    const certificates = new SealingCertificates({
      environment: process.env,
      readFile,
      insecureHttp: flags['insecure-http'],
      now: new Date(),
    })
    const chooser = targetChooser(
      {
        cert: flags.cert ?? (flags.for === undefined ? process.env.GSEC_CERT || process.env.SEALED_SECRETS_CERT || undefined : undefined),
        fingerprints: flags.fingerprint ?? [],
        maxCertAge: flags['max-cert-age'],
        for: flags.for ?? [],
        scope: flags.scope,
        namespace: flags.namespace,
      },
      {
        config: config.file && config.config,
        placeInConfig: file => placeInConfig(config.folder, path.resolve(file)),
        fromConfig: file => fromConfig(config, file),
        certificate: request => certificates.get(request),
        defaultNamespace: () =>
          defaultNamespace(flags, {env: process.env, home: homedir(), delimiter: path.delimiter, read: existingContent}),
      },
    )
    const threads = Math.min(availableParallelism(), MAX_THREADS)
    const worker = path.join(this.config.root, 'dist/workers/seal-worker.js')
    const result = await sealManifests(secrets, chooser, sealInParallel(worker, threads))
    for (const line of certificates.lines) this.note(line)
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
        fromConfig: file => fromConfig(config, file),
        placeInConfig: file => placeInConfig(config.folder, path.resolve(file)),
      },
    )
  }

  #write({stdout, files}: Arrangement, flags: SealFlags, config: LoadedConfig): void {
    const isTemplate = !flags['in-place'] && flags['output-dir'] === undefined && flags['output-file'] === undefined
    for (const {path: file, text} of files) {
      if (isTemplate) refuseOutside(findConfig(config.folder, existsSync).gitRoot ?? config.folder, file)
      if (!flags['in-place'] && !flags.force) refuseOtherContent(file, existing => isReplaceable(existing, text))
    }
    writeFiles(files.map(({path: file, text}) => ({path: file, data: text})))
    if (!this.jsonEnabled()) process.stdout.write(stdout)
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

/** Beyond this more threads cost more to start than they save. */
const MAX_THREADS = 4

/** A path relative to .gsec.yaml, as it is reached from the working directory. */
function fromConfig({folder}: LoadedConfig, file: string): string {
  return path.relative(process.cwd(), path.resolve(folder, file)) || file
}
