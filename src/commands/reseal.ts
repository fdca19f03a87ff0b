import {availableParallelism} from 'node:os'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {type CertificateRequest, type SealingCertificate, SealingCertificates} from '../certificates/sealing-certificates.js'
import {BaseCommand} from '../cli/base-command.js'
import {clusterFlags, clusterOptions} from '../cli/cluster-flags.js'
import {clusterSurroundings} from '../cli/cluster-surroundings.js'
import {keyFlag, namedKeyWords, requireKeyFiles} from '../cli/key-flags.js'
import {loadConfig} from '../cli/load-config.js'
import type {ManifestSource} from '../cli/manifest-sources.js'
import {openingSources, textsAround} from '../cli/opening-sources.js'
import {withProgress} from '../cli/progress.js'
import {certificateReading, certificateWish, configSurroundings, sealingFlags} from '../cli/sealing-flags.js'
import {variable} from '../cli/variable.js'
import {counted} from '../duration.js'
import {GsecError} from '../errors.js'
import {writeFiles} from '../files/write-files.js'
import {namesCluster} from '../kube/cluster-access.js'
import type {ManifestObject} from '../manifest/read-manifests.js'
import {readSealedSecret} from '../manifest/sealed-secret-manifest.js'
import {certificateFor} from '../seal/change/certificate-for.js'
import {nameOf} from '../seal/change/change-report.js'
import {controllerChooser} from '../seal/online/controller-for.js'
import {Controllers} from '../seal/online/controllers.js'
import {bindingOf} from '../seal/open/binding-of.js'
import {FaultExplainer} from '../seal/open/explain-fault.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../seal/open/known-names.js'
import {openInParallel} from '../seal/open/open-in-parallel.js'
import type {BoundSealedSecret} from '../seal/open/open-sealed-secrets.js'
import {readKeyFiles, type UnsealingKey} from '../seal/open/read-key-file.js'
import {type FreshnessSearch, findStale} from '../seal/reseal/find-stale.js'
import {laterKey, newestKey, requireKeyOf} from '../seal/reseal/newest-key.js'
import {renewOffline} from '../seal/reseal/renew-offline.js'
import {renewOnline} from '../seal/reseal/renew-online.js'
import type {Renewal} from '../seal/reseal/renewal.js'
import {resealedFiles} from '../seal/reseal/reseal-files.js'
import {type ResealReport, resealReport} from '../seal/reseal/reseal-report.js'
import {sealInParallel} from '../seal/seal-in-parallel.js'
import {shownKey} from '../seal/shown-names.js'
import {visible} from '../visible.js'

export default class Reseal extends BaseCommand {
  static override summary = 'encrypt SealedSecrets anew for the newest certificate, in place'
  static override description =
    `With --key it opens every value with the old private keys and seals it for the certificate of --cert, .gsec.yaml or the controller; values that are sealed for it already are left alone. Without a key the controller does it: it gets names, scopes and ciphertexts, no plaintext leaves the cluster, and since nothing tells which values are fresh all of them are sealed anew. Either way plaintext, name, namespace and scope stay the same, and in the files only ciphertexts change. When any value cannot be opened it is named with the reason, no file changes, and the exit code is 1.

With --check nothing is written: what is stale is listed, and the exit code is 1 if anything is. Which key a value is for shows only in opening it, so --check needs the newest private key among those of --key.`
  static override examples = [
    {
      description: 'after the controller has made a new key, through the controller',
      command: '<%= config.bin %> <%= command.id %> apps --context prod',
    },
    {
      description: 'the same without a cluster, with a backup of its keys',
      command: '<%= config.bin %> <%= command.id %> apps --key old-keys.yaml --cert new.pem',
    },
    {
      description: 'in a nightly job: is anything still sealed for an older key?',
      command:
        'kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml | <%= config.bin %> <%= command.id %> apps --check --key -',
    },
  ]
  static override args = {
    path: Args.string({description: 'files and folders to reseal', multiple: true, ignoreStdin: true}),
  }
  static override flags = {
    file: Flags.string({char: 'f', multiple: true, multipleNonGreedy: true, description: 'the same as a PATH argument', helpValue: 'PATH'}),
    key: keyFlag,
    namespace: Flags.string({char: 'n', description: 'namespace of SealedSecrets that name none [env: GSEC_NAMESPACE]'}),
    check: Flags.boolean({description: 'write nothing, list what is not sealed for the newest key', exclusive: ['dry-run']}),
    'dry-run': Flags.boolean({description: 'do everything but write'}),
    ...sealingFlags,
    ...clusterFlags,
  }

