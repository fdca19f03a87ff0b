import assert from 'node:assert/strict'
import {atMostOneOf, type Constraint, exactlyOneOf, noneOf, someOf} from '../../../src/external/schema/form.js'
import {readConstraint} from '../../../src/external/schema/read-constraint.js'

// The shapes of rules in ESO's definitions, with other names.
const cases: [rule: string, constraint: Constraint | undefined][] = [
  ['has(self.a) || has(self.b)', someOf(['a'], ['b'])],
  ['has(self.token) || (has(self.user) && has(self.password))', someOf(['token'], ['user', 'password'])],
  ['(has(self.a) && !has(self.b)) || (!has(self.a) && has(self.b))', exactlyOneOf('a', 'b')],
  ['has(self.a) != has(self.b)', exactlyOneOf('a', 'b')],
  ['[has(self.a),has(self.b),has(self.c)].filter(x,x==true).size() == 1', exactlyOneOf('a', 'b', 'c')],
  ['[has(self.a), has(self.b)].filter(x, x == true).size() <= 1', atMostOneOf('a', 'b')],
  ['[has(self.a),has(self.b)].filter(x,x==true).size() >= 1', someOf(['a'], ['b'])],
  ["!('x' in self) && !('y' in self)", noneOf('x', 'y')],
  ['has(self.ref) && (has(self.ref.name) || has(self.ref.labels))', someOf(['ref.name'], ['ref.labels'])],
  ['!has(self.key) || !has(self.list) || size(self.list) == 0', {rule: 'excludes', field: 'key', list: 'list'}],
  ['self.replicas > 1', undefined],
  ['has(self.a) && has(self.b)', someOf(['a', 'b'])],
  ['has(self.a) && (has(self.b) || has(self.c))', undefined],
  ['(has(self.a) && !has(self.b)) || (!has(self.a) && has(self.c))', undefined],
  ['!has(self.a) || !has(self.b) || size(self.c) == 0', undefined],
  ['has(self.a) || self.b == 1', undefined],
]

describe('rules of a definition', () => {
  for (const [rule, constraint] of cases) {
    it(`${constraint ? 'are read' : 'are left alone'}: ${rule}`, () => assert.deepEqual(readConstraint(rule), constraint))
  }
})
