import type {Binding} from '../../crypto/label.js'
import type {BoundSealedSecret} from '../open/open-sealed-secrets.js'

/** What `--json` prints for a SealedSecret that was changed in place: docs/reports.md. It names keys, never values. */
export interface ChangeReport {
  file: string
  name: string
  namespace?: string
  scope: Binding['scope']
  changes: ({kind: 'set' | 'removed'; key: string} | {kind: 'renamed'; key: string; newKey: string})[]
  /** Of the certificate, where something was sealed. */
  fingerprint?: string
  dryRun: boolean
}

type Change = {kind: 'set' | 'remove'; key: string} | {kind: 'rename'; key: string; newKey: string}

export function changeReport(
  {sealed, binding}: BoundSealedSecret,
  changes: readonly Change[],
  rest: {fingerprint?: string; dryRun: boolean},
): ChangeReport {
  return {
    file: sealed.object.document.file.path,
    name: binding.name,
    ...(binding.namespace !== '' && {namespace: binding.namespace}),
    scope: binding.scope,
    changes: changes.map(change => {
      if (change.kind === 'rename') return {kind: 'renamed', key: change.key, newKey: change.newKey}
      return {kind: change.kind === 'set' ? 'set' : 'removed', key: change.key}
    }),
    ...rest,
  }
}

/** "shop/db", "db" where there is no namespace. */
export function nameOf({namespace, name}: Binding): string {
  return namespace === '' ? name : `${namespace}/${name}`
}
