import assert from 'node:assert/strict'
import {GsecError} from '../../src/errors.js'
import type {SecretManifest} from '../../src/manifest/secret-manifest.js'
import {planSeal, type SealSettings} from '../../src/seal/seal-plan.js'

const WIDE = 'sealedsecrets.bitnami.com/namespace-wide'
const CLUSTER = 'sealedsecrets.bitnami.com/cluster-wide'
const secretWith = (changes: Partial<SecretManifest> = {}): SecretManifest => ({
  place: 's.yaml:1:1',
  name: 'db',
  namespace: 'shop',
  labels: {},
  annotations: {},
  otherMetadata: {},
  type: undefined,
  immutable: undefined,
  items: [],
  ...changes,
})
const fromContext = () => ({value: 'default', source: 'the context'})

const cases: {
  name: string
  secret?: Partial<SecretManifest>
  settings?: SealSettings
  label: string
  annotations?: Record<string, string>
}[] = [
  {name: 'binds to namespace and name', label: 'shop/db'},
  {name: 'takes -n where the Secret names no namespace', secret: {namespace: undefined}, settings: {namespace: 'web'}, label: 'web/db'},
  {name: 'takes -n that agrees', settings: {namespace: 'shop'}, label: 'shop/db'},
  {
    name: 'falls back on the default namespace',
    secret: {namespace: undefined},
    settings: {defaultNamespace: fromContext},
    label: 'default/db',
  },
  {name: 'reads the scope from the annotation', secret: {annotations: {[WIDE]: 'true'}}, label: 'shop', annotations: {[WIDE]: 'true'}},
  {
    name: 'takes nothing but "true" for an answer',
    secret: {annotations: {[WIDE]: 'True', [CLUSTER]: '1'}},
    label: 'shop/db',
    annotations: {[WIDE]: 'True', [CLUSTER]: '1'},
  },
  {
    name: 'lets cluster-wide win and keeps both in the template',
    secret: {annotations: {[WIDE]: 'true', [CLUSTER]: 'true'}},
    label: '',
    annotations: {[WIDE]: 'true', [CLUSTER]: 'true'},
  },
  {
    name: 'lets a flag win over the annotation',
    secret: {annotations: {[CLUSTER]: 'true', note: 'x'}},
    settings: {scope: 'namespace-wide'},
    label: 'shop',
    annotations: {note: 'x', [WIDE]: 'true'},
  },
  {
    name: 'lets --scope strict win over the annotation',
    secret: {annotations: {[CLUSTER]: 'true'}},
    settings: {scope: 'strict'},
    label: 'shop/db',
  },
  {
    name: 'takes the scope of the configuration where nothing says one',
    settings: {defaultScope: {value: 'namespace-wide', source: '.gsec.yaml'}},
    label: 'shop',
    annotations: {[WIDE]: 'true'},
  },
  {
    name: 'lets the annotation win over the configuration',
    secret: {annotations: {[CLUSTER]: 'true'}},
    settings: {defaultScope: {value: 'namespace-wide', source: '.gsec.yaml'}},
    label: '',
    annotations: {[CLUSTER]: 'true'},
  },
  {
    name: 'guesses no namespace for a cluster-wide value',
    secret: {namespace: undefined},
    settings: {scope: 'cluster-wide', defaultNamespace: fromContext},
    label: '',
    annotations: {[CLUSTER]: 'true'},
  },
]

const refused: {name: string; secret?: Partial<SecretManifest>; settings?: SealSettings; code: string}[] = [
  {name: 'a Secret without a name', secret: {name: undefined}, code: 'SECRET_INVALID'},
  {name: 'a namespace other than -n', settings: {namespace: 'web'}, code: 'NAMESPACE_MISMATCH'},
  {name: 'a namespace other than -n, cluster-wide too', settings: {namespace: 'web', scope: 'cluster-wide'}, code: 'NAMESPACE_MISMATCH'},
  {name: 'a namespace that cannot be one', secret: {namespace: undefined}, settings: {namespace: 'A_B'}, code: 'USAGE'},
  {name: 'no namespace anywhere', secret: {namespace: undefined}, code: 'NAMESPACE_MISSING'},
]

describe('the plan of a seal', () => {
  for (const {name, secret, settings = {}, label, annotations = {}} of cases) {
    it(name, () => {
      const plan = planSeal(secretWith(secret), settings)
      assert.equal(plan.label, label)
      assert.deepEqual(plan.templateAnnotations, annotations)
    })
  }

  it('says where a namespace came from that nobody wrote', () => {
    assert.equal(planSeal(secretWith({namespace: undefined}), {defaultNamespace: fromContext}).namespaceSource, 'the context')
    assert.equal(planSeal(secretWith(), {defaultNamespace: fromContext}).namespaceSource, undefined)
  })

  for (const {name, secret, settings = {}, code} of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => planSeal(secretWith(secret), settings),
        (error: unknown) => error instanceof GsecError && error.code === code && (code === 'USAGE' || error.where === 's.yaml:1:1'),
      )
    })
  }
})
