import {availableParallelism} from 'node:os'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {clusterFlags, clusterOptions} from '../cli/cluster-flags.js'
import {clusterSurroundings} from '../cli/cluster-surroundings.js'
import {keyFlag, namedKeyFiles} from '../cli/key-flags.js'
import {loadConfig} from '../cli/load-config.js'
import {type ManifestSource, readManifestSources} from '../cli/manifest-sources.js'
import {openingSources, textsAround} from '../cli/opening-sources.js'
import {withProgress} from '../cli/progress.js'
import {asksCluster, providerFlags, providerSurroundings, storeFiles} from '../cli/provider-flags.js'
import {giveReport, reportFlags, reportTargets} from '../cli/report-flags.js'
import {repositoryManifests, withSlashes} from '../cli/repository-manifests.js'
import {configSurroundings} from '../cli/sealing-flags.js'
import {variable} from '../cli/variable.js'
import {counted} from '../duration.js'
import {GsecError} from '../errors.js'
import {configuredStores} from '../external/configured-stores.js'
import {type FoundExternalSecrets, findExternalSecrets} from '../external/verify/find-external-secrets.js'
import {keyLines} from '../external/verify/key-lines.js'
import type {VerifiedExternalSecret} from '../external/verify/verify-external-secrets.js'
import {readFile, readStdin} from '../files/read-file.js'
import type {Finding} from '../finding.js'
import {namesCluster} from '../kube/cluster-access.js'
import type {ManifestFile, ManifestObject} from '../manifest/read-manifests.js'
import {type JsonReport, jsonReport} from '../report/reporters/json.js'
import {controllerChooser} from '../seal/online/controller-for.js'
import {Controllers} from '../seal/online/controllers.js'
import {FaultExplainer} from '../seal/open/explain-fault.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../seal/open/known-names.js'
import {openInParallel} from '../seal/open/open-in-parallel.js'
import {openSealedSecrets} from '../seal/open/open-sealed-secrets.js'
import {readKeyFiles, type UnsealingKey} from '../seal/open/read-key-file.js'
import {askControllers} from '../seal/verify/check-online.js'
import {type CheckOpening, observationsOf, verifySealedSecrets} from '../seal/verify/verify-sealed-secrets.js'
import {visible} from '../visible.js'

