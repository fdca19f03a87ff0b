import {Flags} from '@oclif/core'
import {certificateFacts} from '../../certificates/describe-certificate.js'
import {type PairFile, pairFiles} from '../../certificates/pair-files.js'
import {sealingKeySecret} from '../../certificates/sealing-key.js'
import {dayOf} from '../../certificates/trust.js'
import {BaseCommand} from '../../cli/base-command.js'
import {withProgress} from '../../cli/progress.js'
import {readDuration} from '../../cli/read-duration.js'
import {refuseCommittable} from '../../cli/refuse-committable.js'
import {readCertificate} from '../../crypto/certificate.js'
import {type CertificatePair, MAX_KEY_BITS, MIN_KEY_BITS, makeCertificate} from '../../crypto/make-certificate.js'
import {DAY} from '../../duration.js'
import {GsecError} from '../../errors.js'
import {refuseExisting, writeFiles} from '../../files/write-files.js'
import {emitYaml} from '../../manifest/emit-yaml.js'
import {nameFault, namespaceFault} from '../../manifest/names.js'
import {shellWord} from '../../shell-word.js'
import {visible} from '../../visible.js'

const DEFAULT_DAYS = 3650
const LAST_DATE = Date.UTC(9999, 11, 31)
/** ub-common-name of RFC 5280; other software refuses longer ones. */
const MAX_COMMON_NAME = 64

export default class CertCreate extends BaseCommand {
  static override summary = 'make a key and certificate of your own for a sealing controller'
  static override description =
    `Writes a self-signed certificate (tls.crt, for git and for sealing) and its private key (tls.key, readable by you alone),
like those that a controller makes for itself. With --manifest the two go into one Secret that the controller takes as its key.

Nothing is overwritten. A private key is not written where git would commit it: ignore the path, write it elsewhere, or add --force.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> --output-dir ~/keys --common-name prod-eu --valid-for 2y',
    '<%= config.bin %> <%= command.id %> --manifest sealing-key.yaml --namespace kube-system --cert-file prod.pem',
  ]
  static override flags = {
    'output-dir': Flags.string({description: 'write the files in this folder', default: '.', helpValue: 'FOLDER'}),
    'cert-file': Flags.string({description: 'name of the certificate, tls.crt unless told otherwise', helpValue: 'FILE'}),
    'key-file': Flags.string({description: 'name of the private key, tls.key unless told otherwise', helpValue: 'FILE'}),
    manifest: Flags.string({
      description: 'write the Secret that a controller takes as its key; with --cert-file the certificate beside it',
      helpValue: 'FILE',
      exclusive: ['key-file'],
    }),
    namespace: Flags.string({char: 'n', description: "namespace of that Secret: the controller's", default: 'kube-system'}),
    name: Flags.string({description: 'name of that Secret; without it the API server makes one up', dependsOn: ['manifest']}),
    bits: Flags.integer({description: 'size of the RSA key', default: 4096, min: MIN_KEY_BITS, max: MAX_KEY_BITS}),
    'valid-for': Flags.string({description: 'how long the certificate is valid, ten years unless told otherwise', helpValue: 'DURATION'}),
    days: Flags.integer({description: 'the same in days', min: 1, exclusive: ['valid-for']}),
    'common-name': Flags.string({description: 'subject of the certificate; controllers leave it empty', helpValue: 'NAME'}),
    force: Flags.boolean({description: 'write the private key even where git would commit it'}),
  }

  async run() {
    const {flags} = await this.parse(CertCreate)
    const now = new Date()
    const validFor = readDuration('--valid-for', flags['valid-for']) ?? (flags.days ?? DEFAULT_DAYS) * DAY
    refuseOddValues({...flags, validFor, now})
    const files = pairFiles({
      folder: flags['output-dir'],
      certFile: flags['cert-file'],
      keyFile: flags['key-file'],
      manifest: flags.manifest,
    })
    for (const {path, isSecret} of files) {
      refuseExisting(path)
      if (isSecret && !flags.force) refuseCommittable(path, 'a private key')
    }
    const options = {bits: flags.bits, now, validFor, commonName: flags['common-name'] ?? ''}
    const pair = await withProgress(`making an RSA key of ${flags.bits} bits`, () => makeCertificate(options))
    writeFiles(
      files.map(file => ({path: file.path, data: contentOf(file, pair, flags), mode: file.isSecret ? 0o600 : 0o644, mustBeNew: true})),
    )

    const certificate = readCertificate(Buffer.from(pair.certificatePem))
    for (const {path, holds} of files) this.log(visible(`${path}: ${holds}`))
    this.log(`fingerprint ${certificate.fingerprint}, RSA ${certificate.bits} bits, valid until ${dayOf(certificate.notAfter)}`)
    for (const step of nextSteps(files, flags.namespace)) this.note(step)
    return {
      files: files.map(({path, holds}) => ({path, holds})),
      certificate: certificateFacts(files[0]?.path ?? '', certificate, now),
    }
  }
}

interface Values {
  namespace: string
  name: string | undefined
  'common-name': string | undefined
  validFor: number
  now: Date
}

function refuseOddValues({namespace, name, 'common-name': commonName, validFor, now}: Values): void {
  const fault = namespaceFault(namespace)
  if (fault) throw new GsecError('USAGE', `--namespace ${fault}`)
  const other = name === undefined ? undefined : nameFault(name)
  if (other) throw new GsecError('USAGE', `--name ${other}`)
  if (commonName !== undefined && (commonName.length > MAX_COMMON_NAME || /^$|\p{Cc}/u.test(commonName))) {
    throw new GsecError('USAGE', `--common-name must have 1 to ${MAX_COMMON_NAME} characters, and none that control a terminal`)
  }
  if (validFor <= 0 || now.getTime() + validFor > LAST_DATE) {
    throw new GsecError('USAGE', 'the certificate must be valid for some time, and not beyond the year 9999')
  }
}

function contentOf({holds}: PairFile, pair: CertificatePair, key: {namespace: string; name: string | undefined}): string | Buffer {
  if (holds === 'certificate') return pair.certificatePem
  return holds === 'private key' ? pair.privateKeyPem.reveal() : emitYaml(sealingKeySecret(pair, key))
}

function nextSteps(files: readonly PairFile[], namespace: string): string[] {
  const [certificate, key, manifest] = (['certificate', 'private key', 'sealing key Secret'] as const).map(
    holds => files.filter(file => file.holds === holds).map(file => shellWord(file.path))[0],
  )
  const seal = certificate === undefined ? [] : [`commit ${certificate} and seal with it: gsec seal --cert ${certificate} FILE`]
  const give =
    manifest === undefined
      ? [
          `give both to the controller: kubectl create secret tls my-sealing-key -n ${namespace} --cert=${certificate} --key=${key}`,
          `then mark it: kubectl label secret my-sealing-key -n ${namespace} sealedsecrets.bitnami.com/sealed-secrets-key=active`,
        ]
      : [`give it to the controller: kubectl create -f ${manifest}`]
  return [
    ...seal,
    ...give,
    `the controller sees it after a restart: kubectl rollout restart deployment -n ${namespace} sealed-secrets-controller`,
    `keep ${key ?? manifest} out of git, and a copy in a safe place: without it nothing can be opened`,
  ]
}
