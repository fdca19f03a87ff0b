import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {type LoadedConfig, loadConfig} from '../../cli/load-config.js'
import {manifestFormat, newManifestFlags, putManifest} from '../../cli/new-manifest-flags.js'
import {packagedTemplate, type TemplateText} from '../../cli/store-templates.js'
import {variable} from '../../cli/variable.js'
import {GsecError} from '../../errors.js'
import {configuredStores} from '../../external/configured-stores.js'
import {writeDocuments} from '../../external/create/create-manifests.js'
import {type CreateReport, createReport} from '../../external/create/create-report.js'
import {readPairs} from '../../external/create/pair.js'
import {loadRegularExpressions} from '../../external/regular-expressions.js'
import type {KnownStore} from '../../external/runtime/known-store.js'
import {type MadeStore, makeStore} from '../../external/store-manifest/make-store.js'
import {findStoreTemplate, storeAuths} from '../../external/store-manifest/store-auths.js'
import {storeRemarks} from '../../external/store-manifest/store-remarks.js'
import {readFile} from '../../files/read-file.js'
import {appendDocument} from '../../manifest/append-document.js'
import type {ProviderBlock} from '../../providers/store-kind.js'

const waysToLogIn = Object.entries(storeAuths)
  .map(([provider, auths]) => `  ${provider}: ${auths.join(', ')}`)
  .join('\n')

export default class ExternalStore extends BaseCommand {
  static override summary = 'write a SecretStore or ClusterSecretStore for a provider'
  static override description =
    `Prints the manifest of a store, or writes it to --output-file, from one of the templates that come with gsec: each has a way to log in, what it needs, and remarks. Settings come from --set and from the store of that name in .gsec.yaml; words in capitals are left for you to fill in. Asks no cluster and no provider.

No manifest holds a secret: the Secret that the store logs in with is named, and the gsec seal line that makes it is printed on stderr.

The providers and their ways to log in, the first of which is the default:
${waysToLogIn}`
  static override examples = [
    {
      description: 'Google Secret Manager for the whole cluster, with GKE Workload Identity',
      command:
        '<%= config.bin %> <%= command.id %> gcpsm --store-kind ClusterSecretStore --name gcp-secret-manager --set projectID=my-project --set clusterName=prod --set clusterLocation=europe-west1',
    },
    {
      description: 'AWS Parameter Store with an access key',
      command:
        '<%= config.bin %> <%= command.id %> ssm --auth static-secret --namespace shop --set region=eu-west-1 --output-file store.yaml',
    },
    {
      description: 'Vault with an AppRole, from a template of your own',
      command: '<%= config.bin %> <%= command.id %> --template-file vault-store.yaml --set ROLE_ID=shop --output-file store.yaml',
    },
  ]

  static override args = {
    provider: Args.string({
      description: 'the provider: aws, ssm, acm, gcp, azure, vault, … or the key that ESO has for it',
      ignoreStdin: true,
    }),
  }

  static override flags = {
    auth: Flags.string({description: 'how the store logs in', helpValue: 'AUTH'}),
    name: Flags.string({description: 'name of the store (default: that of the template)'}),
    'store-kind': Flags.option({
      options: ['SecretStore', 'ClusterSecretStore'] as const,
      description: 'a store for its namespace (the default), or for the whole cluster',
    })(),
    namespace: Flags.string({
      char: 'n',
      description:
        'namespace of the SecretStore; for a ClusterSecretStore that of the Secrets and ServiceAccounts it names [env: GSEC_NAMESPACE]',
    }),
    set: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'a field of the template, such as region or auth.jwt.serviceAccountRef.name, or a word in capitals in it',
      helpValue: 'FIELD=VALUE',
    }),
    'template-file': Flags.string({description: 'use this template instead', helpValue: 'FILE', exclusive: ['auth']}),
    ...newManifestFlags,
  }

  async run(): Promise<CreateReport> {
    const {args, flags} = await this.parse(ExternalStore)
    const format = manifestFormat(flags)
    const config = await loadConfig(flags.config)
    const configured = configuredStore(config, flags)
    const block = configured?.provider?.block ?? {}
    const {text, source} = this.#template(args.provider, flags, block)
    const store = makeStore(
      {
        template: text,
        source,
        kind: flags['store-kind'] ?? configured?.kind ?? kindOf(text),
        name: flags.name,
        namespace: flags.namespace ?? variable('NAMESPACE'),
        apiVersion: config.config.eso.apiVersion,
        block,
        settings: readPairs('--set', flags.set ?? []),
      },
      {expressions: await loadRegularExpressions()},
    )
    return this.#give(store, format, flags)
  }

  #template(provider: string | undefined, flags: StoreFlags, block: ProviderBlock): TemplateText {
    const file = flags['template-file']
    if (file !== undefined) return {text: readFile(file).toString('utf8'), source: file}
    if (provider === undefined)
      throw new GsecError('USAGE', 'missing argument PROVIDER', {hint: `write one of ${Object.keys(storeAuths).join(', ')}`})
    const {service} = block
    const {kind, folder, auth, others} = findStoreTemplate(provider, flags.auth, typeof service === 'string' ? service : undefined)
    if (flags.auth === undefined && others.length > 0)
      this.note(`the store of ${kind.title} logs in with ${auth}; --auth knows ${others.join(', ')}, too`)
    return packagedTemplate(this.config.root, folder, auth)
  }

  #give(store: MadeStore, format: 'yaml' | 'json', flags: StoreFlags): CreateReport {
    const document = {value: store.value, text: store.text}
    const put = putManifest(writeDocuments([document], format), flags, (existing, file) =>
      appendDocument(existing, file, document, {mayReplace: flags.force}),
    )
    const notes = storeRemarks(store)
    if (!this.jsonEnabled()) process.stdout.write(put.stdout)
    for (const warning of store.warnings) this.warning(warning)
    for (const note of notes) this.note(note)
    if (put.file !== undefined) this.note(`${flags['dry-run'] ? 'would write' : 'wrote'} ${put.file}`)
    return createReport([document], {file: put.file, notes, warnings: store.warnings, dryRun: flags['dry-run'] === true})
  }
}

type StoreFlags = Interfaces.InferredFlags<typeof ExternalStore.flags>

/** The store of this name in .gsec.yaml. */
function configuredStore({config}: LoadedConfig, {name, 'store-kind': kind}: StoreFlags): KnownStore | undefined {
  return configuredStores(config.stores).find(store => store.name === name && (kind === undefined || store.kind === kind))
}

/** A template of the user's own may be for the whole cluster. */
const kindOf = (template: string) => (/^kind: ClusterSecretStore\s*$/m.test(template) ? 'ClusterSecretStore' : 'SecretStore')
