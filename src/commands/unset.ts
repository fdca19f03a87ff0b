import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {fileAndWords, fileFlag} from '../cli/file-argument.js'
import {variable} from '../cli/variable.js'
import {readFile} from '../files/read-file.js'
import {writeFiles} from '../files/write-files.js'
import {changeItems, checkKnownKey} from '../seal/change/change-items.js'
import {type ChangeReport, changeReport, nameOf} from '../seal/change/change-report.js'
import {absenceWarnings} from '../seal/change/change-warnings.js'
import {chooseSealedSecret} from '../seal/change/choose-sealed-secret.js'
import {statedBinding} from '../seal/open/binding-of.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'

export default class Unset extends BaseCommand {
  static override summary = 'take values out of a SealedSecret in place'
  static override description =
    `Removes the lines of the named keys. Everything else in the file stays byte for byte, comments above those lines included. No certificate, private key or cluster is needed.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> db.sealed.yaml password',
    '<%= config.bin %> <%= command.id %> all.sealed.yaml password user --name db --dry-run',
  ]
  static override usage = ['<%= command.id %> FILE KEY... [FLAGS]', '<%= command.id %> KEY... -f FILE [FLAGS]']
  static override args = {
    // one argument: oclif takes no optional one before one that repeats
    words: Args.string({
      description: 'file that holds the SealedSecret, and the keys to remove',
      multiple: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    file: fileFlag,
    name: Flags.string({description: 'which SealedSecret of the file'}),
    namespace: Flags.string({char: 'n', description: 'tells two SealedSecrets of the same name apart [env: GSEC_NAMESPACE]'}),
    'dry-run': Flags.boolean({description: 'do everything but write'}),
  }

  async run(): Promise<ChangeReport> {
    const {args, flags} = await this.parse(Unset)
    const {file, words} = fileAndWords(args.words ?? [], flags.file, ['KEY...'])
    const keys = [...new Set(words)]
    const namespace = flags.namespace ?? variable('NAMESPACE')
    const sealed = chooseSealedSecret(findSealedSecrets({path: file, bytes: readFile(file), isNamed: true}), {
      name: flags.name,
      namespace,
    })
    for (const key of keys) checkKnownKey(sealed, key)
    const changes = keys.map(key => ({kind: 'remove' as const, key}))
    const [first, ...others] = changes.map(change => ({sealed, change}))
    const text = first ? changeItems([first, ...others]) : undefined
    if (text !== undefined && !flags['dry-run']) writeFiles([{path: file, data: text}])
    const left = sealed.items.map(({key}) => key).filter(key => !keys.includes(key))
    for (const {where, message} of absenceWarnings(sealed, keys, left)) this.warning(`${where}: ${message}`)
    const binding = statedBinding(sealed)
    this.note(`${flags['dry-run'] ? 'would remove' : 'removed'} ${keys.join(', ')} of ${nameOf(binding)} in ${file}`)
    return changeReport({sealed, binding}, changes, {dryRun: flags['dry-run'] === true})
  }
}
