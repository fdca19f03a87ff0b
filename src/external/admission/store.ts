import type {EsoObject, Report} from '../eso-object.js'
import type {RegularExpressions} from '../regular-expressions.js'
import {below, entriesOf, isSet, itemsOf, textOf} from '../spot.js'
import {providerChecks} from './provider-checks.js'
import {StoreCheck} from './store-check.js'

/** What ESO's webhook refuses in a SecretStore or ClusterSecretStore. */
export function admitStore(store: EsoObject, expressions: RegularExpressions | undefined, report: Report): void {
  for (const condition of itemsOf(below(store.spec, 'conditions'))) {
    for (const at of itemsOf(below(condition, 'namespaceRegexes'))) {
      const source = textOf(at)
      const fault = source === undefined ? undefined : expressions?.fault(source)
      if (fault) report('eso-namespace-regexp', at, `${at.path} is no regular expression: ${fault}`)
    }
  }
  if (!isSet(store.spec)) {
    report('eso-required-field', below(store.spec, 'provider'), 'spec.provider is missing')
  }
  for (const {name, at} of entriesOf(below(store.spec, 'provider'))) {
    const check = Object.hasOwn(providerChecks, name) ? providerChecks[name] : undefined
    if (check && at.node?.kind === 'map') check(new StoreCheck(store, at, report))
  }
}
