import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {type LoadedConfig, loadConfig, placeOf} from '../../cli/load-config.js'
import {STDIN_PATH} from '../../cli/manifest-sources.js'
import {repositoryManifests, shownManifests} from '../../cli/repository-manifests.js'
import {variable} from '../../cli/variable.js'
import {environmentFor} from '../../config/environment-for.js'
import {counted} from '../../duration.js'
import {GsecError} from '../../errors.js'
import {configuredStores} from '../../external/configured-stores.js'
import type {LintSource} from '../../external/read-objects.js'
import {formTitles, oldForms} from '../../external/upgrade/conversion.js'
import {maskedSource} from '../../external/upgrade/mask-secrets.js'
import {type DiffedText, unifiedDiff} from '../../external/upgrade/unified-diff.js'
import {type LeftObject, type UpgradeResult, upgradeFiles} from '../../external/upgrade/upgrade-files.js'
import {type UpgradeReport, upgradeReport} from '../../external/upgrade/upgrade-report.js'
import {writeFiles} from '../../files/write-files.js'
import {type ManifestFile, objectsOf} from '../../manifest/read-manifests.js'
import {visible} from '../../visible.js'

const storeKinds = ['SecretStore', 'ClusterSecretStore'] as const

export default class ExternalUpgrade extends BaseCommand {
  static override summary = 'bring old ExternalSecrets to the version that ESO serves, in place'
  static override description =
    `Reads manifests from files, folders and standard input (-), and rewrites in them what the External Secrets Operator no longer serves: external-secrets.io/v1beta1 and v1alpha1, ExternalSecrets of Kubernetes External Secrets (kubernetes-client.io/v1), and Secrets with placeholders of argocd-vault-plugin, <path:…#key> or <key> under avp.kubernetes.io/path. Only the bytes that must change do: comments, quotes and order stay. What comes from - goes to standard output.

The last two name no store. It is the one of --store, else the one that .gsec.yaml names for the file, else the only one in the repository that fits.

What has no counterpart is left as it is and named with the reason, and so is what lint would refuse; the exit code is 1 then. Either all files are written or none. With --check nothing is: the exit code is 1 when something would change or is left.`
  static override examples = [
    {description: 'upgrade every manifest below a folder', command: '<%= config.bin %> <%= command.id %> deploy'},
    {description: 'see first what would change', command: '<%= config.bin %> <%= command.id %> deploy --dry-run'},
    {
      description: 'let a pull request fail that brings an old version back',
      command: '<%= config.bin %> <%= command.id %> deploy --check --from v1beta1 --from v1alpha1',
    },
    {
      description: 'leave argocd-vault-plugin',
      command: '<%= config.bin %> <%= command.id %> apps --from avp --store vault --store-kind ClusterSecretStore',
    },
  ]

  static override args = {
    path: Args.string({description: 'files and folders, or - for standard input', multiple: true, ignoreStdin: true}),
  }

  static override flags = {
    file: Flags.string({char: 'f', description: 'the same as a PATH argument', multiple: true, multipleNonGreedy: true, helpValue: 'PATH'}),
    from: Flags.option({
      options: oldForms,
      multiple: true,
      multipleNonGreedy: true,
      description: 'what to upgrade; everything unless told otherwise. May be repeated',
    })(),
    store: Flags.string({
      description: 'store for objects that name none, those of kes and avp [env: GSEC_STORE]',
      helpValue: 'NAME',
    }),
    'store-kind': Flags.option({options: storeKinds, description: 'its kind, where no manifest tells [env: GSEC_STORE_KIND]'})(),
    check: Flags.boolean({description: 'write nothing, list what would change', exclusive: ['dry-run']}),
    'dry-run': Flags.boolean({description: 'write nothing, show the change as a diff; plain values of Secrets are masked in it'}),
  }

