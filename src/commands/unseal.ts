import {availableParallelism} from 'node:os'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {keyFlag, requireKeyFiles} from '../cli/key-flags.js'
import type {ManifestSource} from '../cli/manifest-sources.js'
import {openingSources, textsAround} from '../cli/opening-sources.js'
import {contentToReplace} from '../cli/output-files.js'
import {withProgress} from '../cli/progress.js'
import {refuseCommittable} from '../cli/refuse-committable.js'
import {variable} from '../cli/variable.js'
import {GsecError} from '../errors.js'
import {writeFiles} from '../files/write-files.js'
import {readSealedSecret} from '../manifest/sealed-secret-manifest.js'
import {bindingOf} from '../seal/open/binding-of.js'
import {FaultExplainer} from '../seal/open/explain-fault.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../seal/open/known-names.js'
import {openInParallel} from '../seal/open/open-in-parallel.js'
import {type BoundSealedSecret, type OpenedSealedSecret, openSealedSecrets} from '../seal/open/open-sealed-secrets.js'
import {readKeyFiles, type UnsealingKey} from '../seal/open/read-key-file.js'
import {faultsOf, having, secretValue, unsealed, type ValueFault} from '../seal/open/unseal-result.js'
import {jsonValue} from '../seal/seal-report.js'
import {formatOf, renderSealed} from '../seal/sealed-output.js'

const OUTPUT = 'OUTPUT'
const many = {multiple: true, multipleNonGreedy: true} as const

/** What `--json` prints: docs/reports.md. It holds plaintext, since that is what was asked for, unless a file does. */
interface UnsealReport {
  /** As Kubernetes takes them, values in base64. */
  secrets?: unknown[]
  /** With --value: base64 of it. */
  value?: string
  file?: string
  faults: readonly ValueFault[]
}

export default class Unseal extends BaseCommand {
  static override summary = 'open SealedSecrets with private keys, offline'
  static override description =
    `Reads SealedSecrets from files, folders and standard input (-) and prints the Secrets that they become, templates rendered; with --value one value as bytes. Needs the controller's private keys and no cluster. When any value cannot be opened, nothing is printed, each such value is named with the reason, and the exit code is 1.

A file is written only with --output-file: never one that git would commit and never over another one, unless --force is given.`
  static override examples = [
    {
      description: 'print the Secret that a file becomes',
      command: '<%= config.bin %> <%= command.id %> db.sealed.yaml --key tls.key',
    },
    {
      description: 'one value, with keys that never touch the disk',
      command:
        'kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml | <%= config.bin %> <%= command.id %> db.sealed.yaml --key - --value password',
    },
    {
      description: 'everything below a folder, with an old and a new key',
      command: '<%= config.bin %> <%= command.id %> apps --key old.key --key new.key --output json',
    },
  ]
  static override args = {
    file: Args.string({description: 'manifests: files, folders, or - for standard input', multiple: true, ignoreStdin: true}),
  }
  static override flags = {
    file: Flags.string({char: 'f', ...many, description: 'the same as a FILE argument', helpValue: 'FILE'}),
    key: keyFlag,
    name: Flags.string({description: 'open only SealedSecrets of this name'}),
    namespace: Flags.string({char: 'n', description: 'namespace of SealedSecrets that name none [env: GSEC_NAMESPACE]'}),
    value: Flags.string({
      helpGroup: OUTPUT,
      description: 'print the bytes of this one value instead',
      helpValue: 'KEY',
      exclusive: ['output'],
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
      description: 'write to a file that only its owner may read; - is standard output',
      helpValue: 'FILE',
    }),
    force: Flags.boolean({helpGroup: OUTPUT, description: 'write also where git would commit the file, and over another one'}),
  }

  async run(): Promise<UnsealReport> {
    const {args, flags} = await this.parse(Unseal)
    const target = flags['output-file'] === '-' ? undefined : flags['output-file']
    if (target !== undefined && !flags.force) refuseTarget(target)
    const sources = openingSources([...(args.file ?? []), ...(flags.file ?? [])], flags.key, 'open')
    const keys = readKeyFiles(requireKeyFiles(flags.key))
    const bound = sealedSecretsIn(sources, flags)
    const opened = await this.#open(flags.value === undefined ? bound : [having(bound, flags.value)], keys)
    const faults = faultsOf(opened, new FaultExplainer(keys, () => KnownNames.of(textsAround(sources))))
    if (faults.length > 0) {
      for (const {where, message} of faults) this.failure(`${where}: ${message}`)
      return this.answer(true, {faults})
    }
    const [first] = opened
    if (flags.value !== undefined && first) {
      const value = secretValue(first, flags.value)?.reveal() ?? Buffer.alloc(0)
      return this.#give(value, target, () => ({value: value.toString('base64')}))
    }
    const secrets = opened.map(unsealed)
    const text = renderSealed(secrets, flags.output ?? formatOf(target ?? ''))
    return this.#give(Buffer.from(text), target, () => ({secrets: secrets.map(secret => jsonValue(secret))}))
  }

  #open(bound: readonly BoundSealedSecret[], keys: readonly UnsealingKey[]): Promise<OpenedSealedSecret[]> {
    const openValues = openInParallel(this.workerFile('open-worker'), availableParallelism())
    return withProgress('opening', () => openSealedSecrets(bound, keys, openValues))
  }

  /** Writes the bytes where they are wanted; the report holds them only where no file does. */
  #give(bytes: Buffer, target: string | undefined, shown: () => Partial<UnsealReport>): UnsealReport {
    if (target !== undefined) {
      writeFiles([{path: target, data: bytes, mode: 0o600}])
      this.note(`wrote ${target}, in plaintext`)
      return {file: target, faults: []}
    }
    if (!this.jsonEnabled()) process.stdout.write(bytes)
    return {...shown(), faults: []}
  }
}

type UnsealFlags = Interfaces.InferredFlags<typeof Unseal.flags>

function sealedSecretsIn(sources: readonly ManifestSource[], {name, namespace}: UnsealFlags): BoundSealedSecret[] {
  const all = sources.flatMap(source => findSealedSecrets(source).objects.map(object => readSealedSecret(object)))
  const wanted = all.filter(sealed => name === undefined || sealed.name === name)
  if (wanted.length === 0) {
    throw new GsecError('NO_SECRETS', all.length === 0 ? 'there is no SealedSecret' : `there is no SealedSecret named "${name}"`, {
      hint: 'name the files or folders that hold some; "gsec inspect" shows what a file holds',
    })
  }
  return wanted.map(sealed => ({sealed, binding: bindingOf(sealed, namespace ?? variable('NAMESPACE'))}))
}

/** Before any work: plaintext goes neither where git would take it nor over somebody's file. */
function refuseTarget(target: string): void {
  refuseCommittable(target, 'plaintext')
  if (contentToReplace(target)) throw new GsecError('FILE_EXISTS', 'exists already', {where: target, hint: 'give --force to overwrite it'})
}
