import type {ExternalSecretSpec, Report} from '../eso-object.js'
import {below, isSet, textOf} from '../spot.js'
import type {KnownStore} from './known-store.js'

/** What target.creationPolicy and deletionPolicy do, though the webhook lets them pass. */
export function checkPolicies({spec}: ExternalSecretSpec, stores: readonly KnownStore[], report: Report): void {
  const at = below(spec, 'target', 'deletionPolicy')
  const creation = textOf(below(spec, 'target', 'creationPolicy')) ?? 'Owner'
  const deletion = textOf(at) ?? 'Retain'
  if (creation === 'Orphan' && deletion === 'Delete') {
    report('eso-orphan-delete', at, `${at.path} Delete fails with creationPolicy Orphan: ESO deletes no Secret that it does not own`)
  }
  // with creationPolicy None there is nothing to hide
  if (deletion !== 'Retain' && creation !== 'None') {
    const neverMissing = stores.length > 0 && stores.every(({provider}) => provider?.kind.reportsMissing === false)
    if (neverMissing)
      report('eso-deletion-unused', at, `${at.path} has no effect: ${titleOf(stores)} never says that a secret does not exist`)
    else
      report(
        'eso-deletion-hides-typos',
        at,
        `${at.path} ${deletion}: a key that does not exist is no error then, and a typo looks like success`,
      )
  }
  const manifest = below(spec, 'target', 'manifest')
  if (isSet(manifest))
    report('eso-manifest-target', manifest, `${manifest.path}: ESO makes other kinds than Secrets only when it is told to`)
}

const titleOf = ([store]: readonly KnownStore[]) => store?.provider?.kind.title ?? 'the provider'