  async run(): Promise<UpgradeReport> {
    const {args, flags} = await this.parse(ExternalUpgrade)
    const words = [...(args.path ?? []), ...(flags.file ?? [])]
    if (words.length === 0)
      throw new GsecError('USAGE', 'nothing is named to upgrade', {hint: 'name files or folders, or . for the working directory'})
    const loaded = await loadConfig(flags.config)
    const sources = [...shownManifests(words)]
    const upgrade = (from: readonly LintSource[]) =>
      upgradeFiles({
        sources: from,
        forms: flags.from ?? oldForms,
        named: storeNamed(flags.store ?? variable('STORE'), flags['store-kind'] ?? variable('STORE_KIND')),
        configured: file => configuredStore(loaded, file),
        stores: configuredStores(loaded.config.stores),
        surroundings: () => repositoryManifests(words),
      })
    const result = await upgrade(sources)
    const isWritten = !flags.check && !flags['dry-run']
    if (flags['dry-run']) await this.#showDiff(result, sources, upgrade)
    else if (flags.check) this.#list(result)
    else this.#write(result, sources)
    this.#tell(result, isWritten)
    return this.answer(result.left.length > 0 || (flags.check && result.files.length > 0), upgradeReport(result, isWritten))
  }

  /** What stands in the clear in a Secret is not for a log. */
  async #showDiff(result: UpgradeResult, sources: readonly LintSource[], upgrade: (from: readonly LintSource[]) => Promise<UpgradeResult>) {
    const masked = sources.map(maskedSource)
    const {files} = masked.every((source, index) => source === sources[index]) ? result : await upgrade(masked)
    for (const {path, before, after} of files) this.#print(unifiedDiff(path, diffedText(before), diffedText(after)))
  }

  #list({files}: UpgradeResult): void {
    for (const {objects} of files) {
      for (const {where, form, object} of objects) this.log(visible(`${where}: ${title(object)} is of ${formTitles[form]}`))
    }
  }

  #write({files}: UpgradeResult, sources: readonly LintSource[]): void {
    writeFiles(files.filter(({path}) => path !== STDIN_PATH).map(({path, text}) => ({path, data: text})))
    const stdin = sources.find(({path}) => path === STDIN_PATH)
    if (stdin) this.#print(files.find(({path}) => path === STDIN_PATH)?.text ?? Buffer.from(stdin.bytes).toString('utf8'))
  }

  /** Exactly this, without a line break of our own; the report takes its place with --json. */
  #print(text: string): void {
    if (!this.jsonEnabled()) process.stdout.write(text)
  }

  #tell({files, left}: UpgradeResult, isWritten: boolean): void {
    for (const {path, objects} of files)
      this.note(`${isWritten ? 'upgraded' : 'would upgrade'} ${counted(objects.length, 'object')} in ${path}`)
    for (const {where, notes} of files.flatMap(({objects}) => objects)) for (const note of notes) this.warning(`${where}: ${note}`)
    for (const one of left) this.failure(`${one.where}: ${subject(one)}${one.reason}`)
    if (files.length === 0 && left.length === 0) this.note('there is nothing to upgrade')
  }
}

const subject = ({object}: LeftObject) => (object ? `${title(object)} is left as it is: ` : 'left as it is: ')

const title = ({kind, namespace, name}: {kind: string; namespace?: string | undefined; name?: string | undefined}) =>
  [kind, [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ')

function storeNamed(name: string | undefined, kind: string | undefined) {
  const known = storeKinds.find(one => one === kind)
  if (kind !== undefined && !known) throw new GsecError('USAGE', '--store-kind is none', {hint: `write ${storeKinds.join(' or ')}`})
  if (name === undefined && kind !== undefined) throw new GsecError('USAGE', '--store-kind without --store', {hint: 'name the store, too'})
  return name === undefined ? undefined : {name, kind: known}
}

function configuredStore(loaded: LoadedConfig, file: string) {
  const place = placeOf(loaded, file)
  const found = place === undefined ? undefined : environmentFor(loaded.config, place)?.store
  return found && configuredStores(new Map([[found.name, found.store]]))[0]
}

/** An upgrade moves no object to another place among the others. */
function diffedText({byteOrderMark, text, documents}: ManifestFile): DiffedText {
  const objects = documents.flatMap(document => (document.root.kind === 'map' ? objectsOf(document) : []))
  return {text: byteOrderMark + text, parts: objects.map(({node}) => node.start + byteOrderMark.length)}
}
