import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {fileAndWords, fileFlag} from '../cli/file-argument.js'
import {variable} from '../cli/variable.js'
import {GsecError} from '../errors.js'
import {readFile} from '../files/read-file.js'
import {writeFiles} from '../files/write-files.js'
import {changeItems, checkKnownKey, checkNewKey, refuseTakenKey} from '../seal/change/change-items.js'
import {type ChangeReport, changeReport, nameOf} from '../seal/change/change-report.js'
import {absenceWarnings} from '../seal/change/change-warnings.js'
import {chooseSealedSecret} from '../seal/change/choose-sealed-secret.js'
import {statedBinding} from '../seal/open/binding-of.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'

export default class RenameKey extends BaseCommand {
  static override summary = 'give a value of a SealedSecret another key'
  static override description =
    `Writes the new key in the place of the old one; nothing else in the file changes. The ciphertext stays, since it is bound to the SealedSecret's name and not to its keys. No certificate, private key or cluster is needed.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> db.sealed.yaml PASSWORD password',
    '<%= config.bin %> <%= command.id %> all.sealed.yaml user username --name db --dry-run',
  ]
  static override usage = ['<%= command.id %> FILE OLD NEW [FLAGS]', '<%= command.id %> OLD NEW -f FILE [FLAGS]']
  static override args = {
    file: Args.string({description: 'file that holds the SealedSecret', ignoreStdin: true}),
    old: Args.string({description: 'key as it is', ignoreStdin: true}),
    new: Args.string({description: 'key as it shall be', ignoreStdin: true}),
  }
  static override flags = {
    file: fileFlag,
    name: Flags.string({description: 'which SealedSecret of the file'}),
    namespace: Flags.string({char: 'n', description: 'tells two SealedSecrets of the same name apart [env: GSEC_NAMESPACE]'}),
    'dry-run': Flags.boolean({description: 'do everything but write'}),
  }

  async run(): Promise<ChangeReport> {
    const {args, flags} = await this.parse(RenameKey)
    const {file, words} = fileAndWords([args.file, args.old, args.new], flags.file, ['OLD', 'NEW'])
    const [key = '', newKey = ''] = words
    checkNewKey(newKey)
    if (key === newKey) throw new GsecError('USAGE', 'OLD and NEW are the same key', {hint: 'name another one as NEW'})
    const namespace = flags.namespace ?? variable('NAMESPACE')
    const sealed = chooseSealedSecret(findSealedSecrets({path: file, bytes: readFile(file), isNamed: true}), {
      name: flags.name,
      namespace,
    })
    checkKnownKey(sealed, key)
    refuseTakenKey(sealed, newKey)
    const change = {kind: 'rename' as const, key, newKey}
    const text = changeItems([{sealed, change}])
    if (!flags['dry-run']) writeFiles([{path: file, data: text}])
    const keys = sealed.items.map(item => (item.key === key ? newKey : item.key))
    for (const {where, message} of absenceWarnings(sealed, [key], keys)) this.warning(`${where}: ${message}`)
    const binding = statedBinding(sealed)
    this.note(`${flags['dry-run'] ? 'would rename' : 'renamed'} ${key} of ${nameOf(binding)} to ${newKey} in ${file}`)
    return changeReport({sealed, binding}, [change], {dryRun: flags['dry-run'] === true})
  }
}
