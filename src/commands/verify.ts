import {availableParallelism} from 'node:os'
import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {keyFlag, namedKeyFiles} from '../cli/key-flags.js'
import type {ManifestSource} from '../cli/manifest-sources.js'
import {openingSources, textsAround} from '../cli/opening-sources.js'
import {withProgress} from '../cli/progress.js'
import {giveReport, reportFlags, reportTargets} from '../cli/report-flags.js'
import {variable} from '../cli/variable.js'
import {counted} from '../duration.js'
import {GsecError} from '../errors.js'
import {type JsonReport, jsonReport} from '../report/reporters/json.js'
import {FaultExplainer} from '../seal/open/explain-fault.js'
import {findSealedSecrets} from '../seal/open/find-sealed-secrets.js'
import {KnownNames} from '../seal/open/known-names.js'
import {openInParallel} from '../seal/open/open-in-parallel.js'
import {openSealedSecrets} from '../seal/open/open-sealed-secrets.js'
import {readKeyFiles, type UnsealingKey} from '../seal/open/read-key-file.js'
import {type CheckOpening, observationsOf, verifySealedSecrets} from '../seal/verify/verify-sealed-secrets.js'

export default class Verify extends BaseCommand {
  static override summary = 'say whether SealedSecrets would become the Secrets that they promise'
  static override description =
    `Reads SealedSecrets from files, folders and standard input (-) and checks what can be told without a key: whole ciphertexts, scope annotations, names, keys and types, templates, leftovers. With --key it opens every value as well, and says why one does not open: sealed for another name, namespace or scope, for another certificate, cut off, or no ciphertext at all. Reads the manifests of the git repository around for the names that it tries. Writes nothing but the files of --report.

Ends with 0 when all is well, with 1 on a finding of the severity of --fail-on or worse, and with 2 when there is nothing to verify.`
  static override examples = [
    {description: 'check every SealedSecret below a folder by its structure', command: '<%= config.bin %> <%= command.id %> apps'},
    {
      description: 'open every value, with a backup of the keys that never touches the disk',
      command:
        'kubectl get secret -n kube-system -l sealedsecrets.bitnami.com/sealed-secrets-key -o yaml | <%= config.bin %> <%= command.id %> apps --key -',
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
    namespace: Flags.string({char: 'n', description: 'namespace of SealedSecrets that name none [env: GSEC_NAMESPACE]'}),
    ...reportFlags('medium'),
  }

  async run(): Promise<JsonReport> {
    const {args, flags} = await this.parse(Verify)
    reportTargets(flags.report)
    const sources = openingSources([...(args.path ?? []), ...(flags.file ?? [])], flags.key, 'verify')
    const keys = readKeyFiles(namedKeyFiles(flags.key))
    const found = sources.map(source => findSealedSecrets(source))
    const objects = found.flatMap(file => file.objects)
    const templates = found.filter(({isTemplate}) => isTemplate)
    if (templates.length > 0) this.note(`passed over ${counted(templates.length, 'Helm template')}: render them first`)
    if (objects.length === 0)
      throw new GsecError('NO_SECRETS', 'there is no SealedSecret to verify', {hint: 'name the files or folders that hold some'})
    const checkOpening = keys.length === 0 ? undefined : this.#openingWith(keys, sources)
    const {findings, counts} = await verifySealedSecrets(objects, flags.namespace ?? variable('NAMESPACE'), checkOpening)
    const how = keys.length === 0 ? 'by structure alone' : `with ${counted(keys.length, 'key')}`
    const run = {
      version: this.config.version,
      command: 'verify',
      scope: `${counted(counts.sealedSecrets, 'SealedSecret')} with ${counted(counts.values, 'value')}, ${how}`,
      counts: {...counts, keys: keys.length},
    }
    return this.answer(giveReport(findings, run, flags, this.jsonEnabled()), jsonReport(findings, run))
  }

  #openingWith(keys: readonly UnsealingKey[], sources: readonly ManifestSource[]): CheckOpening {
    const explainer = new FaultExplainer(keys, () => KnownNames.of(textsAround(sources)))
    return async bound => {
      const openValues = openInParallel(this.workerFile('open-worker'), availableParallelism())
      return observationsOf(await withProgress('opening', () => openSealedSecrets(bound, keys, openValues)), explainer)
    }
  }
}
