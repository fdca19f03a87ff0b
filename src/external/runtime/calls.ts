import type {ExternalSecretSpec} from '../eso-object.js'
import {below, isSet, itemsOf, type Spot, textOf} from '../spot.js'

/** US dollars for 10,000 reads. Storage is not counted: it costs the same at any interval. */
const PRICES: Readonly<Record<string, number>> = {
  // https://aws.amazon.com/secrets-manager/pricing/
  'aws SecretsManager': 0.05,
  // https://azure.microsoft.com/pricing/details/key-vault/
  azurekv: 0.03,
  // https://cloud.google.com/secret-manager/pricing
  gcpsm: 0.03,
}
const MONTH = 30 * 24 * 3_600_000

export interface Cost {
  calls: number
  /** Undefined where the provider takes nothing for a read, or it is not known what. */
  dollars: number | undefined
}

/**
 * What a month of refreshing costs.
 * @param interval in milliseconds
 * @param provider ESO's key, with the service behind it where there are several: "aws SecretsManager"
 */
export function monthlyCost(spec: ExternalSecretSpec, interval: number, provider: string | undefined): Cost {
  const calls = Math.round((callsPerSync(spec, provider) * MONTH) / interval)
  const price = provider === undefined ? undefined : PRICES[provider]
  return {calls, dollars: price === undefined ? undefined : (calls / 10_000) * price}
}

/** AWS is asked once for each secret and version, the others once for each entry; a search counts as one call. */
function callsPerSync({spec}: ExternalSecretSpec, provider: string | undefined): number {
  const references = [
    ...itemsOf(below(spec, 'data')).map(entry => below(entry, 'remoteRef')),
    ...itemsOf(below(spec, 'dataFrom')).map(entry => below(entry, 'extract')),
  ].filter(isSet)
  const searches = itemsOf(below(spec, 'dataFrom')).filter(entry => isSet(below(entry, 'find'))).length
  const asked = provider?.startsWith('aws') ? new Set(references.map(identityOf)).size : references.length
  return Math.max(1, asked + searches)
}

const identityOf = (reference: Spot) => JSON.stringify([textOf(below(reference, 'key')), textOf(below(reference, 'version'))])
