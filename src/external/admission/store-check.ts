import type {EsoObject, Report} from '../eso-object.js'
import {below, isSet, type Spot, textOf} from '../spot.js'

/** What the checks of the providers have in common: references to Secrets, service accounts and authorities. */
export class StoreCheck {
  readonly block: Spot
  readonly report: Report
  readonly #isCluster: boolean
  readonly #namespace: string | undefined

  constructor({kind, namespace}: EsoObject, block: Spot, report: Report) {
    this.block = block
    this.report = report
    this.#isCluster = kind === 'ClusterSecretStore'
    this.#namespace = namespace
  }

  /** A place in the provider's block, steps joined by dots. */
  at(path: string): Spot {
    return below(this.block, ...path.split('.'))
  }

  has(path: string): boolean {
    return isSet(this.at(path))
  }

  /** References that may leave the namespace to the ExternalSecret that uses the store. */
  referent(...paths: readonly string[]): void {
    for (const path of paths) this.#foreign(this.at(path))
  }

  /** References that must name a namespace in a ClusterSecretStore. */
  strict(...paths: readonly string[]): void {
    for (const path of paths) {
      const reference = this.at(path)
      this.#foreign(reference)
      if (this.#isCluster && !isSet(below(reference, 'namespace'))) {
        this.report('eso-selector-namespace', reference, `${reference.path} names no namespace, and a ClusterSecretStore has none`, {
          fix: `add namespace to ${lastStep(path)}`,
        })
      }
    }
  }

  /** References of which no part may be left to a default. */
  complete(path: string, parts: readonly string[] = ['name', 'key']): void {
    const reference = this.at(path)
    const missing = parts.filter(part => !isGiven(below(reference, part)))
    if (missing.length > 0) this.report('eso-selector-incomplete', reference, `${reference.path} has no ${missing.join(' and no ')}`)
  }

  /** Texts that must be there and not be empty. The definition asks only for the first. */
  notEmpty(...paths: readonly string[]): void {
    for (const path of paths) {
      const at = this.at(path)
      if (textOf(at) === '') this.report('eso-store-setting', at, `${at.path} is empty`)
    }
  }

  /** An authority in a Secret or ConfigMap: its namespace goes with the kind of the store. */
  authority(path: string): void {
    const namespace = this.at(`${path}.namespace`)
    if (!this.has(path)) return
    if (this.#isCluster && !isSet(namespace)) {
      this.report('eso-selector-namespace', this.at(path), `${this.at(path).path} names no namespace, and a ClusterSecretStore has none`)
    }
    if (!this.#isCluster && isSet(namespace)) {
      this.report(
        'eso-selector-namespace',
        namespace,
        `${namespace.path}: a SecretStore reads from its own namespace, and must not name one`,
      )
    }
  }

  #foreign(reference: Spot): void {
    if (this.#isCluster) return
    const at = below(reference, 'namespace')
    const namespace = textOf(at)
    if (namespace === undefined || this.#namespace === undefined || namespace === this.#namespace) return
    this.report('eso-selector-namespace', at, `${at.path}: a SecretStore may not reach into another namespace`, {
      fix: 'leave namespace out, or use a ClusterSecretStore',
    })
  }
}

/** True for text that is not empty, also where it is filled in later. */
export function isGiven(spot: Spot): boolean {
  return isSet(spot) && textOf(spot) !== ''
}

const lastStep = (path: string) => path.slice(path.lastIndexOf('.') + 1)
