import {availableParallelism} from 'node:os'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {type CertificateRequest, type SealingCertificate, SealingCertificates} from '../certificates/sealing-certificates.js'
import {BaseCommand} from '../cli/base-command.js'
import {type ClusterOptions, clusterFlags, clusterOptions} from '../cli/cluster-flags.js'
import {editText} from '../cli/edit-text.js'
import {fileAndWords, fileFlag} from '../cli/file-argument.js'
import {type KeyFile, keyFlag, namedKeyFiles} from '../cli/key-flags.js'
import {loadConfig} from '../cli/load-config.js'
import {textsAround} from '../cli/opening-sources.js'
import {withProgress} from '../cli/progress.js'
import {certificateReading, certificateWish, configSurroundings, sealingFlags} from '../cli/sealing-flags.js'
import {variable} from '../cli/variable.js'
import {GsecError} from '../errors.js'
import {sweepPlaintextFolders} from '../files/plaintext-folder.js'
import {readFile} from '../files/read-file.js'
import {refuseUnwritable, writeFiles} from '../files/write-files.js'
import {type ClusterAccess, chooseCluster, namesCluster} from '../kube/cluster-access.js'
import {applyValueChanges, keysAfter} from '../seal/change/apply-value-changes.js'
import {chooseCertificate} from '../seal/change/certificate-for.js'
import {type ChangeReport, changeReport, nameOf} from '../seal/change/change-report.js'
import {absenceWarnings} from '../seal/change/change-warnings.js'
import {chooseSealedSecret} from '../seal/change/choose-sealed-secret.js'
import {editableSecret, readEditedSecret} from '../seal/change/editable-secret.js'
import {liveCluster, readLiveValues, refuseEavesdroppers, refuseNotLive, WITH_KEY} from '../seal/change/live-values.js'
import {type ValueChange, valueChanges} from '../seal/change/value-changes.js'
import {bindingOf} from '../seal/open/binding-of.js'
import {FaultExplainer} from '../seal/open/explain-fault.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../seal/open/known-names.js'
import {openInParallel} from '../seal/open/open-in-parallel.js'
import {type BoundSealedSecret, openSealedSecrets} from '../seal/open/open-sealed-secrets.js'
import {readKeyFiles, type UnsealingKey} from '../seal/open/read-key-file.js'
import {faultsOf, type ValueFault, valuesOf} from '../seal/open/unseal-result.js'
import {itemWarnings} from '../seal/warnings.js'
import type {Secret} from '../secret.js'

export default class Edit extends BaseCommand {
  static override summary = 'edit the values of a SealedSecret in your editor'
  static override description =
    `Opens the values with the private keys of --key, or takes them from the live Secret in the cluster with --live, shows them in $VISUAL or $EDITOR, and seals what changed: every other ciphertext, comment and line of the file stays as it is, and the file is not touched when nothing changed. What the editor gives back is read as strictly as a Secret; a mistake is told at the head of the text, and the editor opened again.

--live asks the cluster that the file is sealed for, by .gsec.yaml, or that of the current context, and says which; nothing in the cluster changes. The certificate is chosen as by "gsec seal".

The plaintext lies in a folder that only you may enter, in memory where the system has such a place, and is removed when the command ends, however it ends; after a kill the next run removes it.`
  static override examples = [
    {
      description: "edit with the controller's key in a file, and seal for its certificate",
      command: '<%= config.bin %> <%= command.id %> db.sealed.yaml --key tls.key --cert tls.crt',
    },
    {
      description: 'edit what the cluster of a context has, and seal for its controller',
      command: '<%= config.bin %> <%= command.id %> db.sealed.yaml --live --context staging',
    },
    {
      description: 'one of several, with keys that never touch the disk; .gsec.yaml names the certificate',
      command:
        'kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml | <%= config.bin %> <%= command.id %> all.sealed.yaml --name db --key -',
    },
  ]
  static override usage = ['<%= command.id %> FILE --key KEYFILE [FLAGS]', '<%= command.id %> FILE --live [FLAGS]']
  static override args = {
    file: Args.string({description: 'file that holds the SealedSecret', ignoreStdin: true}),
  }
  static override flags = {
    file: fileFlag,
    key: keyFlag,
    live: Flags.boolean({description: 'take the values from the live Secret in the cluster', exclusive: ['key']}),
    name: Flags.string({description: 'which SealedSecret of the file'}),
    namespace: Flags.string({
      char: 'n',
      description: 'namespace of a SealedSecret that names none; tells two of the same name apart [env: GSEC_NAMESPACE]',
    }),
    ...sealingFlags,
    ...clusterFlags,
    'dry-run': Flags.boolean({description: 'do everything but write the file'}),
  }

  async run(): Promise<ChangeReport | {faults: ValueFault[]}> {
    const {args, flags} = await this.parse(Edit)
    const {file} = fileAndWords([args.file], flags.file, [])
    this.#sweep()
    const bound = read(file, flags)
    if (!flags['dry-run']) refuseUnwritable(file)
    if (flags.live) refuseNotLive(bound)
    const keys = flags.live ? [] : readKeyFiles(keyFilesOf(flags))
    const cluster = clusterOptions(flags)
    const reading = certificateReading(flags, cluster)
    const {certificate, live} = await this.#certificate(bound, flags, reading, cluster)
    const opened = live ? await this.#readLive(bound, live, reading.controllers) : await this.#open(bound, keys)
    if ('faults' in opened) return this.answer(true, opened)
    const changes = await changesByHand(bound, opened, file)
    if (changes.length > 0) this.#apply(read(file, flags), bound, changes, certificate, flags['dry-run'])
    else this.note(`nothing changed, ${file} is as it was`)
    return changeReport(bound, changes, {fingerprint: certificate.fingerprint, dryRun: flags['dry-run'] === true})
  }

