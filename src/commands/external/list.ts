import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {loginFlags} from '../../cli/cluster-flags.js'
import {loadConfig} from '../../cli/load-config.js'
import {placeFlags} from '../../cli/place-flags.js'
import {withProgress} from '../../cli/progress.js'
import {providerSurroundings} from '../../cli/provider-flags.js'
import {counted} from '../../duration.js'
import {type ListedEntry, listSecrets} from '../../external/list/list-secrets.js'
import {listingText} from '../../external/list/listing-text.js'
import {readTags, storeToList} from '../../external/list/store-to-list.js'
import {openClient} from '../../providers/open-client.js'

interface Result {
  provider: string
  store: string
  secrets: readonly ListedEntry[]
}

export default class ExternalList extends BaseCommand {
  static override summary = 'list the secrets of a provider: names, versions and keys, never values'
  static override description =
    `Asks a provider which secrets it has, with your own credentials: those that its own command line would use. Prints a table, or an object with --json. Writes nothing.

PROVIDER is aws (Secrets Manager), ssm (Parameter Store), gcp, azure, vault, bao or k8s; what follows the colon is the beginning of the names. With --store the provider is that of a store in .gsec.yaml, and the argument is the beginning alone.

--versions and --keys cost a request for each secret. --keys reads the values, which leaves a trace in the provider's audit log, and prints the names of JSON keys or fields in them. docs/providers.md says how gsec logs in.`
  static override examples = [
    {description: 'every secret of a region', command: '<%= config.bin %> <%= command.id %> aws --region eu-west-1'},
    {
      description: 'what a team has, with versions and keys',
      command: '<%= config.bin %> <%= command.id %> aws:prod/shop/ --versions --keys',
    },
    {description: 'parameters with a tag', command: '<%= config.bin %> <%= command.id %> ssm:/prod/ --tag team=shop'},
    {description: 'a project of Google, for a script', command: '<%= config.bin %> <%= command.id %> gcp --project my-project --json'},
    {description: 'a folder of Vault', command: '<%= config.bin %> <%= command.id %> vault:app/ --mount secret'},
    {description: 'behind a store of .gsec.yaml', command: '<%= config.bin %> <%= command.id %> --store aws-prod'},
  ]

  static override args = {
    provider: Args.string({
      description: 'PROVIDER, or PROVIDER:PREFIX for names that begin so; with --store the PREFIX alone',
      ignoreStdin: true,
    }),
  }

  static override flags = {
    store: Flags.string({description: 'ask the provider of this store of .gsec.yaml', helpValue: 'NAME'}),
    tag: Flags.string({
      description: 'only secrets with this tag or label; repeat for more',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'KEY=VALUE',
    }),
    versions: Flags.boolean({description: 'tell the versions, too'}),
    keys: Flags.boolean({description: 'read the values and tell the keys in them, too'}),
    ...placeFlags,
    ...loginFlags,
  }

  async run(): Promise<Result> {
    const {args, flags} = await this.parse(ExternalList)
    const {config} = await loadConfig(flags.config)
    const {store, prefix} = storeToList(args.provider, flags.store, flags, config.stores)
    const tags = readTags(flags.tag ?? [])
    const client = await openClient(store, providerSurroundings({}, flags))
    const {versions, keys} = flags
    const secrets = await withProgress(`listing ${client.title}`, onProgress =>
      listSecrets(client, {query: {prefix, tags}, versions, keys, onProgress}),
    )
    this.#warn(secrets)
    process.stdout.write(this.jsonEnabled() ? '' : listingText(secrets, {versions, keys}))
    this.note(`${counted(secrets.length, 'secret')} in ${client.title}`)
    return {provider: client.provider, store: client.title, secrets}
  }

  #warn(secrets: readonly ListedEntry[]): void {
    const unknown = secrets.filter(({problem}) => problem !== undefined).length
    if (unknown > 0) this.warning(`${counted(unknown, 'secret')} could not be asked about: the table has the reason`)
  }
}
