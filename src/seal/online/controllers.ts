import type {ControllerSource} from '../../certificates/controller-source.js'
import {checkPlace} from '../../kube/api-objects.js'
import {chooseCluster, refusePlainHttp} from '../../kube/cluster-access.js'
import type {Controller} from '../../kube/controller.js'
import type {KubeSurroundings} from '../../kube/surroundings.js'

interface Surroundings {
  kube: KubeSurroundings
  timeoutMs: number | undefined
  insecureHttp: boolean
  /** How to do without the cluster, at the end of hints. */
  instead: string
}

/** The controllers of one run: each is found once, and what is to be said about it is kept for stderr. */
export class Controllers {
  readonly #around: Surroundings
  readonly #opened = new Map<string, Promise<Controller>>()
  /** "asked kube-system/sealed-secrets-controller in context …": one line a controller. */
  readonly notes: string[] = []
  readonly warnings: {where: string; message: string}[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** @throws GsecError as `controllerCertificate`, but for the certificate */
  get(source: ControllerSource): Promise<Controller> {
    const id = JSON.stringify(source)
    const opened = this.#opened.get(id) ?? this.#open(source)
    this.#opened.set(id, opened)
    return opened
  }

  async #open(source: ControllerSource): Promise<Controller> {
    const {kube, timeoutMs, insecureHttp, instead} = this.#around
    checkPlace(source.controller)
    const access = chooseCluster(source, kube)
    refusePlainHttp(access, insecureHttp)
    // the way there (node:https) is loaded only for those who take it
    const {ApiServer} = await import('../../kube/api-server.js')
    const {discoverController} = await import('../../kube/discover-controller.js')
    const found = await discoverController(new ApiServer(access, kube, {timeoutMs, insecureHttp, instead}), source.controller)
    const {namespace, name} = found.place
    const where = `${namespace}/${name} in ${access.label}`
    this.notes.push(`asked ${where}`)
    if (access.isUnverified)
      this.warnings.push({
        where,
        message: 'the kubeconfig turns off the verification of the API server: anybody on the way can answer in its place',
      })
    return found
  }
}
