import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {Ajv} from 'ajv'
import {parseAllDocuments} from 'yaml'
import {goExpressions} from '../../../src/external/go-expressions.js'
import {lintDocuments} from '../../../src/external/lint.js'
import {objectsOf, readManifests} from '../../../src/manifest/read-manifests.js'
import {expectGolden} from '../../support/golden.js'
import {runGsec} from '../../support/run-gsec.js'
import {temporaryFolder} from '../../support/temporary-folder.js'

const store = (kind: string, name: string, provider: string) =>
  `apiVersion: external-secrets.io/v1\nkind: ${kind}\nmetadata: {name: ${name}${kind === 'SecretStore' ? ', namespace: shop' : ''}}\nspec: {provider: ${provider}}\n`
const files = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'stores/gcp.yaml': store('ClusterSecretStore', 'gcp-secret-manager', '{gcpsm: {projectID: my-project}}'),
  'stores/aws.yaml': store('SecretStore', 'aws-eu', '{aws: {service: SecretsManager, region: eu-west-1}}'),
  'stores/vault.yaml': store(
    'SecretStore',
    'vault',
    '{vault: {server: "https://vault.example.com", path: kv, auth: {tokenSecretRef: {name: t, key: k}}}}',
  ),
  '.gsec.yaml': `version: 1
stores:
  gcp: {kind: ClusterSecretStore, name: gcp-secret-manager, provider: gcpsm, projectID: my-project, key: "{namespace}-{name}", refreshInterval: 2h}
  params: {kind: ClusterSecretStore, name: parameters, provider: aws, service: ParameterStore, region: eu-west-1, key: "/{namespace}/{name}/{key}"}
`,
  'secret.yaml': `apiVersion: v1
kind: Secret
metadata: {name: shop-tls, namespace: shop, labels: {app: shop}}
type: kubernetes.io/tls
data: {tls.crt: Y2VydA==}
stringData: {tls.key: key}
`,
  'sealed.yaml': `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: db, namespace: shop, annotations: {sealedsecrets.bitnami.com/namespace-wide: "true"}}
spec:
  encryptedData: {password: AgBy, user: AgBy}
  template: {type: Opaque, metadata: {labels: {app: db}}}
`,
}

/** One golden for each thing that `create` can say: test/golden/external/create/NAME.yaml. */
const cases: Record<string, string[]> = {
  references: [
    'db',
    '-n',
    'shop',
    '--store',
    'gcp-secret-manager',
    'DB_PASSWORD=projects/my-project/secrets/db-password/versions/latest',
    'DB_USERNAME=gcp:db-username@3',
    'url=ref+gcpsecrets://my-project/db?version=2#/a/tls.crt',
  ],
  aws: [
    'db',
    '-n',
    'shop',
    '--store',
    'aws-eu',
    'a=aws:shop/db@AWSPREVIOUS#password',
    'b=arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf',
  ],
  vault: ['db', '-n', 'shop', '--store', 'vault', 'a=vault:app/db#password', 'b=ref+vault://kv/data/app/db#/user'],
  extract: ['db', '-n', 'shop', '--store', 'aws-eu', '--extract', 'aws:shop/db', '--extract', 'aws:shop/more'],
  find: ['db', '-n', 'shop', '--store', 'gcp', '--find-name', '^db-', '--find-tag', 'team=shop', '--find-tag', 'env=prod'],
  'find-path': ['db', '-n', 'shop', '--store', 'aws-eu', '--find-path', 'shop/'],
  rewrite: [
    'db',
    '-n',
    'shop',
    '--store',
    'gcp',
    '--find-name',
    '^db-',
    '--rewrite',
    's/^db-(.*)$/$1/',
    '--rewrite',
    '{{ .value | upper }}',
  ],
  merge: ['db', '-n', 'shop', '--store', 'gcp', '--find-name', '^db-', '--rewrite', 'merge', '--rewrite', 'merge:all.json'],
  generator: ['key', '-n', 'shop', '--generator', 'password/session', '--refresh-policy', 'CreatedOnce'],
  type: ['tls', '-n', 'shop', '--store', 'gcp', '--type', 'kubernetes.io/tls', 'tls.crt=gcp:cert', 'tls.key=gcp:key'],
  template: [
    'db',
    '-n',
    'shop',
    '--store',
    'gcp',
    'user=gcp:db-user',
    'password=gcp:db-password',
    '--template',
    'url=postgres://{{ .user }}:{{ .password }}@db/shop',
  ],
  'template-merge': [
    'db',
    '-n',
    'shop',
    '--store',
    'gcp',
    'user=gcp:db-user',
    '--template',
    'greeting=hello {{ .user }}',
    '--merge-policy',
    'Merge',
  ],
  'labels-annotations': [
    'db',
    '-n',
    'shop',
    '--store',
    'gcp',
    'a=gcp:a',
    '--label',
    'app=shop',
    '--annotation',
    'example.com/note=a: b',
    '--type',
    'Opaque',
  ],
  refresh: ['db', '-n', 'shop', '--store', 'gcp', 'a=gcp:a', '--refresh-interval', '90m', '--refresh-policy', 'Periodic'],
  policies: ['db', '-n', 'shop', '--store', 'gcp', 'a=gcp:a', '--creation-policy', 'Orphan', '--deletion-policy', 'Retain', '--immutable'],
  'cluster-wide': [
    'db',
    '--cluster-wide',
    '--namespace-selector',
    'team=shop,env in (dev, test),!legacy',
    '--namespace-selector',
    'kubernetes.io/metadata.name=ops',
    '--store',
    'gcp',
    'a=gcp:a',
    '--label',
    'app=shop',
  ],
  'from-secret': ['--from-secret', 'secret.yaml', '--store', 'gcp'],
  'from-sealed-secret': ['--from-secret', 'sealed.yaml', '--store', 'params', 'user=ssm:/common/user'],
  'eso-2.8': ['db', '-n', 'shop', '--store', 'gcp', 'a=gcp:a', '--extract', 'gcp:b', '--find-name', 'c', '--eso-version', 'v2.8.1'],
  'with-store': ['db', '-n', 'shop', '--store', 'params', '--with-store', '--auth', 'static-secret', 'a=ssm:/shop/a'],
  'store-of-references': [
    'db',
    '-n',
    'shop',
    '--store',
    'new',
    '--with-store',
    '--auth',
    'controller',
    'a=projects/other-project/secrets/a',
  ],
}

