import {Args, type Interfaces} from '@oclif/core'
import {isOnTerminal, terminalAsker} from '../../cli/asker.js'
import {BaseCommand} from '../../cli/base-command.js'
import {createVariables, externalCreateFlags} from '../../cli/external-create-flags.js'
import {type LoadedConfig, loadConfig, placeOf} from '../../cli/load-config.js'
import {readManifestSources, STDIN_PATH} from '../../cli/manifest-sources.js'
import {manifestFormat, putManifest} from '../../cli/new-manifest-flags.js'
import {withPatience} from '../../cli/patience.js'
import {withProgress} from '../../cli/progress.js'
import {asksCluster, providerSurroundings, storeFiles} from '../../cli/provider-flags.js'
import {repositoryManifests, withSlashes} from '../../cli/repository-manifests.js'
import {packagedTemplate} from '../../cli/store-templates.js'
import {environmentFor} from '../../config/environment-for.js'
import {counted} from '../../duration.js'
import {GsecError} from '../../errors.js'
import {configuredStores} from '../../external/configured-stores.js'
import {commandLine} from '../../external/create/command-line.js'
import {type CreatedManifests, createManifests, writeDocuments} from '../../external/create/create-manifests.js'
import {type CreateReport, createReport} from '../../external/create/create-report.js'
import type {CreateRequest} from '../../external/create/create-request.js'
import type {CreateSurroundings} from '../../external/create/plan-external-secret.js'
import {readSecretShape, type SecretShape} from '../../external/create/secret-shape.js'
import type {StoreChoice} from '../../external/create/store-choice.js'
import type {LintContext} from '../../external/lint.js'
import {loadRegularExpressions} from '../../external/regular-expressions.js'
import type {KnownStore} from '../../external/runtime/known-store.js'
import type {WantedPlace} from '../../external/store-manifest/store-for-choice.js'
import {storeRemarks} from '../../external/store-manifest/store-remarks.js'
import {esoSurroundings} from '../../external/surroundings.js'
import {findStores} from '../../external/verify/find-external-secrets.js'
import {readFile, readStdin} from '../../files/read-file.js'
import {isAtLeast} from '../../finding.js'
import {appendDocument} from '../../manifest/append-document.js'

export default class ExternalCreate extends BaseCommand {
  static override summary = 'write an ExternalSecret from references to a store'
  static override description =
    `Turns references into an ExternalSecret in the form that the External Secrets Operator accepts, and prints it, or writes it to --output-file. On a terminal, without arguments, it asks what to write, and if you like lists the secrets of the provider to pick from.

A reference is the provider's own name (projects/P/secrets/S, an ARN, a Key Vault URL, op://…), a vals URI (ref+gcpsecrets://P/S#/a), or provider:key[@version][#property] as in vault:app/db#password. Every reference is held against the store, which is looked for in the git repository and in .gsec.yaml. What gsec external lint calls an error is never written.

Without --verify no cluster and no provider is asked. With it every reference is resolved at the provider first, with your own credentials, as gsec verify does: when one would not sync, nothing is written and the exit code is 1; when nobody could be asked it is 2.

docs/external.md has the forms of references, of --rewrite and of --from-secret.`
  static override usage = '<%= command.id %> [NAME] [SECRETKEY=REFERENCE...] [FLAGS]'
  static override examples = [
    {
      description: 'two keys from Google Secret Manager',
      command:
        '<%= config.bin %> <%= command.id %> db-credentials --namespace order-service --store gcp-secret-manager --store-kind ClusterSecretStore DB_PASSWORD=projects/my-project/secrets/db-password/versions/latest DB_USERNAME=gcp:db-username',
    },
    {
      description: 'every key of a JSON secret, and a URL made from two of them',
      command:
        "<%= config.bin %> <%= command.id %> db --namespace shop --store aws --extract aws:shop/db --template 'url=postgres://{{ .user }}:{{ .password }}@db/shop'",
    },
    {
      description: 'the same keys as a Secret that is sealed today, under the names that .gsec.yaml gives them',
      command: '<%= config.bin %> <%= command.id %> --from-secret db.sealed.yaml --store gcp-prod --output-file db.external.yaml',
    },
    {
      description: 'a generated password in every namespace of a team',
      command:
        '<%= config.bin %> <%= command.id %> session-key --generator Password/session --cluster-wide --namespace-selector team=shop --refresh-policy CreatedOnce',
    },
    {
      description: 'write nothing unless the provider has every value',
      command:
        '<%= config.bin %> <%= command.id %> db --namespace shop --store aws PASSWORD=aws:shop/db#password --verify --output-file db.yaml',
    },
    {description: 'be asked for everything', command: '<%= config.bin %> <%= command.id %> --output-file db.yaml'},
  ]

