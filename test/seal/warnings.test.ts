import assert from 'node:assert/strict'
import {createPublicKey, generateKeyPairSync} from 'node:crypto'
import {readFileSync} from 'node:fs'
import type {SecretManifest} from '../../src/manifest/secret-manifest.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {warningsOf} from '../../src/seal/warnings.js'
import {Secret} from '../../src/secret.js'

const vector = (name: string) => readFileSync(`test/vectors/kubeseal/${name}`)
const otherKey = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey.export({type: 'pkcs8', format: 'pem'})
const sealed = sealOne({value: Secret.of('x'), label: 'a/b'}, createPublicKey(vector('key.pem')))

const secretOf = (values: Record<string, string | Buffer>, type?: string): SecretManifest => ({
  place: 's.yaml:1:1',
  name: 'db',
  namespace: 'shop',
  labels: {},
  annotations: {},
  otherMetadata: {},
  type,
  immutable: undefined,
  items: Object.entries(values).map(([key, value]) => ({key, value: Secret.of(value), place: `s.yaml: ${key}`})),
})

const cases: {name: string; values: Record<string, string | Buffer>; type?: string; message: RegExp | undefined}[] = [
  {name: 'an empty value', values: {a: ''}, message: /the value of a is empty/},
  {name: 'a line break at the end of one line', values: {a: 'hunter2\n'}, message: /ends with a line break/},
  {name: 'the same with a carriage return', values: {a: 'hunter2\r\n'}, message: /ends with a line break/},
  {name: 'several lines', values: {a: 'one\ntwo\n'}, message: undefined},
  {name: 'a value that is sealed already', values: {a: sealed}, message: /looks like a sealed value already/},
  {
    name: 'a whole SealedSecret',
    values: {a: `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec: {}\n${' '.repeat(200)}`},
    message: /looks like a sealed value/,
  },
  {name: 'base64 of the same length that is no envelope', values: {a: Buffer.alloc(300, 7).toString('base64')}, message: undefined},
  {
    name: 'a SOPS value',
    values: {a: `ENC[AES256_GCM,data:eA==,iv:${'A'.repeat(43)}=,tag:${'B'.repeat(22)}==,type:str]`},
    message: /is encrypted with SOPS/,
  },
  {name: 'a TLS Secret without key', values: {'tls.crt': vector('cert.pem')}, type: 'kubernetes.io/tls', message: /needs tls\.key/},
  {
    name: 'a TLS pair that fits',
    values: {'tls.crt': vector('cert.pem'), 'tls.key': vector('key.pem')},
    type: 'kubernetes.io/tls',
    message: undefined,
  },
  {
    name: 'a TLS pair that does not fit',
    values: {'tls.crt': vector('cert.pem'), 'tls.key': otherKey},
    type: 'kubernetes.io/tls',
    message: /does not belong to/,
  },
  {
    name: 'a TLS certificate that is none',
    values: {'tls.crt': 'x', 'tls.key': otherKey},
    type: 'kubernetes.io/tls',
    message: /tls\.crt holds no PEM certificate/,
  },
  {
    name: 'a TLS key that is none',
    values: {'tls.crt': vector('cert.pem'), 'tls.key': 'x'},
    type: 'kubernetes.io/tls',
    message: /tls\.key holds no PEM private key/,
  },
  {name: 'basic-auth with one of its keys', values: {password: 'x'}, type: 'kubernetes.io/basic-auth', message: undefined},
  {name: 'basic-auth with neither', values: {user: 'x'}, type: 'kubernetes.io/basic-auth', message: /needs username or password/},
  {
    name: 'a docker login under the wrong key',
    values: {config: '{}'},
    type: 'kubernetes.io/dockerconfigjson',
    message: /needs \.dockerconfigjson/,
  },
  {
    name: 'a docker login that is no JSON',
    values: {'.dockerconfigjson': '{'},
    type: 'kubernetes.io/dockerconfigjson',
    message: /is not JSON/,
  },
  {
    name: 'a service account token without its annotation',
    values: {},
    type: 'kubernetes.io/service-account-token',
    message: /needs the annotation/,
  },
  {name: 'an ordinary Secret', values: {a: 'hunter2'}, type: 'Opaque', message: undefined},
]

describe('warnings before an outage', () => {
  for (const {name, values, type, message} of cases) {
    it(`${message ? 'name' : 'are silent about'} ${name}`, () => {
      const warnings = warningsOf(secretOf(values, type))
      if (!message) assert.deepEqual(warnings, [])
      else {
        assert.equal(warnings.length, 1, JSON.stringify(warnings))
        assert.match(warnings[0]?.message ?? '', message)
        assert.doesNotMatch(JSON.stringify(warnings), /hunter2/)
      }
    })
  }
})
