import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {openingSources} from '../cli/opening-sources.js'
import {variable} from '../cli/variable.js'
import {GsecError} from '../errors.js'
import {lineChanges} from '../git/line-changes.js'
import {readSealedSecret} from '../manifest/sealed-secret-manifest.js'
import {type Inspection, inspect} from '../seal/inspect/inspection.js'
import {inspectionText} from '../seal/inspect/inspection-text.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {visible} from '../visible.js'

export default class Inspect extends BaseCommand {
  static override summary = 'show what SealedSecrets tell without a key'
  static override description =
    'Prints scope and label, the keys with the length of their plaintext, the size of the RSA key that they are sealed for, the template, and when each value last changed in git. Needs no key and no cluster. Reads files, folders and standard input (-); writes nothing.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> apps/shop/db.sealed.yaml',
    '<%= config.bin %> <%= command.id %> apps --json',
  ]
  static override args = {
    file: Args.string({description: 'manifests: files, folders, or - for standard input', multiple: true, ignoreStdin: true}),
  }
  static override flags = {
    file: Flags.string({char: 'f', multiple: true, multipleNonGreedy: true, description: 'the same as a FILE argument', helpValue: 'FILE'}),
    namespace: Flags.string({char: 'n', description: 'namespace of SealedSecrets that name none [env: GSEC_NAMESPACE]'}),
  }

  async run(): Promise<{sealedSecrets: Inspection[]}> {
    const {args, flags} = await this.parse(Inspect)
    const sealedSecrets: Inspection[] = []
    for (const source of openingSources([...(args.file ?? []), ...(flags.file ?? [])], undefined, 'inspect')) {
      const {objects} = findSealedSecrets(source)
      const changes = source.isStdin || objects.length === 0 ? undefined : lineChanges(source.path)
      for (const object of objects) sealedSecrets.push(inspect(readSealedSecret(object), flags.namespace ?? variable('NAMESPACE'), changes))
    }
    if (sealedSecrets.length === 0)
      throw new GsecError('NO_SECRETS', 'there is no SealedSecret to inspect', {hint: 'name a file that holds one'})
    this.log(sealedSecrets.map(one => inspectionText(one).map(visible).join('\n')).join('\n\n'))
    return {sealedSecrets}
  }
}