  static override args = {
    words: Args.string({
      description: 'NAME of the Secret, then SECRETKEY=REFERENCE for each of its keys',
      multiple: true,
      ignoreStdin: true,
    }),
  }

  static override flags = externalCreateFlags

  async run(): Promise<CreateReport> {
    const {args, flags} = await this.parse(ExternalCreate)
    const format = manifestFormat(flags)
    const config = await loadConfig(flags.config)
    const here = esoSurroundings(repositoryManifests([flags['output-file'] ?? '.']))
    const named = findStores([...readManifestSources(storeFiles(flags))].map(source => ({...source, path: withSlashes(source.path)})))
    const stores = namedFirst(named, here.stores)
    const typed = this.#request(args.words ?? [], flags)
    const asks = isBare(typed)
    const request = asks ? await this.#ask(typed, surroundingsOf(config, stores, typed, flags), flags) : typed
    const surroundings = surroundingsOf(config, stores, request, flags)
    const context = {surroundings: here.objects, expressions: await loadRegularExpressions()}
    const makeStore = flags['with-store'] ? await this.#storeMaker(flags, surroundings.apiVersion, context) : undefined
    const created = createManifests(request, surroundings, context, makeStore)
    const verified = flags.verify ? await this.#verify(created, named, surroundings, flags) : undefined
    const report = verified?.isNo ? refusedReport(created, flags) : this.#give(created, format, flags)
    if (asks) this.note(`the same without questions: ${commandLine(request, this.argv)}`)
    return this.answer(verified?.isNo === true, {...report, ...verified?.report})
  }

  #request(words: readonly string[], flags: CreateFlags): CreateRequest {
    const file = flags['from-secret']
    const name = words[0]?.includes('=') ? undefined : words[0]
    return {
      words,
      ...createVariables(flags),
      store: flags.store,
      storeKind: flags['store-kind'],
      extracts: flags.extract,
      findNames: flags['find-name'],
      findTags: flags['find-tag'],
      findPath: flags['find-path'],
      rewrites: flags.rewrite,
      generators: flags.generator,
      type: flags.type,
      templates: flags.template,
      mergePolicy: flags['merge-policy'],
      refreshPolicy: flags['refresh-policy'],
      creationPolicy: flags['creation-policy'],
      deletionPolicy: flags['deletion-policy'],
      labels: flags.label,
      annotations: flags.annotation,
      isImmutable: flags.immutable,
      isClusterWide: flags['cluster-wide'],
      namespaceSelectors: flags['namespace-selector'],
      secret: file === undefined ? undefined : secretIn(file, name),
    }
  }

  /** Few want a store, so what makes one is loaded here. */
  async #storeMaker({auth}: CreateFlags, apiVersion: string, context: LintContext) {
    const {storeForChoice} = await import('../../external/store-manifest/store-for-choice.js')
    const read = (folder: string, way: string) => packagedTemplate(this.config.root, folder, way)
    return (store: StoreChoice, place: WantedPlace) => storeForChoice(store, place, {auth, apiVersion, read, context})
  }

  /** @throws GsecError USAGE where there is no terminal to ask on */
  async #ask(typed: CreateRequest, surroundings: CreateSurroundings, flags: CreateFlags): Promise<CreateRequest> {
    if (!isOnTerminal() || this.jsonEnabled())
      throw new GsecError('USAGE', 'missing arguments NAME and SECRETKEY=REFERENCE', {
        hint: 'write them as in: gsec external create db DB_PASSWORD=gcp:db-password; on a terminal gsec asks for them',
      })
    const {askForRequest, offerSecrets, openClient} = await import('../../external/create/conversation.js')
    const provider = providerSurroundings(flags, flags)
    const say = (text: string) => this.note(text)
    return askForRequest(typed, {...(await terminalAsker()), say}, surroundings, (kind, store) =>
      offerSecrets(kind, store, {
        open: spec => openClient(spec, provider),
        within: (what, work) => withPatience(what, provider.timeoutMs ?? PATIENCE, work),
        say,
      }),
    )
  }

  /** What would not sync is said on stderr. */
  async #verify(
    {documents}: CreatedManifests,
    named: readonly KnownStore[],
    {repository, configured}: CreateSurroundings,
    flags: CreateFlags,
  ) {
    const {verifyCreated} = await import('../../external/create/verify-created.js')
    const provider = providerSurroundings(flags, flags)
    const {findings, counts, secrets} = await withProgress('asking the providers', status =>
      verifyCreated(documents, {
        path: flags['output-file'] ?? '-',
        named,
        known: [...repository, ...configuredStores(configured)],
        provider,
        asksCluster: asksCluster(provider.cluster),
        onAnswer: answers => status(counted(answers, 'answer')),
      }),
    )
    for (const {severity, message, remediation} of findings) {
      if (isAtLeast(severity, 'medium')) this.failure(`${message}; ${remediation}`)
      else this.note(message)
    }
    const isNo = findings.some(({severity}) => isAtLeast(severity, 'medium'))
    const open = secrets.flatMap(({keys}) => keys).filter(({status}) => status === 'external-not-verified').length
    const remarks = `${open > 0 ? `, ${open} not verified` : ''}${isNo ? '; nothing was written' : ''}`
    this.note(`${counts.keysOk} of ${counted(counts.externalKeys, 'key')} would sync${remarks}`)
    return {isNo, report: {externalSecrets: secrets, findings}}
  }

  #give({documents, store, ...remarks}: CreatedManifests, format: 'yaml' | 'json', flags: CreateFlags): CreateReport {
    const put = putManifest(writeDocuments(documents, format), flags, (existing, file) =>
      documents
        .reduce((bytes, document) => Buffer.from(appendDocument(bytes, file, document, {mayReplace: flags.force})), existing)
        .toString('utf8'),
    )
    const notes = [...remarks.notes, ...(store ? storeRemarks(store) : [])]
    if (!this.jsonEnabled()) process.stdout.write(put.stdout)
    for (const warning of remarks.warnings) this.warning(warning)
    for (const note of notes) this.note(note)
    if (put.file !== undefined) this.note(`${flags['dry-run'] ? 'would write' : 'wrote'} ${put.file}`)
    return createReport(documents, {file: put.file, notes, warnings: remarks.warnings, dryRun: flags['dry-run'] === true})
  }
}

