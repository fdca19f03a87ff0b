import {listed} from './describe-value.js'
import type {Constraint} from './schema/form.js'
import {below, isEmpty, isSet, type Spot} from './spot.js'

/** What is wrong, behind the name of the map; undefined when the rule holds. */
export function brokenConstraint(spot: Spot, constraint: Constraint): string | undefined {
  const has = (name: string) => isSet(below(spot, ...name.split('.')))
  switch (constraint.rule) {
    case 'exactly one of': {
      const set = constraint.names.filter(has)
      return set.length === 1
        ? undefined
        : `needs exactly one of ${listed(constraint.names)}, and has ${set.length === 0 ? 'none' : listed(set)}`
    }
    case 'at most one of': {
      const set = constraint.names.filter(has)
      return set.length <= 1 ? undefined : `takes at most one of ${listed(constraint.names)}`
    }
    case 'some of': {
      const choice = constraint.groups.map(group => listed(group))
      return constraint.groups.some(group => group.every(has)) ? undefined : `needs ${listed(choice, 'or')}`
    }
    case 'none of': {
      const set = constraint.names.filter(has)
      return set.length === 0 ? undefined : `must not have ${listed(set)}, which ESO sets itself`
    }
    case 'excludes':
      return has(constraint.field) && !isEmpty(below(spot, constraint.list))
        ? `takes ${constraint.field} or ${constraint.list}, not both`
        : undefined
  }
}
