import {availableParallelism} from 'node:os'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {loginFlags} from '../../cli/cluster-flags.js'
import {keyFlag, namedKeyFiles, requireKeyFiles} from '../../cli/key-flags.js'
import {loadConfig} from '../../cli/load-config.js'
import {readManifestSources} from '../../cli/manifest-sources.js'
import {openingSources, textsAround} from '../../cli/opening-sources.js'
import {withProgress} from '../../cli/progress.js'
import {providerFlags, providerSurroundings, storeFiles} from '../../cli/provider-flags.js'
import {repositoryManifests, withSlashes} from '../../cli/repository-manifests.js'
import {variable} from '../../cli/variable.js'
import type {Config} from '../../config/config-shape.js'
import {GsecError} from '../../errors.js'
import {configuredStores} from '../../external/configured-stores.js'
import {chooseStore} from '../../external/push/choose-store.js'
import {type PushReport, pushReport, stepText} from '../../external/push/push-report.js'
import {type PushedObject, type PushPlan, type PushTarget, planPush, provePush, writePush} from '../../external/push/push-secret.js'
import {findStores} from '../../external/verify/find-external-secrets.js'
import {emitYaml} from '../../manifest/emit-yaml.js'
import {objectsOf, readManifests} from '../../manifest/read-manifests.js'
import {readSecret} from '../../manifest/read-secret.js'
import {readSealedSecret} from '../../manifest/sealed-secret-manifest.js'
import {openClient} from '../../providers/open-client.js'
import {findSecrets} from '../../seal/find-secrets.js'
import {bindingOf} from '../../seal/open/binding-of.js'
import {FaultExplainer} from '../../seal/open/explain-fault.js'
import {findSealedSecrets} from '../../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../../seal/open/known-names.js'
import {openInParallel} from '../../seal/open/open-in-parallel.js'
import {openSealedSecrets} from '../../seal/open/open-sealed-secrets.js'
import {readKeyFiles} from '../../seal/open/read-key-file.js'
import {faultsOf, unsealed} from '../../seal/open/unseal-result.js'

/** What `key` of a store in .gsec.yaml is when it says nothing. */
const DEFAULT_NAME = '{namespace}-{name}'

// the controller is not asked

export default class ExternalPush extends BaseCommand {
  static override summary = "put a Secret's values into a store, and print the ExternalSecret that reads them"
  static override description =
    `Reads Secrets, and with --key SealedSecrets, from files and standard input (-), and looks at the provider behind the store with your own credentials. It shows what it would write; with --yes it writes, reads every value back as the operator would, and compares the bytes. A value that is there and differs is replaced only with --force: without it nothing at all is written.

A Secret becomes one JSON object at the provider; with {key} in --remote-name each of its keys becomes a secret of its own. Bytes that are no text go there in base64, and the ExternalSecret decodes them. Line breaks at the end are kept.

Prints the ExternalSecrets on standard output, and the plan on standard error. Ends with 1 when a value differs and --force is missing, or when a value does not come back as it was.`
  static override examples = [
    {
      description: 'show what would be written, and the ExternalSecret',
      command: '<%= config.bin %> <%= command.id %> db.secret.yaml --store aws',
    },
    {
      description: 'write it, and keep the ExternalSecret',
      command: '<%= config.bin %> <%= command.id %> db.secret.yaml --store aws --yes > db.external.yaml',
    },
    {
      description: 'carry a SealedSecret over, each key as a secret of its own',
      command:
        '<%= config.bin %> <%= command.id %> db.sealed.yaml --key backup.yaml --store-file stores.yaml --remote-name "{namespace}-{name}-{key}" --yes',
    },
  ]
  static override args = {
    file: Args.string({description: 'manifests with the Secrets, or - for standard input', multiple: true, ignoreStdin: true}),
  }
  static override flags = {
    file: Flags.string({char: 'f', multiple: true, multipleNonGreedy: true, description: 'the same as a FILE argument', helpValue: 'FILE'}),
    store: Flags.string({description: 'name of the SecretStore or ClusterSecretStore [env: GSEC_STORE]', helpValue: 'NAME'}),
    key: keyFlag,
    namespace: Flags.string({char: 'n', description: 'namespace of Secrets that name none [env: GSEC_NAMESPACE]'}),
    'remote-name': Flags.string({
      description: `name at the provider, of {namespace}, {name} and {key} (default: key of the store in .gsec.yaml, else ${DEFAULT_NAME}) [env: GSEC_REMOTE_NAME]`,
      helpValue: 'TEMPLATE',
    }),
    yes: Flags.boolean({char: 'y', description: 'write; without it only the plan is shown'}),
    force: Flags.boolean({description: 'replace values that differ'}),
    ...providerFlags,
    ...loginFlags,
  }