  async run(): Promise<ResealReport> {
    const {args, flags} = await this.parse(Reseal)
    const words = [...(args.path ?? []), ...(flags.file ?? [])]
    if (words.includes('-')) throw new GsecError('USAGE', 'standard input cannot be changed in place', {hint: 'name files or folders'})
    const sources = openingSources(words, ['-'], 'reseal')
    const isOnline = !flags.check && flags.cert === undefined && namedKeyWords(flags.key).length === 0
    const keys = isOnline ? [] : readKeyFiles(requireKeyFiles(flags.key))
    const found = sources.map(source => findSealedSecrets(source))
    const templates = found.filter(({isTemplate}) => isTemplate).length
    if (templates > 0) this.note(`passed over ${counted(templates, 'Helm template')}`)
    const bound = found.flatMap(({objects}) => objects.map(object => bind(object, flags.namespace ?? variable('NAMESPACE'))))
    if (bound.length === 0)
      throw new GsecError('NO_SECRETS', 'there is no SealedSecret to reseal', {hint: 'name the files or folders that hold some'})
    const report = isOnline ? await this.#resealOnline(bound, flags) : await this.#resealOffline(bound, keys, sources, flags)
    for (const {where, message} of report.faults) this.failure(`${where}: ${message}`)
    return this.answer(report.faults.length > 0 || (flags.check && report.stale.length > 0), report)
  }

