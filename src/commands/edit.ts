import {availableParallelism} from 'node:os'
import {Args, Flags, type Interfaces} from '@oclif/core'
import {type SealingCertificate, SealingCertificates} from '../certificates/sealing-certificates.js'
import {BaseCommand} from '../cli/base-command.js'
import {clusterFlags, clusterOptions} from '../cli/cluster-flags.js'
import {editText} from '../cli/edit-text.js'
import {fileAndWords, fileFlag} from '../cli/file-argument.js'
import {keyFlag, requireKeyFiles} from '../cli/key-flags.js'
import {loadConfig} from '../cli/load-config.js'
import {textsAround} from '../cli/opening-sources.js'
import {certificateReading, certificateWish, configSurroundings, sealingFlags} from '../cli/sealing-flags.js'
import {variable} from '../cli/variable.js'
import {sweepPlaintextFolders} from '../files/plaintext-folder.js'
import {readFile} from '../files/read-file.js'
import {refuseUnwritable, writeFiles} from '../files/write-files.js'
import {namesCluster} from '../kube/cluster-access.js'
import {applyValueChanges, keysAfter} from '../seal/change/apply-value-changes.js'
import {certificateFor} from '../seal/change/certificate-for.js'
import {type ChangeReport, changeReport, nameOf} from '../seal/change/change-report.js'
import {absenceWarnings} from '../seal/change/change-warnings.js'
import {chooseSealedSecret} from '../seal/change/choose-sealed-secret.js'
import {editableSecret, readEditedSecret} from '../seal/change/editable-secret.js'
import {type ValueChange, valueChanges} from '../seal/change/value-changes.js'
import {bindingOf} from '../seal/open/binding-of.js'
import {FaultExplainer} from '../seal/open/explain-fault.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../seal/open/known-names.js'
import {openInParallel} from '../seal/open/open-in-parallel.js'
import {type BoundSealedSecret, openSealedSecrets} from '../seal/open/open-sealed-secrets.js'
import {readKeyFiles} from '../seal/open/read-key-file.js'
import {faultsOf, type ValueFault, valuesOf} from '../seal/open/unseal-result.js'
import {itemWarnings} from '../seal/warnings.js'
import type {Secret} from '../secret.js'

export default class Edit extends BaseCommand {
  static override summary = 'edit the values of a SealedSecret in your editor'
  static override description =
    `Opens the values with the private keys of --key, shows them in $VISUAL or $EDITOR, and seals what changed: every other ciphertext, comment and line of the file stays as it is, and the file is not touched when nothing changed. What the editor gives back is read as strictly as a Secret; a mistake is told at the head of the text, and the editor opened again.

The plaintext lies in a folder that only you may enter, in memory where the system has such a place, and is removed when the command ends, however it ends; after a kill the next run removes it.`
  static override examples = [
    {
      description: "edit with the controller's key in a file, and seal for its certificate",
      command: '<%= config.bin %> <%= command.id %> db.sealed.yaml --key tls.key --cert tls.crt',
    },
    {
      description: 'one of several, with keys that never touch the disk; .gsec.yaml names the certificate',
      command:
        'kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml | <%= config.bin %> <%= command.id %> all.sealed.yaml --name db --key -',
    },
  ]
  static override usage = ['<%= command.id %> FILE --key KEYFILE [FLAGS]']
  static override args = {
    file: Args.string({description: 'file that holds the SealedSecret', ignoreStdin: true}),
  }
  static override flags = {
    file: fileFlag,
    key: keyFlag,
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
    const cluster = clusterOptions(flags)
    const reading = certificateReading(flags, cluster)
    const certificates = new SealingCertificates(reading)
    const certificate = await certificateFor(bound.sealed, certificateWish(flags, cluster), {
      ...configSurroundings(await loadConfig(flags.config)),
      namesCluster: () => namesCluster(cluster, reading.controllers.kube),
      certificate: request => certificates.get(request),
    })
    for (const line of [...certificates.notes, ...certificates.lines]) this.note(line)
    for (const {where, message} of certificates.warnings) this.warning(`${where}: ${message}`)
    const opened = await this.#open(bound, flags)
    if ('faults' in opened) return this.answer(true, opened)
    const changes = await changesByHand(bound, opened.values, file)
    if (changes.length > 0) this.#apply(read(file, flags), bound, changes, certificate, flags['dry-run'])
    else this.note(`nothing changed, ${file} is as it was`)
    return changeReport(bound, changes, {fingerprint: certificate.fingerprint, dryRun: flags['dry-run']})
  }

  #sweep(): void {
    const {removed, left} = sweepPlaintextFolders()
    for (const folder of removed) this.warning(`${folder}: removed the plaintext that a killed "gsec edit" left behind`)
    for (const folder of left) this.note(`${folder}: plaintext of a "gsec edit" that seems to go on; if none does, remove the folder`)
  }

  /** The plaintext by keys, or why there is none. */
  async #open(bound: BoundSealedSecret, flags: EditFlags): Promise<{values: Map<string, Secret>} | {faults: ValueFault[]}> {
    const keys = readKeyFiles(requireKeyFiles(flags.key))
    const openValues = openInParallel(this.workerFile('open-worker'), availableParallelism())
    const opened = await openSealedSecrets([bound], keys, openValues)
    const faults = faultsOf(opened, new FaultExplainer(keys, () => KnownNames.of(textsAround([]))))
    for (const {where, message} of faults) this.failure(`${where}: ${message}`)
    return faults.length > 0 ? {faults} : {values: new Map(opened.flatMap(one => [...valuesOf(one)]))}
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

type EditFlags = Interfaces.InferredFlags<typeof Edit.flags>

function read(file: string, {name, namespace: flag}: EditFlags): BoundSealedSecret {
  const namespace = flag ?? variable('NAMESPACE')
  const sealed = chooseSealedSecret(findSealedSecrets({path: file, bytes: readFile(file), isNamed: true}), {name, namespace})
  return {sealed, binding: bindingOf(sealed, namespace)}
}

async function changesByHand({binding}: BoundSealedSecret, values: ReadonlyMap<string, Secret>, file: string): Promise<ValueChange[]> {
  const name = `${binding.name || 'secret'}.yaml`
  const edited = await editText(name, editableSecret(binding, values, file), text => readEditedSecret(text, binding, name))
  return edited ? valueChanges(values, edited) : []
}

function told(change: ValueChange): string {
  if (change.kind === 'rename') return `renamed ${change.key} to ${change.newKey}`
  return change.kind === 'set' ? `sealed ${change.key}` : `removed ${change.key}`
}
