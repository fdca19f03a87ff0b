import type {EsoObject, Report} from '../eso-object.js'
import {parseGoDuration} from '../go-duration.js'
import {below, entriesOf, isSet, type Spot, textOf} from '../spot.js'

/** What the cluster accepts of a store, though it cannot work or has no effect. */
export function checkStore({kind, spec}: EsoObject, report: Report): void {
  const retry = below(spec, 'retrySettings', 'retryInterval')
  const interval = textOf(retry)
  if (interval !== undefined && parseGoDuration(interval) === undefined) report('eso-retry-interval', retry, `${retry.path} is no duration`)
  const conditions = below(spec, 'conditions')
  if (kind === 'SecretStore' && isSet(conditions)) {
    report('eso-store-unused-setting', conditions, `${conditions.path} have no effect in a SecretStore, which serves its own namespace`)
  }
  for (const {name, at} of entriesOf(below(spec, 'provider'))) {
    if (Object.hasOwn(CHECKS, name)) CHECKS[name]?.(at, report)
  }
}

const CHECKS: Readonly<Record<string, (block: Spot, report: Report) => void>> = {
  azurekv(block, report) {
    const type = textOf(below(block, 'authType')) ?? 'ServicePrincipal'
    if (type !== 'ServicePrincipal') return
    const missing = ['tenantId', 'authSecretRef'].filter(field => !isSet(below(block, field)))
    if (missing.length > 0) incomplete(block, `${block.path} has no ${missing.join(' and no ')}, which a service principal needs`, report)
  },
  bitwardensecretsmanager(block, report) {
    if (!isSet(below(block, 'caBundle')) && !isSet(below(block, 'caProvider'))) {
      report('eso-store-ca', block, `${block.path} names no certificate authority for the bitwarden-sdk-server`)
    }
  },
  fake(block, report) {
    report('eso-store-unmaintained', block, `${block.path} is for tests: nobody maintains it`)
  },
  gcpsm(block, report) {
    const policy = below(block, 'secretVersionSelectionPolicy')
    const word = textOf(policy)
    if (word !== undefined && !['LatestOrFail', 'LatestOrFetch'].includes(word)) {
      report('eso-store-unused-setting', policy, `${policy.path} is neither LatestOrFail nor LatestOrFetch, and has no effect`, {
        fix: 'write LatestOrFetch, or leave it out',
      })
    }
    if (isSet(below(block, 'auth', 'secretRef')) && !isSet(below(block, 'projectID'))) {
      incomplete(block, `${block.path} has no projectID, which a service account key needs`, report)
    }
  },
  infisical(block, report) {
    const auth = below(block, 'auth')
    if (auth.node?.kind === 'map' && entriesOf(auth).length === 0) incomplete(auth, `${auth.path} has no way to log in`, report)
  },
  kubernetes(block, report) {
    if (!isSet(below(block, 'auth')) && !isSet(below(block, 'authRef')))
      incomplete(block, `${block.path} has neither auth nor authRef`, report)
    const hasAuthority = ['caBundle', 'caProvider'].some(field => isSet(below(block, 'server', field)))
    if (!hasAuthority && !isSet(below(block, 'authRef'))) {
      report('eso-store-ca', block, `${block.path}.server names no certificate authority; the system's are used`)
    }
  },
}

const incomplete = (spot: Spot, message: string, report: Report) => report('eso-store-incomplete', spot, message)
