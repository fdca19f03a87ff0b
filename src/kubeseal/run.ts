import type {KeyObject} from 'node:crypto'
import type {Scope} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {renderTemplate} from '../manifest/template/template.js'
import {setFlagsFromEnvironment} from './environment-flags.js'
import {Failure, UsageFailure} from './failure.js'
import {FlagValues} from './flag-values.js'
import {mergeInto} from './merge-into.js'
import {type ResolveNamespace, resolveNamespaceQuietly} from './namespace.js'
import {checkPinnedBytes, obtainCertificate, readSealingKey} from './obtain-certificate.js'
import {type Output, printObject} from './output.js'
import {parseFlags} from './parse-flags.js'
import type {SealRules} from './plan-secret.js'
import {readRecoveryKeys} from './read-keys.js'
import {sealRaw} from './seal-raw.js'
import {readInputSecrets, sealStream} from './seal-stream.js'
import {readSealedSecrets} from './sealed-secret-stream.js'
import type {Surroundings} from './surroundings.js'
import {unseal} from './unseal.js'
import {usageText} from './usage-text.js'

/** The release of kubeseal whose command line this is. */
const KUBESEAL_VERSION = '0.38.4'

/** Runs kubeseal's command line. @returns the exit code: 0, 1 for a failure, 2 for a command line that cannot be read */
export async function runKubeseal(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const {stdout, stderr} = surroundings
  try {
    return await new Run(surroundings).run(argv)
  } catch (error) {
    if (error instanceof UsageFailure) {
      stderr('Usage of kubeseal:\n')
      stdout(`${usageText()}${error.message}\n`)
      return 2
    }
    stderr(`error: ${wordsOf(error)}\n`)
    return 1
  }
}

/** Never a message that somebody else wrote: it may quote the input. */
function wordsOf(error: unknown): string {
  if (error instanceof Failure) return error.message
  if (error instanceof GsecError) return error.where ? `${error.where}: ${error.message}` : error.message
  return `internal error (${error instanceof Error ? error.name : typeof error})`
}