/** How long the wizard waits for a provider, in milliseconds, unless --request-timeout says otherwise. */
const PATIENCE = 15_000

type CreateFlags = Interfaces.InferredFlags<typeof externalCreateFlags>

/** Nothing says what is to be fetched. */
function isBare({words, extracts = [], findNames = [], findTags = [], findPath, generators = [], secret}: CreateRequest): boolean {
  const sources = [...words, ...extracts, ...findNames, ...findTags, ...generators]
  return sources.length === 0 && findPath === undefined && secret === undefined
}

/** Stores whose files the user names stand for those of the same kind and name in the repository, whatever their namespace. */
function namedFirst(named: readonly KnownStore[], found: readonly KnownStore[]): KnownStore[] {
  const others = found.filter(({kind, name}) => !named.some(store => store.kind === kind && store.name === name))
  return [...named.map(store => ({...store, namespace: undefined})), ...others]
}

/** What was made, and is not written since it would not sync. */
function refusedReport({documents, notes, warnings}: CreatedManifests, flags: CreateFlags): CreateReport {
  return createReport(documents, {file: undefined, notes, warnings, dryRun: flags['dry-run'] === true})
}

function secretIn(file: string, name: string | undefined): SecretShape {
  return file === '-' ? readSecretShape(readStdin(), STDIN_PATH, name) : readSecretShape(readFile(file), file, name)
}

/** The environment is that of the output file; without one, of a file with the name of the Secret in the working directory. */
function surroundingsOf(
  config: LoadedConfig,
  repository: readonly KnownStore[],
  {words, secret}: CreateRequest,
  flags: CreateFlags,
): CreateSurroundings {
  const output = flags['output-file'] === '-' ? undefined : flags['output-file']
  const place = placeOf(config, output ?? `${words[0] ?? secret?.name ?? 'external-secret'}.yaml`)
  return {
    repository,
    configured: config.config.stores,
    ofEnvironment: place === undefined ? undefined : environmentFor(config.config, place)?.store?.store,
    apiVersion: config.config.eso.apiVersion,
  }
}
