import path from 'node:path'
import {Flags, type Interfaces} from '@oclif/core'
import {type ControllerCertificate, controllerCertificate} from '../../certificates/controller-certificate.js'
import {type ControllerSource, controllerSource} from '../../certificates/controller-source.js'
import {certificateFacts, summaryOf} from '../../certificates/describe-certificate.js'
import {certificateWarnings, distrustOf, parsePins} from '../../certificates/trust.js'
import {BaseCommand} from '../../cli/base-command.js'
import {clusterFlags, clusterOptions} from '../../cli/cluster-flags.js'
import {clusterSurroundings, controllerAsking} from '../../cli/cluster-surroundings.js'
import {type LoadedConfig, loadConfig} from '../../cli/load-config.js'
import {refuseOtherContent} from '../../cli/output-files.js'
import {clusterNamed} from '../../config/cluster-named.js'
import type {Cluster} from '../../config/clusters-shape.js'
import {type Certificate, readCertificate} from '../../crypto/certificate.js'
import {GsecError} from '../../errors.js'
import {readFile} from '../../files/read-file.js'
import {writeFiles} from '../../files/write-files.js'
import {addressText, contextInUse} from '../../kube/cluster-access.js'

export default class CertFetch extends BaseCommand {
  static override summary = 'get the newest certificate of the sealing controller'
  static override description =
    `Asks the controller through the API server of your kubeconfig, as "kubeseal --fetch-cert" does, and prints the certificate. On stderr: which cluster, fingerprint, age. The answer is also kept in the cache that "gsec seal" uses for a day.

Where the Service sealed-secrets-controller is not there, the only other one that looks like the controller is asked, and named; of several none is.

With --pin the fingerprint is added to the cluster in .gsec.yaml, and the rest of the file stays as it is: from then on gsec seals for no other key.`
  static override examples = [
    {
      description: 'Keep the certificate beside the manifests.',
      command: '<%= config.bin %> <%= command.id %> --context prod --output-file clusters/prod.pem',
    },
    {
      description: 'Trust the new key of a cluster in .gsec.yaml.',
      command: '<%= config.bin %> <%= command.id %> --for prod-eu --output-file clusters/prod-eu.pem --pin',
    },
    {
      description: 'Ask a controller that Helm installed.',
      command: '<%= config.bin %> <%= command.id %> --controller-name sealed-secrets --controller-namespace sealed-secrets',
    },
  ]

  static override flags = {
    for: Flags.string({description: 'a cluster of .gsec.yaml: its context and controller, and its pins', helpValue: 'CLUSTER'}),
    'output-file': Flags.string({char: 'w', description: 'write the certificate to this file', helpValue: 'FILE'}),
    force: Flags.boolean({description: 'overwrite a file that holds no certificate', dependsOn: ['output-file']}),
    pin: Flags.boolean({description: 'add the fingerprint to the cluster in .gsec.yaml'}),
    'no-cache': Flags.boolean({description: 'keep nothing for "gsec seal"'}),
    'insecure-http': Flags.boolean({
      description: 'accept an API server that speaks plain http, where anybody on the way can replace the certificate',
      env: 'GSEC_INSECURE_HTTP',
    }),
    ...clusterFlags,
  }

  async run() {
    const {flags} = await this.parse(CertFetch)
    const config = await loadConfig(flags.config)
    const {name, cluster, source} = this.#target(flags, config)
    if (flags.pin && name === undefined) throw noClusterToPin(config)
    const fetched = await this.#fetch(flags, source)
    const {certificate} = fetched
    const written = this.#write(certificate, flags)
    const pinned = flags.pin && name !== undefined ? await this.#pin(config, name, certificate) : undefined
    if (!flags.pin) this.#warnOfPins(certificate, name, cluster)
    if (written === undefined && !this.jsonEnabled()) process.stdout.write(certificate.pem)
    return report(fetched, {cluster: name, written, pinned})
  }