const lint = (text: string, more: Record<string, string> = {}) =>
  lintDocuments(objectsIn(text), {expressions: goExpressions, surroundings: Object.values(more).flatMap(objectsIn)})
const objectsIn = (text: string) => readManifests(Buffer.from(text), 'a.yaml').documents.flatMap(objectsOf)

describe('gsec external create', () => {
  for (const [name, args] of Object.entries(cases))
    it(`writes ${name}`, () => {
      const run = runGsec(['external', 'create', ...args], {cwd: temporaryFolder(files)})
      assert.equal(run.status, 0, run.stderr)
      expectGolden(`external/create/${name}.yaml`, run.stdout)
    })

  it('has a case for each golden', () => {
    assert.deepEqual(
      readdirSync('test/golden/external/create')
        .map(file => path.basename(file, '.yaml'))
        .sort(),
      Object.keys(cases).sort(),
    )
  })

  it('writes nothing that lint finds fault with', () => {
    const stores = {
      gcp: files['stores/gcp.yaml'],
      aws: files['stores/aws.yaml'],
      vault: files['stores/vault.yaml'],
      params: store('ClusterSecretStore', 'parameters', '{aws: {service: ParameterStore, region: eu-west-1}}'),
    }
    for (const name of Object.keys(cases)) {
      const text = readFileSync(`test/golden/external/create/${name}.yaml`, 'utf8')
      assert.deepEqual(
        lint(text, stores).map(({ruleId, message}) => `${ruleId}: ${message}`),
        [],
        name,
      )
    }
  })
})

const oracles = '../shared/eso-crds'
if (existsSync(oracles)) {
  describe('what external create writes and the CRDs of ESO', () => {
    for (const name of Object.keys(cases))
      it(`agree on ${name}`, () => {
        for (const document of parseAllDocuments(readFileSync(`test/golden/external/create/${name}.yaml`, 'utf8'))) {
          const object = document.toJS() as {kind: string; spec: unknown}
          const {schema} = JSON.parse(readFileSync(path.join(oracles, `${object.kind}.json`), 'utf8')) as {
            schema: {properties: {spec: object}}
          }
          const validate = new Ajv({strict: false, validateFormats: false, allErrors: true}).compile(
            closed(schema.properties.spec) as object,
          )
          validate(object.spec)
          assert.deepEqual(validate.errors ?? [], [])
        }
      })
  })
}

/** The API server drops fields that it does not know; here they are errors. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  return inner['properties'] && !inner['additionalProperties'] && inner['type'] === 'object'
    ? {...inner, additionalProperties: false}
    : inner
}
