import assert from 'node:assert/strict'
import {labelFor, scopeAnnotations, scopeOf, scopes} from '../../src/crypto/label.js'

const WIDE = 'sealedsecrets.bitnami.com/cluster-wide'
const NAMESPACE = 'sealedsecrets.bitnami.com/namespace-wide'

describe('the scope that annotations state', () => {
  // measured with kubeseal 0.36.6: only the exact text "true" counts
  for (const {name, annotations, expected} of [
    {name: 'no annotations at all', annotations: undefined, expected: 'strict'},
    {name: 'other annotations', annotations: {note: 'true'}, expected: 'strict'},
    {name: 'cluster-wide', annotations: {[WIDE]: 'true'}, expected: 'cluster-wide'},
    {name: 'namespace-wide', annotations: {[NAMESPACE]: 'true'}, expected: 'namespace-wide'},
    {name: 'both: cluster-wide wins', annotations: {[NAMESPACE]: 'true', [WIDE]: 'true'}, expected: 'cluster-wide'},
    {name: 'a capital letter', annotations: {[WIDE]: 'True'}, expected: 'strict'},
    {name: 'the digit one', annotations: {[NAMESPACE]: '1'}, expected: 'strict'},
    {name: 'false', annotations: {[WIDE]: 'false', [NAMESPACE]: 'true'}, expected: 'namespace-wide'},
  ]) {
    it(`${name}: ${expected}`, () => assert.equal(scopeOf(annotations), expected))
  }

  it('is written with the keys that it is read from', () => assert.deepEqual(scopeAnnotations, [NAMESPACE, WIDE]))
})

describe('the label of a scope', () => {
  const expected = {strict: 'shop/db', 'namespace-wide': 'shop', 'cluster-wide': ''}
  for (const scope of scopes) {
    it(`${scope}: "${expected[scope]}"`, () => assert.equal(labelFor({scope, namespace: 'shop', name: 'db'}), expected[scope]))
  }
})