  async #resealOnline(bound: readonly BoundSealedSecret[], flags: ResealFlags): Promise<ResealReport> {
    const cluster = clusterOptions(flags)
    const kube = clusterSurroundings()
    const controllers = new Controllers({
      kube,
      timeoutMs: cluster.timeoutMs,
      insecureHttp: flags['insecure-http'],
      instead: 'or reseal with the private keys: --key KEYFILE',
    })
    const surroundings = {...configSurroundings(await loadConfig(flags.config)), namesCluster: () => namesCluster(cluster, kube)}
    if (!surroundings.config && !surroundings.namesCluster())
      throw new GsecError('USAGE', 'a private key or a cluster is needed', {
        hint: 'give --key KEYFILE, or --context NAME of the cluster whose controller is to do it',
      })
    const renew = renewOnline({
      controllers,
      controllerFor: controllerChooser(certificateWish(flags, cluster), surroundings),
      whileAsking: (total, work) => withProgress('asking the controller', status => work(count => status(`${count} of ${total}`))),
    })
    const renewals = await renew(bound)
    for (const text of controllers.notes) this.note(text)
    for (const {where, message} of controllers.warnings) this.warning(`${where}: ${message}`)
    return this.#finish(renewals, flags['dry-run'])
  }

  async #resealOffline(
    bound: readonly BoundSealedSecret[],
    keys: readonly UnsealingKey[],
    sources: readonly ManifestSource[],
    flags: ResealFlags,
  ): Promise<ResealReport> {
    const opening: Opening = {
      keys,
      explainer: new FaultExplainer(keys, () => KnownNames.of(textsAround(sources))),
      openValues: openInParallel(this.workerFile('open-worker'), availableParallelism()),
    }
    const cluster = clusterOptions(flags)
    const reading = certificateReading(flags, cluster)
    const certificates = new SealingCertificates(reading)
    const wish = certificateWish(flags, cluster)
    const surroundings = {
      ...configSurroundings(await loadConfig(flags.config)),
      namesCluster: () => namesCluster(cluster, reading.controllers.kube),
      certificate: (request: CertificateRequest) => certificates.get(request),
    }
    const choose: Choose = async ({sealed}) => certificateFor(sealed, wish, surroundings)
    const report = flags.check
      ? await this.#check(bound, opening, choose)
      : await this.#reseal(bound, opening, choose, certificates, flags['dry-run'])
    for (const {where, message} of certificates.warnings) this.warning(`${where}: ${message}`)
    return report
  }

  async #check(bound: readonly BoundSealedSecret[], opening: Opening, choose: Choose): Promise<ResealReport> {
    const newestFor = (one: BoundSealedSecret) => newestOf(one, choose, opening.keys)
    const sorted = await withProgress('opening', () => findStale(bound, {...opening, newestFor}))
    for (const {sealed, binding, stale} of sorted) {
      for (const {item} of stale) {
        const where = sealed.object.document.place(item.valueNode.start)
        this.log(visible(`${where}: ${shownKey(item.key)} of ${nameOf(binding)} is sealed for an older key`))
      }
    }
    this.#warnOfLaterKey(
      sorted.map(({newest}) => newest.fingerprint),
      opening.keys,
    )
    const report = resealReport(
      sorted.map(one => ({...one, staleKeys: one.stale.map(({item}) => item.key), fresh: one.fresh.length})),
      false,
    )
    if (report.stale.length + report.faults.length === 0) this.note(`none of ${counted(report.fresh, 'value')} is sealed for an older key`)
    return report
  }

  async #reseal(
    bound: readonly BoundSealedSecret[],
    opening: Opening,
    choose: Choose,
    certificates: SealingCertificates,
    isDryRun: boolean,
  ): Promise<ResealReport> {
    const used = new Set<string>()
    const certificateFor = async (one: BoundSealedSecret) => {
      const certificate = await choose(one)
      used.add(certificate.fingerprint)
      return certificate
    }
    const sealValues = sealInParallel(this.workerFile('seal-worker'), availableParallelism())
    const renew = renewOffline({...opening, certificateFor, sealValues})
    const renewals = await withProgress('opening and sealing', () => renew(bound))
    for (const line of [...certificates.notes, ...certificates.lines]) this.note(line)
    this.#warnOfLaterKey([...used], opening.keys)
    if (renewals.some(({faults}) => faults.some(({reason}) => reason === 'other-key'))) {
      if (![...used].every(fingerprint => opening.keys.some(key => key.fingerprint === fingerprint)))
        this.note(
          'a value that is sealed for the certificate already opens with its private key alone: add that to --key, and it is left alone',
        )
    }
    return this.#finish(renewals, isDryRun)
  }

  /** Writes all files, or none when any value could not be renewed. */
  #finish(renewals: readonly Renewal[], isDryRun: boolean): ResealReport {
    const results = renewals.map(one => ({...one, staleKeys: [...one.renewed.keys()]}))
    if (renewals.some(({faults}) => faults.length > 0)) return resealReport(results, false)
    const files = resealedFiles(renewals)
    if (!isDryRun) writeFiles(files.map(({path, text}) => ({path, data: text})))
    for (const {path, values} of files) this.note(`${isDryRun ? 'would reseal' : 'resealed'} ${counted(values, 'value')} in ${path}`)
    const fresh = renewals.reduce((sum, one) => sum + one.fresh, 0)
    if (fresh > 0) this.note(`${counted(fresh, 'value')} left alone: sealed for that key already`)
    return resealReport(results, !isDryRun)
  }

  #warnOfLaterKey(fingerprints: readonly string[], keys: readonly UnsealingKey[]): void {
    for (const fingerprint of new Set(fingerprints)) {
      const later = laterKey(fingerprint, keys)
      if (later) this.warning(`${later.where}: this key is newer than the one that the certificate is for; is the certificate the newest?`)
    }
  }
}

type ResealFlags = Interfaces.InferredFlags<typeof Reseal.flags> & {config?: string | undefined}
type Opening = Pick<FreshnessSearch<{fingerprint: string}>, 'keys' | 'explainer' | 'openValues'>
type Choose = (bound: BoundSealedSecret) => Promise<SealingCertificate>

/** The certificate that is named, whose key must be at hand; without one, the newest of the keys. */
async function newestOf(one: BoundSealedSecret, choose: Choose, keys: readonly UnsealingKey[]): Promise<{fingerprint: string}> {
  try {
    const certificate = await choose(one)
    requireKeyOf(certificate.fingerprint, keys, one.sealed.place)
    return certificate
  } catch (error) {
    if (error instanceof GsecError && error.code === 'CERT_MISSING') return newestKey(keys)
    throw error
  }
}

function bind(object: ManifestObject, namespace: string | undefined): BoundSealedSecret {
  const sealed = readSealedSecret(object)
  return {sealed, binding: bindingOf(sealed, namespace)}
}
