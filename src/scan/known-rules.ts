import type {Severity} from '../finding.js'
import type {RuleInfo} from './detection.js'
import {placeRules} from './documents.js'
import {rules as vendorRules} from './rules/index.generated.js'

/** A rule as `gsec rules` shows it. */
export interface KnownRule extends RuleInfo {
  /** `token`: a vendor's, told by its form wherever it stands. `place`: told by the document and the key that a value stands in. */
  kind: 'token' | 'place'
  /** Of a token; at a place the value decides as well. */
  severity?: Severity
  /** Of a token: pieces of which one stands in it or beside it. */
  keywords?: readonly string[]
}

/** Every rule that gsec brings along, by its id. */
export const knownRules: readonly KnownRule[] = [
  ...vendorRules.map(({id, title, severity, keywords, remediation, documentation}): KnownRule => {
    return {id, kind: 'token', title, severity, keywords, remediation, documentation}
  }),
  ...placeRules.map((rule): KnownRule => ({...pick(rule), kind: 'place'})),
].sort((a, b) => (a.id < b.id ? -1 : 1))

function pick({id, title, remediation, documentation}: RuleInfo): RuleInfo {
  return {id, title, remediation, ...(documentation !== undefined && {documentation})}
}