export default class Verify extends BaseCommand {
  static override summary = 'say whether SealedSecrets and ExternalSecrets would become the Secrets that they promise'
  static override description =
    `Reads SealedSecrets from files, folders and standard input (-) and checks what can be told without a key: whole ciphertexts, scope annotations, names, keys and types, templates, leftovers. With --key it opens every value as well, and says why one does not open: sealed for another name, namespace or scope, for another certificate, cut off, or no ciphertext at all. Reads the manifests of the git repository around for the names that it tries. Without a key but with --context, or --for a cluster of .gsec.yaml, the controller there is asked whether it can decrypt them: it gets names, scopes and ciphertexts, and allows two questions a second. Writes nothing but the files of --report.

Of ExternalSecrets it resolves every reference at the provider, with your own credentials, as the operator would: keys, versions, properties, decoding, rewrites, templates. Each secret and version is asked for once. Stores are looked for in --store-file, the named files, the git repository, .gsec.yaml and, with --context, in a cluster. Values are never shown, only their lengths. docs/external.md explains every rule.

Ends with 0 when all is well, with 1 on a finding of the severity of --fail-on or worse, and with 2 when there is nothing to verify or no provider could be asked.`
  static override examples = [
    {description: 'check every SealedSecret below a folder by its structure', command: '<%= config.bin %> <%= command.id %> apps'},
    {
      description: 'open every value, with a backup of the keys that never touches the disk',
      command:
        'kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml | <%= config.bin %> <%= command.id %> apps --key -',
    },
    {
      description: 'ask the controller of a cluster whether it can decrypt them, without any key',
      command: '<%= config.bin %> <%= command.id %> apps/shop --only sealed --context prod-eu',
    },
    {
      description: 'ask the provider for every value that ExternalSecrets refer to, and look for near names of what is missing',
      command: '<%= config.bin %> <%= command.id %> apps --only external --suggest',
    },
    {
      description: 'prove that a store holds what the live Secret holds',
      command: '<%= config.bin %> <%= command.id %> db.external.yaml --store-file stores.yaml --against live --context staging',
    },
    {
      description: 'annotate a pull request, and keep a report for the build server',
      command: '<%= config.bin %> <%= command.id %> apps --format github --report junit=verify.xml',
    },
  ]
  static override args = {
    path: Args.string({description: 'manifests: files, folders, or - for standard input', multiple: true, ignoreStdin: true}),
  }
  static override flags = {
    file: Flags.string({char: 'f', multiple: true, multipleNonGreedy: true, description: 'the same as a PATH argument', helpValue: 'PATH'}),
    key: keyFlag,
    namespace: Flags.string({char: 'n', description: 'namespace of objects that name none [env: GSEC_NAMESPACE]'}),
    only: Flags.option({options: ['sealed', 'external'] as const, description: 'verify one kind alone; sealed asks no provider'})(),
    against: Flags.string({
      description: 'compare what ExternalSecrets make with the Secrets of a file, or with the live ones of a cluster',
      helpValue: 'FILE|live',
    }),
    'allow-missing': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: 'key of a provider or of a Secret that may be missing; may be repeated',
      helpValue: 'KEY',
    }),
    suggest: Flags.boolean({description: 'look for near names of missing secrets and properties; lists the names of the store'}),
    for: Flags.string({
      helpGroup: 'CLUSTER',
      description: 'ask the controller of this cluster of .gsec.yaml about SealedSecrets',
      exclusive: ['key'],
      helpValue: 'CLUSTER',
    }),
    'insecure-http': Flags.boolean({
      helpGroup: 'CLUSTER',
      description: 'ask a controller over plain http, where anybody on the way can answer in its place',
      env: 'GSEC_INSECURE_HTTP',
    }),
    ...providerFlags,
    ...clusterFlags,
    ...reportFlags('medium'),
  }

  async run(): Promise<VerifyReport> {
    const {args, flags} = await this.parse(Verify)
    reportTargets(flags.report)
    const sources = openingSources([...(args.path ?? []), ...(flags.file ?? [])], flags.key, 'verify')
    const keys = readKeyFiles(namedKeyFiles(flags.key))
    const found = sources.map(source => findSealedSecrets(source))
    const sealedObjects = flags.only === 'external' ? [] : found.flatMap(file => file.objects)
    const external =
      flags.only === 'sealed' ? undefined : findExternalSecrets(sources.map((source, index) => readSource(source, found[index]?.file)))
    const templates = found.filter(({isTemplate}) => isTemplate)
    if (templates.length > 0) this.note(`passed over ${counted(templates.length, 'Helm template')}: render them first`)
    const hasExternal = external !== undefined && external.objects.length + external.findings.length > 0
    if (sealedObjects.length === 0 && !hasExternal) throw nothingToVerify(flags.only)
    const parts = [
      ...(sealedObjects.length > 0 ? [await this.#sealed(sealedObjects, keys, sources, flags)] : []),
      ...(hasExternal ? [await this.#external(external, flags, sealedObjects.length === 0)] : []),
    ]
    const findings = parts.flatMap(part => part.findings)
    const run = {
      version: this.config.version,
      command: 'verify',
      scope: parts.map(({scope}) => scope).join(' and '),
      counts: Object.assign({}, ...parts.map(({counts}) => counts)) as Record<string, number>,
    }
    const secrets = parts.flatMap(part => part.secrets ?? [])
    if (flags.format === 'text' && !this.jsonEnabled()) for (const line of keyLines(secrets)) this.log(visible(line))
    const isNo = giveReport(findings, run, flags, this.jsonEnabled())
    return this.answer(isNo, {...jsonReport(findings, run), ...(hasExternal && {externalSecrets: secrets})})
  }

  async #sealed(
    objects: readonly ManifestObject[],
    keys: readonly UnsealingKey[],
    sources: readonly ManifestSource[],
    flags: VerifyFlags,
  ): Promise<Part> {
    const isOnline = keys.length === 0 && (flags.for !== undefined || asksCluster(clusterOptions(flags)))
    const check = isOnline ? await this.#asking(flags) : keys.length === 0 ? undefined : this.#openingWith(keys, sources)
    const {findings, counts} = await verifySealedSecrets(objects, flags.namespace ?? variable('NAMESPACE'), check)
    const how = isOnline ? 'by the controller' : keys.length === 0 ? 'by structure alone' : `with ${counted(keys.length, 'key')}`
    return {
      findings,
      scope: `${counted(counts.sealedSecrets, 'SealedSecret')} with ${counted(counts.values, 'value')}, ${how}`,
      counts: {...counts, keys: keys.length},
    }
  }

  async #external(found: FoundExternalSecrets, flags: VerifyFlags, mustAnswer: boolean): Promise<Part> {
    const {verifyFiles} = await import('../external/verify/verify-files.js')
    const {config} = await loadConfig(flags.config)
    const provider = providerSurroundings(flags, flags)
    const {findings, counts, secrets} = await withProgress('asking the providers', status =>
      verifyFiles({
        found,
        mustAnswer,
        namespace: flags.namespace ?? variable('NAMESPACE'),
        storeFiles: [...readManifestSources(storeFiles(flags))].map(lintSource),
        surroundings: () => repositoryManifests(found.objects.map(({document}) => document.file.path)),
        configured: configuredStores(config.stores),
        provider,
        asksCluster: asksCluster(provider.cluster),
        against: flags.against === undefined || flags.against === 'live' ? flags.against : againstFile(flags.against),
        allowMissing: flags['allow-missing'] ?? [],
        suggests: flags.suggest,
        onAnswer: answers => status(counted(answers, 'answer')),
      }),
    )
    const scope = `${counted(counts.externalSecrets, 'ExternalSecret')}, ${counts.keysOk} of ${counted(counts.externalKeys, 'key')} ok, ${counted(counts.calls, 'call')}`
    return {findings: [...found.findings, ...findings], scope, counts, secrets}
  }

  #openingWith(keys: readonly UnsealingKey[], sources: readonly ManifestSource[]): CheckOpening {
    const explainer = new FaultExplainer(keys, () => KnownNames.of(textsAround(sources)))
    return async bound => {
      const openValues = openInParallel(this.workerFile('open-worker'), availableParallelism())
      return observationsOf(await withProgress('opening', () => openSealedSecrets(bound, keys, openValues)), explainer)
    }
  }

  /** Through the controllers that flags and .gsec.yaml name. */
  async #asking(flags: VerifyFlags): Promise<CheckOpening> {
    const cluster = clusterOptions(flags)
    const kube = clusterSurroundings()
    const controllers = new Controllers({
      kube,
      timeoutMs: cluster.timeoutMs,
      insecureHttp: flags['insecure-http'],
      instead: 'or verify with the private keys: --key KEYFILE',
    })
    const surroundings = {...configSurroundings(await loadConfig(flags.config)), namesCluster: () => namesCluster(cluster, kube)}
    const choice = {controller: cluster, fingerprints: [], for: flags.for === undefined ? [] : [flags.for]}
    const check = askControllers({
      controllers,
      controllerFor: controllerChooser(choice, surroundings),
      whileAsking: (total, work) => withProgress('asking the controller', status => work(count => status(`${count} of ${total}`))),
    })
    return async bound => {
      const observations = await check(bound)
      for (const text of controllers.notes) this.note(text)
      for (const {where, message} of controllers.warnings) this.warning(`${where}: ${message}`)
      return observations
    }
  }
}

