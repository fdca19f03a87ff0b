import {createPrivateKey, createPublicKey, type KeyObject} from 'node:crypto'
import {seal} from '../../src/crypto/envelope.js'
import {makeCertificate} from '../../src/crypto/make-certificate.js'
import {Secret} from '../../src/secret.js'
import {openEnvelope} from './open-envelope.js'
import {vector} from './vectors.js'

/** A certificate of a controller, with its key. */
interface Pair {
  certificate: string
  key: KeyObject
}

export interface Reply {
  status: number
  body: string
  type?: string
}

/** The HTTP side of the sealed-secrets controller, with its answers to the letter. */
export class FakeController {
  /** Newest first: it seals with the first and opens with all. */
  pairs: Pair[] = [{certificate: vector('kubeseal/cert.pem').toString(), key: createPrivateKey(vector('kubeseal/key.pem'))}]
  /** What it answers in place of its own, by path. */
  readonly replies = new Map<string, Reply>()

  /** A new key, as every 30 days. */
  async renew(): Promise<void> {
    const pair = await makeCertificate({bits: 2048, now: new Date(), validFor: 86_400_000, commonName: ''})
    this.pairs.unshift({certificate: pair.certificatePem, key: createPrivateKey(pair.privateKeyPem.reveal())})
  }

  answer(method: string, path: string, body: string): Reply {
    const stated = this.replies.get(path)
    if (stated) return stated
    if (path === '/healthz') return text(200, 'ok\n')
    if (path === '/v1/cert.pem') return {status: 200, body: this.pairs[0]!.certificate, type: 'application/x-pem-file'}
    if (path !== '/v1/verify' && path !== '/v1/rotate') return text(404, '404 page not found\n')
    if (method !== 'POST') return text(405, 'Method Not Allowed\n')
    const sealed = parse(body)
    if (!sealed) return {status: 500, body: ''}
    const values = Object.entries(sealed.spec.encryptedData).map(([key, value]) => [key, this.#open(value, labelOf(sealed))] as const)
    const isOpen = values.every(([, value]) => value !== undefined)
    if (path === '/v1/verify') return {status: isOpen ? 200 : 409, body: ''}
    if (!isOpen) return {status: 500, body: ''}
    const publicKey = createPublicKey(this.pairs[0]!.certificate)
    const encryptedData = Object.fromEntries(
      values.map(([key, value]) => [key, seal(Secret.of(value!), labelOf(sealed), publicKey).toString('base64')]),
    )
    const {name, namespace, annotations} = sealed.metadata
    // labels, and whatever else the template had, are lost
    const metadata = {name, namespace, annotations}
    const renewed = {kind: 'SealedSecret', apiVersion: 'bitnami.com/v1alpha1', metadata, spec: {template: {metadata}, encryptedData}}
    return {status: 200, body: JSON.stringify(renewed), type: 'application/json'}
  }

  #open(value: string, label: string): Buffer | undefined {
    for (const {key} of this.pairs) {
      const {plaintext} = openEnvelope(Buffer.from(value, 'base64'), label, key)
      if (plaintext) return plaintext
    }
    return undefined
  }
}

interface Sealed {
  metadata: {name: string; namespace?: string; annotations?: Record<string, string>}
  spec: {encryptedData: Record<string, string>}
}

function parse(body: string): Sealed | undefined {
  try {
    const object = JSON.parse(body)
    return typeof object.spec?.encryptedData === 'object' && object.metadata ? object : undefined
  } catch {
    return undefined
  }
}

function labelOf({metadata: {name, namespace = '', annotations = {}}}: Sealed): string {
  if (annotations['sealedsecrets.bitnami.com/cluster-wide'] === 'true') return ''
  return annotations['sealedsecrets.bitnami.com/namespace-wide'] === 'true' ? namespace : `${namespace}/${name}`
}

const text = (status: number, body: string): Reply => ({status, body, type: 'text/plain; charset=utf-8'})
