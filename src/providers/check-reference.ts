import {checkProperty, checkText, checkVersion} from './check-parts.js'
import {findStoreKind} from './find-store-kind.js'
import type {Reference} from './reference.js'
import {doubt, failure, quoted, type ReferenceProblem} from './reference-problem.js'
import {compareScope, readScope} from './scope.js'
import type {FindRule, Scope, StoreKind, StoreRules, Usage} from './store-kind.js'

/**
 * Everything that can be said of a reference without asking its provider, worst part first. An unknown provider gives
 * no problems: the caller has said so already.
 */
export function checkReference(reference: Reference, usage: Usage): ReferenceProblem[] {
  const kind = findStoreKind(reference.provider)
  if (!kind) return []
  if (kind.access === 'write') return [writeOnly(kind)]
  const unreadable = checkText(reference)
  if (unreadable.length > 0) return unreadable
  const block = usage.block ?? {}
  const asked = {...reference, scope: {...readScope(kind, block), ...reference.scope}}
  const rules = kind.rules(asked.scope)
  return [
    ...checkUse(kind, rules, usage),
    ...checkKey(kind, rules, asked, usage),
    ...checkVersion(kind, rules.version, asked, usage),
    ...checkProperty(kind, rules.property, asked, usage),
    ...compareScope(kind, kind.normalize(reference), block),
  ]
}

/** Checks the criteria of dataFrom[].find, of which only the presence counts. */
export function checkFind(kind: StoreKind, find: Readonly<Record<string, unknown>>, scope: Scope = {}): ReferenceProblem[] {
  if (kind.access === 'write') return [writeOnly(kind)]
  const rule = kind.rules(scope).find
  if (!rule) return [failure('find-unsupported', `ESO cannot search in ${kind.title}`, 'list the secrets in data or extract')]
  return (['name', 'tags', 'path'] satisfies (keyof FindRule)[]).flatMap(criterion => {
    if (find[criterion] === undefined || rule[criterion] === 'used') return []
    return rule[criterion] === 'refused'
      ? [failure(`find-${criterion}-refused`, `ESO cannot search ${kind.title} by ${criterion}`, `leave find.${criterion} out`)]
      : [
          doubt(
            `find-${criterion}-ignored`,
            `ESO ignores find.${criterion} for ${kind.title} and finds more than asked for`,
            'list the secrets in data or extract',
          ),
        ]
  })
}

const writeOnly = (kind: StoreKind) =>
  failure('store-write-only', `ESO only writes to ${kind.title} and reads nothing from it`, 'use this store in a PushSecret')

function checkUse(kind: StoreKind, rules: StoreRules, {use}: Usage): ReferenceProblem[] {
  if (use !== 'extract' || rules.extract) return []
  return [failure('store-no-extract', `ESO cannot extract several keys from one secret of ${kind.title}`, 'name each key in data')]
}

function checkKey(kind: StoreKind, {key: rule}: StoreRules, reference: Reference, usage: Usage): ReferenceProblem[] {
  const {key} = reference
  const like = `write ${rule.is}, as in ${rule.example}`
  if (key === '') return [failure('key-empty', 'the key is empty', like)]
  const trimmed = key.trim()
  if (trimmed !== key) return [failure('key-space', 'the key begins or ends with a space', 'leave the space out', {key: trimmed})]
  const mistakes = rule.mistakes?.(reference, usage) ?? []
  if (mistakes.length > 0) return mistakes
  if (rule.maxLength !== undefined && key.length > rule.maxLength)
    return [failure('key-too-long', `the key is longer than ${rule.maxLength} characters`, like)]
  if (!rule.pattern || rule.pattern.test(key)) return []
  const allowed = rule.allows ? `; allowed are ${rule.allows}` : ''
  return [failure('key-form', `${quoted(key)} cannot be ${rule.is} in ${kind.title}${allowed}`, like)]
}
