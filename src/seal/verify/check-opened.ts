import {GsecError} from '../../errors.js'
import {dataKeyFault} from '../../manifest/names.js'
import {nodeAt, textAt} from '../../manifest/node.js'
import {stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {type Explanation, explanationText, type FaultExplainer} from '../open/explain-fault.js'
import type {OpenedItem, OpenedSealedSecret} from '../open/open-sealed-secrets.js'
import {unsealed, valuesOf} from '../open/unseal-result.js'
import {shownKey} from '../shown-names.js'
import {valueWarnings} from '../warnings.js'
import {templateFault, templatePath} from './check-templates.js'
import {keyPathOf, type Observation, shownName} from './observation.js'
import type {VerifyRuleId} from './rules.js'
import {setCommand} from './set-command.js'

/** What the private keys tell about a SealedSecret: does every value open, and would the Secret be sound? */
export function checkOpened(opened: OpenedSealedSecret, explainer: FaultExplainer): Observation[] {
  const faults = opened.items.flatMap(one => checkItem(opened, one, explainer))
  const isWhole = opened.items.every(one => 'value' in one)
  return isWhole ? [...checkRendering(opened), ...checkValues(opened)] : faults
}

const RULES: Partial<Record<Explanation['reason'], VerifyRuleId>> = {
  damaged: 'sealed-invalid-ciphertext',
  'other-place': 'sealed-for-another-place',
  'other-key': 'sealed-for-another-key',
}

function checkItem({sealed, binding}: OpenedSealedSecret, one: OpenedItem, explainer: FaultExplainer): Observation[] {
  if ('value' in one) return []
  const {key, ciphertext, valueNode} = one.item
  const explanation = explainer.explain(ciphertext, one.fault, binding)
  // what can be seen without a key is told already
  const rule = RULES[explanation.reason]
  if (!rule) return []
  if (explanation.reason === 'other-place' && explanation.place && sealed.namespace === undefined) {
    // sealed for this name in some namespace: that it names none is told already
    const {scope, name} = explanation.place
    if (scope === binding.scope && (scope !== 'strict' || name === binding.name)) return []
  }
  const {object} = sealed
  const message = `the value of ${shownKey(key)} in ${shownName(object)} ${explanationText(explanation)}`
  return [{rule, object, at: valueNode, message, keyPath: keyPathOf(key), commands: setCommand(object, key)}]
}

function checkRendering(opened: OpenedSealedSecret): Observation[] {
  const {object, template} = opened.sealed
  if (Object.keys(stringsAt(template, 'data')).length === 0) return []
  try {
    unsealed(opened)
    return []
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    const key = /spec\.template\.data\.(.*)$/.exec(error.where ?? '')?.[1] ?? ''
    const about = {object, at: nodeAt(template, 'data', key) ?? object.node, keyPath: templatePath(key)}
    return [templateFault(about, key, error)]
  }
}

/** The same that `gsec seal` warns of. */
function checkValues(opened: OpenedSealedSecret): Observation[] {
  const {object, template} = opened.sealed
  const items = [...valuesOf(opened)].filter(([key]) => !dataKeyFault(key)).map(([key, value]) => ({key, value, place: key}))
  const warnings = valueWarnings({type: textAt(template, 'type'), items, place: ''})
  return warnings.map(({where: key, message}) => {
    const at = nodeAt(object.node, 'spec', 'encryptedData', key) ?? object.node
    return {rule: 'sealed-odd-value', object, at, message: `${shownName(object)}: ${message}`, ...(key !== '' && {keyPath: keyPathOf(key)})}
  })
}
