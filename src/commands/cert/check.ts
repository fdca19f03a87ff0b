import {Args, Flags} from '@oclif/core'
import {certificateFacts} from '../../certificates/describe-certificate.js'
import {loadCertificate} from '../../certificates/load-certificate.js'
import {certificateWarnings, dayOf, distrustOf, expiryWithin, parsePins} from '../../certificates/trust.js'
import {BaseCommand} from '../../cli/base-command.js'
import {certificateFlags, certificateSource, readFileOrStdin} from '../../cli/certificate-flags.js'
import {listed} from '../../cli/listed.js'
import {readDuration} from '../../cli/read-duration.js'
import {visible} from '../../visible.js'

export default class CertCheck extends BaseCommand {
  static override summary = 'say whether a sealing certificate is still good'
  static override description = `Reads one certificate and judges it: is it valid, for how long, how old, and is its key an expected one?

Ends with 0 when it is good, with 1 when it is not (each reason is printed with its code), and with 2 when it cannot be read.
Controllers make a new key every 30 days and keep the old ones: an old certificate still works, but its age shows that
nobody has fetched the new one.`
  static override examples = [
    '<%= config.bin %> <%= command.id %> clusters/prod/sealed-secrets.pem --within 30d --max-age 60d',
    '<%= config.bin %> <%= command.id %> https://seal.example.com/prod.pem --fingerprint SHA256:GrULeIScgSU04UiEcNC3XxERNiHU6smlHAAFzOXcw+w',
  ]
  static override args = {
    source: Args.string({description: 'PEM file, its address, or - for standard input', name: 'FILE|URL', ignoreStdin: true}),
  }
  static override flags = {
    ...certificateFlags,
    within: Flags.string({description: 'say no when it expires within this time, such as 30d', helpValue: 'DURATION'}),
    'max-age': Flags.string({
      description: 'say no when it is older than this, such as 60d',
      env: 'GSEC_MAX_CERT_AGE',
      helpValue: 'DURATION',
    }),
    fingerprint: Flags.string({
      description: 'say no when its key is another one; repeat it, or use commas, for several good ones',
      env: 'GSEC_CERT_FINGERPRINTS',
      helpValue: 'SHA256',
      multiple: true,
      multipleNonGreedy: true,
    }),
  }

  async run() {
    const {args, flags, raw} = await this.parse(CertCheck)
    const pins = parsePins(listed(flags.fingerprint), '--fingerprint')
    const maxAge = readDuration('--max-age', flags['max-age'])
    const within = readDuration('--within', flags.within)
    const {certificate, source} = await loadCertificate(certificateSource(args.source, flags.cert, raw, process.env), {
      environment: process.env,
      readFile: readFileOrStdin,
      insecureHttp: flags['insecure-http'],
      pins,
    })
    const now = new Date()
    const problems = [...distrustOf(certificate, {pins, maxAge, now}), ...expiryWithin(certificate, within, now)]
    const warnings = certificateWarnings(certificate, now)
    for (const warning of warnings) this.warning(warning)
    for (const {code, message, hint} of problems) {
      this.log(visible(`${source}: ${code}: ${message}`))
      this.note(hint)
    }
    if (problems.length === 0) this.log(visible(`${source}: good until ${dayOf(certificate.notAfter)}`))
    return this.answer(problems.length > 0, {
      good: problems.length === 0,
      problems,
      warnings,
      certificate: certificateFacts(source, certificate, now),
    })
  }
}
