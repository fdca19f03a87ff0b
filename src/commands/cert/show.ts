import {Args} from '@oclif/core'
import {certificateFacts, describeCertificate} from '../../certificates/describe-certificate.js'
import {loadCertificate} from '../../certificates/load-certificate.js'
import {certificateWarnings} from '../../certificates/trust.js'
import {BaseCommand} from '../../cli/base-command.js'
import {certificateFlags, certificateSource, readFileOrStdin} from '../../cli/certificate-flags.js'
import {visible} from '../../visible.js'

export default class CertShow extends BaseCommand {
  static override summary = 'show what a sealing certificate says'
  static override description = `Reads one certificate and prints its subject, key size, fingerprints, serial number and dates.

Of a file with several certificates the first is shown, which is the one that sealing uses. The fingerprint stands there
in both notations that --fingerprint and certFingerprints take: over the key's DER (sha256:…) and as ssh prints it
(SHA256:…), which is the controller's own name for the key.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> clusters/prod/sealed-secrets.pem',
    '<%= config.bin %> <%= command.id %> https://seal.example.com/prod.pem --json',
    'kubectl get secret my-key -o jsonpath="{.data.tls\\.crt}" | base64 -d | <%= config.bin %> <%= command.id %> -',
  ]
  static override args = {
    source: Args.string({description: 'PEM file, its address, or - for standard input', name: 'FILE|URL', ignoreStdin: true}),
  }
  static override flags = certificateFlags

  async run() {
    const {args, flags, raw} = await this.parse(CertShow)
    const {certificate, source} = await loadCertificate(certificateSource(args.source, flags.cert, raw, process.env), {
      environment: process.env,
      readFile: readFileOrStdin,
      insecureHttp: flags['insecure-http'],
    })
    const now = new Date()
    const facts = certificateFacts(source, certificate, now)
    for (const warning of certificateWarnings(certificate, now)) this.warning(warning)
    this.log(describeCertificate(facts).split('\n').map(visible).join('\n'))
    return facts
  }
}
