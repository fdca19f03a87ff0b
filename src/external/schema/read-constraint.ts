import {atMostOneOf, type Constraint, exactlyOneOf, noneOf, someOf} from './form.js'

const NAME = '[A-Za-z_][\\w.]*'
const HAS = new RegExp(`^has\\(self\\.(${NAME})\\)$`)
const COUNTED = /^\[(.*)\]\.filter\(x,x==true\)\.size\(\)(<=|==|>=)1$/
const EITHER = new RegExp(
  `^\\(has\\(self\\.(${NAME})\\)&&!has\\(self\\.(${NAME})\\)\\)\\|\\|\\(!has\\(self\\.\\1\\)&&has\\(self\\.\\2\\)\\)$`,
)
const UNEQUAL = new RegExp(`^has\\(self\\.(${NAME})\\)!=has\\(self\\.(${NAME})\\)$`)
const ABSENT_KEY = /^!\('([^']*)'inself\)$/
const EXCLUDES = new RegExp(`^!has\\(self\\.(${NAME})\\)\\|\\|!has\\(self\\.(${NAME})\\)\\|\\|size\\(self\\.\\2\\)==0$`)
const INSIDE = new RegExp(`^has\\(self\\.(${NAME})\\)&&\\((.*)\\)$`)

/**
 * What a rule of a definition (CEL) says, where it has one of the shapes that ESO's rules have; undefined for any other.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export function readConstraint(rule: string): Constraint | undefined {
  const compact = rule.replace(/\s+/g, '')
  return counted(compact) ?? pair(compact) ?? absentKeys(compact) ?? excludes(compact) ?? alternatives(compact)
}

function counted(rule: string): Constraint | undefined {
  const [, terms, comparison] = COUNTED.exec(rule) ?? []
  const names = terms === undefined ? undefined : namesOf(terms.split(','))
  if (!names) return undefined
  if (comparison === '==') return exactlyOneOf(...names)
  return comparison === '<=' ? atMostOneOf(...names) : someOf(...names.map(name => [name]))
}

function pair(rule: string): Constraint | undefined {
  const [, first, second] = EITHER.exec(rule) ?? UNEQUAL.exec(rule) ?? []
  return first !== undefined && second !== undefined ? exactlyOneOf(first, second) : undefined
}

function absentKeys(rule: string): Constraint | undefined {
  const keys = rule.split('&&').map(term => ABSENT_KEY.exec(term)?.[1])
  return keys.every(key => key !== undefined) ? noneOf(...keys) : undefined
}

function excludes(rule: string): Constraint | undefined {
  const [, field, list] = EXCLUDES.exec(rule) ?? []
  return field !== undefined && list !== undefined ? {rule: 'excludes', field, list} : undefined
}

/** has(a) || (has(b) && has(c)); also behind has(x) &&, when all of them lie in x. */
function alternatives(rule: string): Constraint | undefined {
  const [, outer, inner] = INSIDE.exec(rule) ?? []
  if (outer !== undefined && inner !== undefined) {
    const inside = alternatives(inner)
    return inside?.rule === 'some of' && inside.groups.flat().every(name => name.startsWith(`${outer}.`)) ? inside : undefined
  }
  const groups = rule.split('||').map(term => namesOf(term.replace(/^\((.*)\)$/, '$1').split('&&')))
  return groups.every(group => group !== undefined) ? someOf(...groups) : undefined
}

function namesOf(terms: readonly string[]): string[] | undefined {
  const names = terms.map(term => HAS.exec(term)?.[1])
  return names.every(name => name !== undefined) ? names : undefined
}
