import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {Ajv} from 'ajv'
import {parseAllDocuments} from 'yaml'
import {findNamedKind} from '../../src/providers/find-store-kind.js'
import {readScope, valueAt} from '../../src/providers/scope.js'
import {storeManifest} from '../../src/providers/store-template.js'

const folder = 'templates/stores'
const kinds = ['SecretStore', 'ClusterSecretStore'] as const

// One file for each way to log in that gsec offers.
const offered: Record<string, string[]> = {
  acm: ['irsa', 'pod-identity', 'static-secret'],
  akeyless: ['api-key', 'azure-workload-identity', 'kubernetes'],
  aws: ['irsa', 'pod-identity', 'static-secret'],
  azurekv: ['certificate', 'managed-identity', 'service-principal', 'workload-identity'],
  bitwardensecretsmanager: ['token'],
  doppler: ['oidc', 'token'],
  fake: ['none'],
  gcpsm: ['controller', 'static-secret', 'workload-identity', 'workload-identity-federation'],
  gitlab: ['token'],
  ibm: ['api-key', 'trusted-profile'],
  infisical: ['aws', 'azure', 'gcp-iam', 'gcp-id-token', 'jwt', 'kubernetes', 'ldap', 'oci', 'token', 'universal'],
  kubernetes: ['cert', 'kubeconfig', 'service-account', 'token'],
  onepassword: ['connect-token'],
  onepasswordSDK: ['service-account'],
  openBao: ['approle', 'token', 'userpass'],
  oracle: ['instance-principal', 'user-principal', 'workload-identity'],
  ssm: ['irsa', 'pod-identity', 'static-secret'],
  vault: ['approle', 'cert', 'gcp', 'iam', 'jwt', 'kubernetes', 'ldap', 'token', 'userpass'],
  webhook: ['header', 'ntlm'],
}

const templates = Object.entries(offered).flatMap(([word, auths]) =>
  auths.map(auth => ({word, auth, text: readFileSync(path.join(folder, word, `${auth}.yaml`), 'utf8')})),
)

interface Store {
  apiVersion: string
  kind: string
  metadata: {name: string}
  spec: {provider: Record<string, Record<string, unknown>>}
}

function read(text: string): Store {
  const [document, ...others] = parseAllDocuments(text)
  assert.ok(document && others.length === 0)
  assert.deepEqual(document.errors, [])
  return document.toJS() as Store
}

/** Every object below that names a Secret, a ConfigMap or a ServiceAccount. */
function selectors(value: unknown, steps: string[] = []): {steps: string[]; selector: Record<string, unknown>}[] {
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  const own = /(?:Ref|caProvider|serviceAccount|Secret|clientCert|clientKey|bearerToken|credentials|dopplerToken|accessToken)$/
  const names = 'name' in value && typeof value.name === 'string' && !('secretRef' in value)
  const here = names && (own.test(steps.at(-1) ?? '') || 'key' in value) ? [{steps, selector: value as Record<string, unknown>}] : []
  return [...here, ...entries.flatMap(([key, below]) => selectors(below, [...steps, key]))]
}

describe('the store templates', () => {
  it('are the ones that gsec offers', () => {
    const found = readdirSync(folder).map(word => [
      word,
      readdirSync(path.join(folder, word))
        .map(file => path.basename(file, '.yaml'))
        .sort(),
    ])
    assert.deepEqual(Object.fromEntries(found), offered)
  })

  for (const {word, auth, text} of templates) describe(`${word}/${auth}`, () => testTemplate(word, text))
})

function testTemplate(word: string, text: string) {
  it('is for the provider whose word its folder bears', () => {
    const named = findNamedKind(word)
    assert.ok(named)
    const {provider} = read(text).spec
    assert.deepEqual(Object.keys(provider), [named.kind.id])
    const scope = readScope(named.kind, provider[named.kind.id] ?? {})
    for (const [field, value] of Object.entries(named.scope)) assert.equal(scope[field], value)
  })

  it('becomes either kind of store, with namespaces in a ClusterSecretStore alone', () => {
    for (const kind of kinds) {
      const manifest = storeManifest(text, kind)
      const store = read(manifest)
      assert.deepEqual([store.apiVersion, store.kind], ['external-secrets.io/v1', kind])
      assert.match(store.metadata.name, /^[a-z0-9][a-z0-9-]*$/)
      const body = manifest
        .split('\n')
        .filter(line => !/^ *# {3}/.test(line))
        .join('\n')
      assert.doesNotMatch(body, /ClusterSecretStore only/)
      for (const {steps, selector} of selectors(store.spec.provider))
        assert.equal('namespace' in selector, kind === 'ClusterSecretStore', `${steps.join('.')} in a ${kind}`)
    }
  })

  it('names each Secret that it needs at its top, and holds no value', () => {
    const store = read(text)
    const [head = ''] = text.split('apiVersion:')
    for (const {steps, selector} of selectors(store.spec.provider)) {
      if (typeof selector['key'] !== 'string' || steps.at(-1) === 'caProvider') continue
      assert.ok(head.includes(`the Secret ${selector['name']} `), `${selector['name']} is not named`)
      assert.ok(head.includes(selector['key']), `${selector['key']} is not named`)
    }
    assert.doesNotMatch(text, /stringData|kind: Secret$/m)
    assert.equal(/Needs the Secret/.test(head), /create it with gsec seal/.test(head))
  })

  it('says beside each gap what to fill in', () => {
    for (const line of text.split('\n')) {
      const [value = '', comment] = line.split(/ # (?!.* # )/)
      if (/(?<![A-Za-z])[A-Z][A-Z_]{2,}(?![a-z])/.test(value) && !value.trimStart().startsWith('#') && !/\bGET\b/.test(value))
        assert.ok(comment, `nothing is said of: ${line.trim()}`)
    }
  })
}

type Schema = Record<string, unknown>

/** The API server drops fields that it does not know; here they are errors. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  return inner['properties'] && !inner['additionalProperties'] && inner['type'] === 'object'
    ? {...inner, additionalProperties: false}
    : inner
}

const oracles = '../shared/eso-crds'
if (existsSync(oracles)) {
  describe('the store templates and the CRDs of ESO', () => {
    for (const kind of kinds) {
      const {schema} = JSON.parse(readFileSync(path.join(oracles, `${kind}.json`), 'utf8')) as {schema: {properties: {spec: Schema}}}
      const validate = new Ajv({strict: false, validateFormats: false, allErrors: true}).compile(closed(schema.properties.spec) as Schema)
      for (const {word, auth, text} of templates)
        it(`agree on ${word}/${auth} as a ${kind}`, () => {
          validate(read(storeManifest(text, kind)).spec)
          assert.deepEqual(validate.errors ?? [], [])
        })
      it(`would disagree on an unknown field of a ${kind}`, () => {
        const store = read(storeManifest(templates[0]?.text ?? '', kind))
        assert.ok(valueAt(store.spec, ['provider', 'aws']))
        Object.assign(store.spec.provider['aws'] ?? {}, {regoin: 'x'})
        assert.equal(validate(store.spec), false)
      })
    }
  })
}