  /** The controller to ask, and the cluster of .gsec.yaml that it belongs to, if there is one. */
  #target(flags: FetchFlags, {config, file}: LoadedConfig): Target {
    const options = clusterOptions(flags)
    if (flags.for !== undefined) {
      const cluster = clusterNamed(flags.for, file && config)
      if (cluster.context === undefined && options.context === undefined) throw noContext(flags.for)
      return {name: flags.for, cluster, source: controllerSource(options, cluster)}
    }
    if (!file) return {name: undefined, cluster: undefined, source: controllerSource(options)}
    const context = contextInUse(controllerSource(options), clusterSurroundings())
    const fitting = [...config.clusters].filter(([, cluster]) => context !== '' && cluster.context === context)
    const [name, cluster] = (fitting.length === 1 && fitting[0]) || []
    return {name, cluster, source: controllerSource(options, cluster)}
  }

  async #fetch(flags: FetchFlags, source: ControllerSource): Promise<ControllerCertificate> {
    const now = new Date()
    const asking = controllerAsking({...flags, refresh: true}, clusterOptions(flags))
    const fetched = await controllerCertificate(source, {...asking, now, insecureHttp: flags['insecure-http']})
    for (const text of fetched.notes) this.note(text)
    for (const text of [...fetched.warnings, ...certificateWarnings(fetched.certificate, now)]) this.warning(text)
    const [distrust] = distrustOf(fetched.certificate, {pins: [], now})
    if (distrust) this.warning(distrust.message)
    this.note(`${fetched.source}: ${summaryOf(fetched.certificate, now)}`)
    return fetched
  }

  #write(certificate: Certificate, flags: FetchFlags): string | undefined {
    const file = flags['output-file']
    if (file === undefined || file === '-') return undefined
    if (!flags.force) refuseOtherContent(file, isCertificate)
    writeFiles([{path: file, data: certificate.pem}])
    this.note(`wrote ${file}`)
    return file
  }

  /** @returns true when it was not there yet */
  async #pin({file}: LoadedConfig, name: string, {fingerprint}: Certificate): Promise<boolean> {
    if (!file) return false
    const {withFingerprint} = await import('../../config/add-fingerprint.js')
    const text = withFingerprint(file, name, fingerprint)
    if (text === undefined) this.note(`${file.source.path} expects this key of ${name} already`)
    else {
      const target = path.resolve(file.source.path)
      writeFiles([{path: target, data: byteOrderMark(readFile(target)) + text}])
      this.note(`${file.source.path} expects this key of ${name} from now on`)
    }
    return text !== undefined
  }

  #warnOfPins(certificate: Certificate, name: string | undefined, cluster: Cluster | undefined): void {
    const pins = parsePins(cluster?.certFingerprints ?? [], `a fingerprint of cluster "${name}"`)
    if (pins.length === 0 || pins.includes(certificate.fingerprint) || pins.includes(certificate.sshFingerprint)) return
    this.warning(
      `.gsec.yaml expects another key of ${name}: gsec will not seal for this one. If the controller renewed its key, run "gsec cert fetch --for ${name} --pin"`,
    )
  }
}

type FetchFlags = Interfaces.InferredFlags<typeof CertFetch.flags>

interface Target {
  name: string | undefined
  cluster: Cluster | undefined
  source: ControllerSource
}

function report(
  {certificate, source, access, place, isElsewhere, previous, warnings}: ControllerCertificate,
  done: {cluster: string | undefined; written: string | undefined; pinned: boolean | undefined},
) {
  return {
    ...certificateFacts(source, certificate, new Date()),
    pem: certificate.pem,
    context: access.context ?? null,
    server: addressText(access.server),
    controller: {...place, discovered: isElsewhere},
    previousFingerprint: previous?.certificate.fingerprint ?? null,
    cluster: done.cluster ?? null,
    file: done.written ?? null,
    warnings,
    ...(done.pinned !== undefined && {pinned: done.pinned}),
  }
}

function isCertificate(existing: Buffer): boolean {
  try {
    readCertificate(existing)
    return true
  } catch {
    return existing.length === 0
  }
}

const MARK = Buffer.from('\ufeff')

function byteOrderMark(bytes: Buffer): string {
  return bytes.subarray(0, MARK.length).equals(MARK) ? '\ufeff' : ''
}

function noContext(name: string): GsecError {
  return new GsecError('USAGE', `the cluster "${name}" of .gsec.yaml names no context`, {
    hint: 'add "context: NAME" to it, or give --context NAME',
  })
}

function noClusterToPin({file, config}: LoadedConfig): GsecError {
  const names = [...config.clusters.keys()].join(', ')
  return new GsecError('USAGE', '--pin adds to a cluster of .gsec.yaml, and it is not clear to which', {
    hint: file && names !== '' ? `name it with --for: ${names}` : 'there is no .gsec.yaml with clusters here',
  })
}
