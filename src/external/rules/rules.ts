import {admissionRules} from './admission-rules.js'
import {definitionRules} from './definition-rules.js'
import type {LintRule} from './lint-rule.js'
import {runtimeRules} from './runtime-rules.js'

/** Every rule of `gsec external lint`, by its id. */
export const lintRules = {...definitionRules, ...admissionRules, ...runtimeRules} satisfies Readonly<Record<string, LintRule>>

export type LintRuleId = keyof typeof lintRules