class Run {
  readonly #surroundings: Surroundings
  readonly #flags = new FlagValues()

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  async run(argv: readonly string[]): Promise<number> {
    const {env, stdout, stderr, version} = this.#surroundings
    setFlagsFromEnvironment(env, this.#flags)
    const {asksForUsage, notices} = parseFlags(argv, this.#flags)
    for (const notice of notices) stdout(`${notice}\n`)
    if (asksForUsage) {
      stderr('Usage of kubeseal:\n')
      stdout(usageText())
    } else if (this.#flags.isSet('version')) stdout(`kubeseal version: ${KUBESEAL_VERSION}+gsec.${version}\n`)
    else if (this.#flags.isSet('help')) stdout(`Usage of kubeseal:\n${usageText()}`)
    else await this.#work()
    return 0
  }

  async #work(): Promise<void> {
    const {files, stdout} = this.#surroundings
    if (this.#flags.list('from-file').length > 0 && !this.#flags.isSet('raw')) throw new Failure('--from-file requires --raw')
    const readInput = this.#openInput()
    const outputFile = this.#outputFile()
    if (outputFile === '') return this.#chooseMode(readInput, {write: stdout}, this.#flags.text('format'))
    files.checkFolder(outputFile)
    const chunks: Uint8Array[] = []
    const output: Output = {write: data => chunks.push(Buffer.from(data))}
    await this.#chooseMode(readInput, output, /\.ya?ml$/.test(outputFile) ? 'yaml' : this.#flags.text('format'))
    // --merge-into and --validate have no result: the file stays as it is
    if (chunks.length > 0) files.write(outputFile, Buffer.concat(chunks))
  }

  /** Opens -f at once, standard input when it is asked for. */
  #openInput(): () => Buffer {
    const {files, isTerminal, readStdin, stderr} = this.#surroundings
    const path = this.#flags.text('secret-file')
    const isIgnored = this.#flags.isSet('raw') || this.#flags.isSet('fetch-cert')
    if (path === '') {
      if (isTerminal.stdin && !isIgnored) stderr('(tty detected: expecting json/yaml k8s resource in stdin)\n')
      return readStdin
    }
    if (!files.isReadable(path)) throw new Failure('Could not read file specified with --secret-file')
    return () => files.read(path)
  }

  #outputFile(): string {
    const stated = this.#flags.text('sealed-secret-file')
    return stated === '' && this.#flags.isSet('re-encrypt') ? this.#flags.text('secret-file') : stated
  }

  async #chooseMode(readInput: () => Buffer, output: Output, format: string): Promise<void> {
    const {isTerminal, stderr} = this.#surroundings
    if (this.#flags.isSet('recovery-unseal')) return this.#recover(readInput, output, format)
    if (this.#flags.list('recovery-private-key').length > 0 && isTerminal.stderr) {
      stderr('warning: ignoring --recovery-private-key because unseal command not chosen with --recovery-unseal\n')
    }
    if (this.#flags.isSet('validate')) return this.#validate(readInput)
    if (this.#flags.isSet('re-encrypt')) return this.#reEncrypt(readInput, output, format)
    const certificate = await obtainCertificate(this.#flags, this.#surroundings)
    if (this.#flags.isSet('fetch-cert')) {
      checkPinnedBytes(certificate, this.#surroundings)
      output.write(certificate)
    } else this.#seal(readSealingKey(certificate, this.#surroundings), readInput, output, format)
  }

  #recover(readInput: () => Buffer, output: Output, format: string): void {
    const {files} = this.#surroundings
    const keys = this.#flags.list('recovery-private-key').flatMap(path => readRecoveryKeys(files.read(path)))
    output.write(printObject(unseal(readInput(), keys, renderTemplate), format))
  }

  async #validate(readInput: () => Buffer): Promise<void> {
    const {validate} = await import('./controller.js')
    await validate(this.#flags, this.#surroundings, () => readSealedSecrets(readInput(), this.#noteSkipped))
  }

  async #reEncrypt(readInput: () => Buffer, output: Output, format: string): Promise<void> {
    const {reEncrypt} = await import('./controller.js')
    const renewed = reEncrypt(this.#flags, this.#surroundings, () => readSealedSecrets(readInput(), this.#noteSkipped))
    for await (const sealedSecret of renewed) output.write(printObject(sealedSecret, format))
  }

  #seal(publicKey: KeyObject, readInput: () => Buffer, output: Output, format: string): void {
    const mergeFile = this.#flags.text('merge-into')
    if (mergeFile !== '') this.#merge(mergeFile, publicKey, readInput, format)
    else if (this.#flags.isSet('raw')) output.write(sealRaw(this.#flags, publicKey, this.#surroundings))
    else {
      const secrets = readInputSecrets(readInput(), this.#noteSkipped)
      const rules = {...this.#rules(), name: this.#flags.text('name'), namespace: ''}
      sealStream(secrets, {rules, publicKey, format, output})
    }
  }

  #merge(path: string, publicKey: KeyObject, readInput: () => Buffer, format: string): void {
    const {files, stderr} = this.#surroundings
    files.checkWritable(path)
    const before = files.read(path)
    const merged = mergeInto(before, () => readInputSecrets(readInput(), this.#noteSkipped), {
      rules: this.#rules(),
      publicKey,
      format,
      warn: message => stderr(`warning: ${path}: ${message}\n`),
    })
    files.write(path, Buffer.from(merged))
  }

  #rules(): Omit<SealRules, 'name' | 'namespace'> {
    let resolved: ReturnType<ResolveNamespace> | undefined
    return {
      scope: this.#flags.text('scope') as Scope,
      allowEmptyData: this.#flags.isSet('allow-empty-data'),
      resolveNamespace: () => {
        resolved ??= resolveNamespaceQuietly(this.#flags, this.#surroundings)
        return resolved
      },
    }
  }

  /** Scripts read standard error, people should know. */
  readonly #noteSkipped = () => {
    const {isTerminal, stderr} = this.#surroundings
    if (isTerminal.stderr) stderr('warning: a document of the input could not be read and was left out\n')
  }
}