  #sweep(): void {
    const {removed, left} = sweepPlaintextFolders()
    for (const folder of removed) this.warning(`${folder}: removed the plaintext that a killed "gsec edit" left behind`)
    for (const folder of left) this.note(`${folder}: plaintext of a "gsec edit" that seems to go on; if none does, remove the folder`)
  }

  /** The certificate to seal with, and with --live the cluster that goes with it. */
  async #certificate(
    {sealed}: BoundSealedSecret,
    flags: EditFlags,
    reading: Reading,
    cluster: ClusterOptions,
  ): Promise<{certificate: SealingCertificate; live: ClusterAccess | undefined}> {
    const {kube} = reading.controllers
    const certificates = new SealingCertificates(reading)
    const surroundings = {
      ...configSurroundings(await loadConfig(flags.config)),
      namesCluster: () => namesCluster(cluster, kube),
      certificate: (request: CertificateRequest) => certificates.get(request),
    }
    const choice = chooseCertificate(sealed, certificateWish(flags, cluster), surroundings)
    const live = flags.live ? chooseCluster(liveCluster(choice.cluster, cluster, surroundings.config, sealed.place), kube) : undefined
    if (live) refuseEavesdroppers(live)
    const certificate = await certificates.get(choice.request)
    for (const line of [...certificates.notes, ...certificates.lines]) this.note(line)
    for (const {where, message} of certificates.warnings) this.warning(`${where}: ${message}`)
    return {certificate, live}
  }

  /** The plaintext by keys, or why there is none. */
  async #open(bound: BoundSealedSecret, keys: readonly UnsealingKey[]): Promise<Plaintext | {faults: ValueFault[]}> {
    const openValues = openInParallel(this.workerFile('open-worker'), availableParallelism())
    const opened = await openSealedSecrets([bound], keys, openValues)
    const faults = faultsOf(opened, new FaultExplainer(keys, () => KnownNames.of(textsAround([]))))
    for (const {where, message} of faults) this.failure(`${where}: ${message}`)
    return faults.length > 0 ? {faults} : {values: new Map(opened.flatMap(one => [...valuesOf(one)]))}
  }

  /** The plaintext as the cluster has it. */
  async #readLive(bound: BoundSealedSecret, access: ClusterAccess, {kube, timeoutMs}: Reading['controllers']): Promise<Plaintext> {
    const {label: origin, isUnverified} = access
    this.note(`reading the live Secret ${nameOf(bound.binding)} in ${origin}`)
    if (isUnverified) {
      this.warning(`${origin}: the kubeconfig turns off the verification of the API server: anybody on the way can read the values`)
    }
    const {ApiServer} = await import('../kube/api-server.js')
    const api = new ApiServer(access, kube, {timeoutMs, instead: WITH_KEY})
    await api.logIn() // not under progress: the login program may ask the user
    const {values, warnings} = await withProgress('reading the live Secret', () => readLiveValues(bound, api))
    for (const {where, message} of warnings) this.warning(`${where}: ${message}`)
    return {values, origin}
  }

  /** @param now the SealedSecret as it is in the file after the editor was open */
  #apply(
    now: BoundSealedSecret,
    before: BoundSealedSecret,
    changes: readonly ValueChange[],
    {publicKey}: SealingCertificate,
    isDryRun: boolean,
  ): void {
    const {path: file} = now.sealed.object.document.file
    const text = applyValueChanges(now, before, changes, publicKey)
    if (!isDryRun) writeFiles([{path: file, data: text}])
    const set = changes.flatMap(change => (change.kind === 'set' ? [change] : []))
    const gone = changes.flatMap(change => (change.kind === 'set' ? [] : [change.key]))
    const warnings = [
      ...set.flatMap(({key, value}) => itemWarnings({key, value, place: file})),
      ...(gone.length > 0 ? absenceWarnings(now.sealed, gone, keysAfter(now.sealed, changes)) : []),
    ]
    for (const {where, message} of warnings) this.warning(`${where}: ${message}`)
    for (const change of changes) this.note(`${isDryRun ? 'would have ' : ''}${told(change)} in ${nameOf(now.binding)}, ${file}`)
  }
}

type EditFlags = Interfaces.InferredFlags<typeof Edit.flags> & {config?: string}
type Reading = ReturnType<typeof certificateReading>

/** What the user is to see, and where it comes from when that is not the file. */
interface Plaintext {
  values: ReadonlyMap<string, Secret>
  origin?: string
}

function keyFilesOf({key}: EditFlags): KeyFile[] {
  const files = namedKeyFiles(key)
  if (files.length > 0) return files
  throw new GsecError('USAGE', 'nothing says where the values come from', {
    hint: 'open the file with --key KEYFILE, or take them from the cluster with --live',
  })
}

function read(file: string, {name, namespace: flag}: EditFlags): BoundSealedSecret {
  const namespace = flag ?? variable('NAMESPACE')
  const sealed = chooseSealedSecret(findSealedSecrets({path: file, bytes: readFile(file), isNamed: true}), {name, namespace})
  return {sealed, binding: bindingOf(sealed, namespace)}
}

async function changesByHand({binding}: BoundSealedSecret, {values, origin}: Plaintext, file: string): Promise<ValueChange[]> {
  const name = `${binding.name || 'secret'}.yaml`
  const edited = await editText(name, editableSecret(binding, values, file, origin), text => readEditedSecret(text, binding, name))
  return edited ? valueChanges(values, edited) : []
}

function told(change: ValueChange): string {
  if (change.kind === 'rename') return `renamed ${change.key} to ${change.newKey}`
  return change.kind === 'set' ? `sealed ${change.key}` : `removed ${change.key}`
}
