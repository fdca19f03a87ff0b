import {Args, Flags} from '@oclif/core'
import {SealingCertificates} from '../certificates/sealing-certificates.js'
import {BaseCommand} from '../cli/base-command.js'
import {clusterFlags, clusterOptions} from '../cli/cluster-flags.js'
import {fileAndWords, fileFlag} from '../cli/file-argument.js'
import {loadConfig} from '../cli/load-config.js'
import {certificateReading, certificateWish, configSurroundings, sealingFlags} from '../cli/sealing-flags.js'
import {valueReaders} from '../cli/value-readers.js'
import {variable} from '../cli/variable.js'
import {labelFor} from '../crypto/label.js'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'
import {writeFiles} from '../files/write-files.js'
import {namesCluster} from '../kube/cluster-access.js'
import {certificateFor} from '../seal/change/certificate-for.js'
import {changeItems, checkNewKey} from '../seal/change/change-items.js'
import {type ChangeReport, changeReport, nameOf} from '../seal/change/change-report.js'
import {keySizeWarnings} from '../seal/change/change-warnings.js'
import {chooseSealedSecret} from '../seal/change/choose-sealed-secret.js'
import {bindingOf} from '../seal/open/binding-of.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {sealOne} from '../seal/seal-values.js'
import {itemWarnings} from '../seal/warnings.js'
import {Secret} from '../secret.js'

const VALUE = 'VALUE'

export default class SetValue extends BaseCommand {
  static override summary = 'seal one value into a SealedSecret in place'
  static override description =
    `Seals a value for the scope, namespace and name that the file states, and writes it under the key, new or not. Only the lines of that key change: comments, order, other documents and line endings stay byte for byte. No private key and no cluster is needed.

The value comes from standard input, bytes as they are, unless a flag names another source; on a terminal it is asked for.`
  static override examples = [
    {
      description: 'replace a value by what another program prints',
      command: 'pwgen --secure 32 1 | tr -d "\\n" | <%= config.bin %> <%= command.id %> db.sealed.yaml password --cert tls.crt',
    },
    {
      description: 'add a file as a value',
      command: '<%= config.bin %> <%= command.id %> db.sealed.yaml ca.crt --from-file ca.pem --cert tls.crt',
    },
    {
      description: 'ask for it on the terminal, and seal for the cluster that .gsec.yaml names for this path',
      command: '<%= config.bin %> <%= command.id %> apps/shop/db.sealed.yaml password --prompt',
    },
  ]
  static override usage = ['<%= command.id %> FILE KEY [FLAGS]', '<%= command.id %> KEY -f FILE [FLAGS]']
  static override args = {
    // one argument that takes them all: oclif would quote a surplus one, which may be the value
    words: Args.string({description: 'file that holds the SealedSecret, and the key of the value', multiple: true, ignoreStdin: true}),
  }
  static override flags = {
    file: fileFlag,
    name: Flags.string({description: 'which SealedSecret of the file'}),
    namespace: Flags.string({
      char: 'n',
      description: 'namespace of a SealedSecret that names none; tells two of the same name apart [env: GSEC_NAMESPACE]',
    }),
    'from-file': Flags.string({
      helpGroup: VALUE,
      description: 'take the bytes of a file',
      helpValue: 'PATH',
      exclusive: ['from-env', 'prompt'],
    }),
    'from-env': Flags.string({helpGroup: VALUE, description: 'take an environment variable', helpValue: 'VAR', exclusive: ['prompt']}),
    prompt: Flags.boolean({helpGroup: VALUE, description: 'ask on the terminal'}),
    ...sealingFlags,
    ...clusterFlags,
    'dry-run': Flags.boolean({description: 'do everything but write'}),
  }

  async run(): Promise<ChangeReport> {
    const {args, flags} = await this.parse(SetValue)
    const {file, words} = fileAndWords(args.words ?? [], flags.file, ['KEY'], valueAsArgument)
    const [key = ''] = words
    checkNewKey(key)
    const namespace = flags.namespace ?? variable('NAMESPACE')
    const read = () => {
      const sealed = chooseSealedSecret(findSealedSecrets({path: file, bytes: readFile(file), isNamed: true}), {
        name: flags.name,
        namespace,
      })
      return {sealed, binding: bindingOf(sealed, namespace)}
    }
    const {sealed: asked} = read()
    const cluster = clusterOptions(flags)
    const reading = certificateReading(flags, cluster)
    const certificates = new SealingCertificates(reading)
    const {publicKey, fingerprint} = await certificateFor(asked, certificateWish(flags, cluster), {
      ...configSurroundings(await loadConfig(flags.config)),
      namesCluster: () => namesCluster(cluster, reading.controllers.kube),
      certificate: request => certificates.get(request),
    })
    const value = await valueFrom(flags, key)
    // once more: a value that is typed, or made by a slow program, leaves others time to change the file
    const {sealed, binding} = read()
    const change = {kind: 'set' as const, key, value: sealOne({value, label: labelFor(binding)}, publicKey)}
    const text = changeItems([{sealed, change}])
    if (!flags['dry-run']) writeFiles([{path: file, data: text}])
    for (const line of [...certificates.notes, ...certificates.lines]) this.note(line)
    const warnings = [...certificates.warnings, ...keySizeWarnings(sealed, publicKey), ...itemWarnings({key, value, place: file})]
    for (const {where, message} of warnings) this.warning(`${where}: ${message}`)
    this.note(`${flags['dry-run'] ? 'would set' : 'set'} ${key} of ${nameOf(binding)} in ${file}`)
    return changeReport({sealed, binding}, [change], {fingerprint, dryRun: flags['dry-run'] === true})
  }
}

function valueAsArgument(): GsecError {
  return new GsecError('USAGE', 'a value is never an argument: it would stand in the shell history and in the list of processes', {
    hint: 'pipe it in, or use --prompt, --from-file PATH or --from-env VAR',
  })
}

interface SourceFlags {
  'from-file'?: string | undefined
  'from-env'?: string | undefined
  prompt: boolean
}

function valueFrom(flags: SourceFlags, key: string): Secret | Promise<Secret> {
  const {'from-file': path, 'from-env': variable} = flags
  if (path !== undefined) return valueReaders.readFile(path)
  if (variable === undefined) return flags.prompt || process.stdin.isTTY ? valueReaders.prompt(key) : valueReaders.readFile('-')
  const value = valueReaders.environment(variable)
  if (value === undefined) throw new GsecError('USAGE', `the environment variable ${variable} is not set`)
  return Secret.of(value)
}
