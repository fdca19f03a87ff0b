import type {NewDocument} from '../../manifest/append-document.js'
import {emitJson} from '../../manifest/emit-json.js'
import {emitYaml} from '../../manifest/emit-yaml.js'
import type {PlainObject} from '../../manifest/value.js'
import {configuredStores} from '../configured-stores.js'
import type {LintContext} from '../lint.js'
import {refuseFindings} from '../refuse-findings.js'
import type {MadeStore} from '../store-manifest/make-store.js'
import type {WantedPlace} from '../store-manifest/store-for-choice.js'
import {knownStoreIn} from '../surroundings.js'
import type {CreateRequest} from './create-request.js'
import {externalSecretManifest} from './external-secret.js'
import {type CreateSurroundings, planExternalSecret} from './plan-external-secret.js'
import type {StoreChoice} from './store-choice.js'

export interface CreatedManifests {
  /** In the order in which they are written: a store comes before what uses it. */
  documents: readonly NewDocument[]
  notes: readonly string[]
  warnings: readonly string[]
  store: MadeStore | undefined
}

/** Makes the manifest of a store that the repository does not have. */
type StoreMaker = (store: StoreChoice, place: WantedPlace) => MadeStore

/**
 * Makes an ExternalSecret, and its store where that is asked for. What lint would refuse, or ESO would certainly fail on, is
 * never made.
 * @param lint what is around: objects of the repository, regular expressions
 * @throws GsecError USAGE, REFERENCE_INVALID, NAMESPACE_MISSING or MANIFEST_INVALID
 */
export function createManifests(
  request: CreateRequest,
  surroundings: CreateSurroundings,
  lint: LintContext,
  makeStore: StoreMaker | undefined,
): CreatedManifests {
  const {plan, store, place, notes, warnings} = planExternalSecret(request, surroundings)
  const existing = makeStore ? store?.known.find(({path}) => path !== undefined) : undefined
  const made = store && !existing ? makeStore?.(store, {...place, namespace: plan.namespace}) : undefined
  const value = externalSecretManifest(plan)
  const what = `${String(value['kind'])} ${plan.name}`
  const stores = [...configuredStores(surroundings.configured), ...(made ? knownStoreIn(made.text) : [])]
  // the definitions of the newest version are those that gsec has
  const current = emitYaml(externalSecretManifest({...plan, apiVersion: 'external-secrets.io/v1'}))
  const findings = refuseFindings(current, what, {...lint, stores}).filter(({ruleId}) => !saidAlready(ruleId))
  return {
    documents: [...(made ? [{value: made.value, text: made.text}] : []), {value, text: emitYaml(value)}],
    notes: existing ? [...notes, `${existing.kind} ${existing.name} stands in ${existing.path} and is not written again`] : notes,
    warnings: [...warnings, ...findings.map(({message}) => message), ...(made?.warnings ?? [])],
    store: made,
  }
}

/** References and a store that is not found were looked at before, with the words that the user typed. */
const saidAlready = (ruleId: string) => ruleId.startsWith('eso-reference-') || ruleId === 'eso-store-missing'

/** All documents in one text; JSON has them as items of a List. */
export function writeDocuments(documents: readonly NewDocument[], format: 'yaml' | 'json'): string {
  if (format === 'yaml') return documents.map(({text}) => text).join('---\n')
  const [only, ...others] = documents
  if (only && others.length === 0) return emitJson(only.value)
  const list: PlainObject = {apiVersion: 'v1', kind: 'List', items: documents.map(({value}) => value)}
  return emitJson(list)
}
