import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {homedir, tmpdir} from 'node:os'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {bin} from '../support/run-gsec.js'

const BIN = process.env['BIN'] || path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'gsec-control-plane/bin')
const scripts = import.meta.dirname

/** A real API server with the real sealed-secrets controller; one for all tests of a run. */
export class ControlPlane {
  readonly state = mkdtempSync(path.join(tmpdir(), 'gsec-cluster-'))
  readonly kubeconfig = path.join(this.state, 'kubeconfig')

  constructor() {
    assert.ok(process.platform === 'linux' && process.getuid?.() === 0, 'the control plane needs root on Linux: network namespaces')
    assert.ok(existsSync(path.join(BIN, 'kube-apiserver')), 'run test/cluster/build.sh first')
    this.#script('up.sh')
    process.on('exit', () => {
      this.#script('down.sh')
      rmSync(this.state, {recursive: true, force: true})
    })
  }

  /** What kubectl prints; it must end with 0. */
  kubectl(words: readonly string[], input = ''): string {
    return this.#run('kubectl', [...words], input)
  }

  /** Output and messages of the real kubeseal, however it ends. */
  kubeseal(words: readonly string[], input: string | Buffer = ''): {status: number | null; stdout: string; stderr: string} {
    return spawnSync(path.join(BIN, 'kubeseal'), words, {input, encoding: 'utf8', env: this.#environment()})
  }

  apply(manifest: string): void {
    this.kubectl(['apply', '-f', '-'], manifest)
  }

  /** A further Service, with a Pod that stands for the controller. */
  service(namespace: string, name: string, label: string): void {
    this.#script('service.sh', namespace, name, label)
  }

  stopController(): void {
    this.#script('controller.sh', 'stop')
  }

  /** Starts the controller with these flags, and waits until it answers. */
  async startController(...flags: string[]): Promise<void> {
    this.#script('controller.sh', 'start', ...flags)
    await this.until('the controller answers', () => this.kubeseal(['--fetch-cert']).status === 0)
  }

  /** Runs gsec as a Pod would, as the service account of the controller. */
  gsecInPod(words: readonly string[]): {status: number | null; stdout: string; stderr: string} {
    const account = '/var/run/secrets/kubernetes.io/serviceaccount'
    const script = `mount --bind "$STATE/account" ${account} && exec "$@"`
    return spawnSync('ip', ['netns', 'exec', 'gsec', 'sh', '-c', script, 'sh', process.execPath, bin, ...words], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: this.state,
        STATE: this.state,
        KUBERNETES_SERVICE_HOST: '10.250.0.1',
        KUBERNETES_SERVICE_PORT: '6443',
      },
    })
  }

  /** PEM of the newest certificate, as kubeseal gets it. */
  certificate(): string {
    return this.kubeseal(['--fetch-cert']).stdout
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 150; attempt++) {
      if (isSo()) return
      await sleep(200)
    }
    assert.fail(`it does not happen that ${what}\n${readFileSync(path.join(this.state, 'controller.log'), 'utf8').slice(-2000)}`)
  }

  #script(name: string, ...words: string[]): void {
    this.#run(path.join(scripts, name), words, '')
  }

  #run(program: string, words: readonly string[], input: string): string {
    const run = spawnSync(program, words, {input, encoding: 'utf8', env: this.#environment()})
    assert.equal(run.status, 0, `${program} ${words.join(' ')}\n${run.error?.message ?? ''}${run.stdout}${run.stderr}`)
    return run.stdout
  }

  #environment() {
    return {HOME: this.state, PATH: `${BIN}:${process.env['PATH']}`, BIN, STATE: this.state, KUBECONFIG: this.kubeconfig}
  }
}

let running: ControlPlane | undefined

/** Started at the first call, ended with the tests. */
export function controlPlane(): ControlPlane {
  running ??= new ControlPlane()
  return running
}