  async run(): Promise<PushReport> {
    const {args, flags} = await this.parse(ExternalPush)
    const files = [...(args.file ?? []), ...(flags.file ?? [])]
    const {config} = await loadConfig(flags.config)
    const secrets = await this.#secrets(files, flags)
    const target = await chosenTarget(files, flags, config, secrets[0]?.namespace)
    const template = flags['remote-name'] ?? variable('REMOTE_NAME') ?? templateIn(config, target) ?? DEFAULT_NAME
    const plans = await withProgress('asking the provider', async () =>
      Promise.all(secrets.map(secret => planPush(secret, template, target))),
    )
    const steps = plans.flatMap(plan => plan.steps)
    const isRefused = !flags.force && steps.some(({action}) => action === 'replace')
    for (const step of steps) this.note(stepText(step, target, {force: flags.force}))
    if (isRefused) this.failure('a value there differs, so nothing is written; --force replaces it')
    const isWritten = flags.yes && !isRefused
    if (isWritten) await this.#write(plans, target)
    else if (!isRefused && steps.some(({action}) => action !== 'keep')) this.note('nothing was written: add --yes')
    const findings = isWritten ? await withProgress('reading the values back', async () => proveAll(plans, target)) : []
    for (const {message} of findings) this.failure(message)
    if (isWritten && findings.length === 0) this.note('every value came back as it was')
    if (!this.jsonEnabled()) for (const {manifest} of plans) process.stdout.write(`---\n${emitYaml(manifest)}`)
    return this.answer(isRefused || findings.length > 0, pushReport(plans, target, isWritten, findings))
  }

  async #write(plans: readonly PushPlan[], {client}: PushTarget): Promise<void> {
    await withProgress('writing', async status => {
      for (const plan of plans) await writePush(plan, client, ({remote}) => status(remote.key))
    })
  }

  /** The Secrets of the files, SealedSecrets opened. */
  async #secrets(files: readonly string[], flags: PushFlags): Promise<PushedObject[]> {
    const sources = openingSources(files, flags.key, 'push')
    const namespace = flags.namespace ?? variable('NAMESPACE')
    const plain = sources.flatMap(source => findSecrets(source).secrets.map(({secret}) => secret))
    const sealed = sources.flatMap(source => findSealedSecrets(source).objects.map(object => readSealedSecret(object)))
    const opened =
      sealed.length === 0
        ? []
        : await this.#open(
            sealed.map(one => ({sealed: one, binding: bindingOf(one, namespace)})),
            sources,
            flags,
          )
    const all = [...plain, ...opened]
    if (all.length === 0) throw new GsecError('NO_SECRETS', 'there is no Secret to push', {hint: 'name a file that holds one'})
    return all.map(secret => {
      if (secret.name === undefined) throw new GsecError('SECRET_INVALID', 'the Secret has no name', {where: secret.place})
      return {...secret, name: secret.name, namespace: secret.namespace ?? namespace}
    })
  }

  async #open(bound: Parameters<typeof openSealedSecrets>[0], sources: ReturnType<typeof openingSources>, flags: PushFlags) {
    if (namedKeyFiles(flags.key).length === 0) requireKeyFiles(flags.key)
    const keys = readKeyFiles(namedKeyFiles(flags.key))
    const openValues = openInParallel(this.workerFile('open-worker'), availableParallelism())
    const opened = await withProgress('opening', () => openSealedSecrets(bound, keys, openValues))
    const [fault] = faultsOf(opened, new FaultExplainer(keys, () => KnownNames.of(textsAround(sources))))
    if (fault)
      throw new GsecError('KEY_INVALID', fault.message, {where: fault.where, hint: 'give the key of the cluster that it is sealed for'})
    return opened.map(one => {
      const path = one.sealed.object.document.file.path
      const [object] = readManifests(Buffer.from(emitYaml(unsealed(one))), path).documents.flatMap(objectsOf)
      if (!object) throw new GsecError('SECRET_INVALID', 'the SealedSecret holds nothing', {where: one.sealed.place})
      return {...readSecret(object).secret, place: one.sealed.place}
    })
  }
}

type PushFlags = Interfaces.InferredFlags<typeof ExternalPush.flags> & {config?: string | undefined}

async function chosenTarget(
  files: readonly string[],
  flags: PushFlags,
  config: Config,
  namespace: string | undefined,
): Promise<PushTarget> {
  const named = findStores([...readManifestSources(storeFiles(flags))].map(source => ({...source, path: withSlashes(source.path)})))
  const name = flags.store ?? variable('STORE')
  if (name === undefined && named.length === 0)
    throw new GsecError('USAGE', 'which store?', {hint: 'name it with --store NAME, or its file with --store-file FILE'})
  const configured = config.stores.get(name ?? '')?.name ?? name
  const known = () => [...findStores(repositoryManifests(files)), ...configuredStores(config.stores)]
  const store = chooseStore(configured, named, known, namespace)
  const where = store.path === undefined ? `${store.kind} ${store.name}` : `${store.kind} ${store.name} in ${store.path}`
  const spec = {provider: store.provider.kind.id, block: store.provider.block, origin: 'repository', where} as const
  return {store, ...store.provider, client: await openClient(spec, providerSurroundings(flags, flags))}
}

function templateIn({stores}: Config, {store}: PushTarget): string | undefined {
  return [...stores.values()].find(({kind, name}) => kind === store.kind && name === store.name)?.key
}

async function proveAll(plans: readonly PushPlan[], target: PushTarget) {
  const proofs = await Promise.all(plans.map(plan => provePush(plan, target)))
  return proofs.flat()
}