/** What one kind of object gives to the report. */
interface Part {
  findings: readonly Finding[]
  scope: string
  counts: Readonly<Record<string, number>>
  secrets?: readonly VerifiedExternalSecret[]
}

interface VerifyReport extends JsonReport {
  externalSecrets?: readonly VerifiedExternalSecret[]
}

type VerifyFlags = Interfaces.InferredFlags<typeof Verify.flags> & {config?: string | undefined}

const lintSource = ({path, bytes, isNamed}: ManifestSource) => ({path: withSlashes(path), bytes, isNamed})

/** A file that was read for its SealedSecrets is not read again, unless its path is shown otherwise. */
function readSource(source: ManifestSource, file: ManifestFile | undefined) {
  const shown = lintSource(source)
  return {...shown, file: shown.path === source.path ? file : undefined}
}

function againstFile(path: string) {
  return {path, bytes: path === '-' ? readStdin() : readFile(path), isNamed: true}
}

function nothingToVerify(only: string | undefined): GsecError {
  const what = only === undefined ? 'SealedSecret and no ExternalSecret' : only === 'sealed' ? 'SealedSecret' : 'ExternalSecret'
  return new GsecError('NO_SECRETS', `there is no ${what} to verify`, {hint: 'name the files or folders that hold some'})
}
