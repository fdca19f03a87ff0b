import assert from 'node:assert/strict'
import {GsecError} from '../../src/errors.js'
import {lintFiles} from '../../src/external/lint-files.js'
import type {LintSource} from '../../src/external/read-objects.js'
import {findStoreKind} from '../../src/providers/find-store-kind.js'

const source = (path: string, text: string, isNamed = false): LintSource => ({path, bytes: Buffer.from(text), isNamed})

const externalSecret = (store: string, more = '') => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: app
  namespace: shop
spec:
  secretStoreRef:
    kind: ClusterSecretStore
    name: ${store}
  data:
  - secretKey: a
    remoteRef:
      key: team/db
${more}`
const clusterStore = (name: string) => `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata:
  name: ${name}
spec:
  provider:
    gcpsm: {}
`
const seen = (findings: readonly {ruleId: string; path: string; line: number}[]) =>
  findings.map(({ruleId, path, line}) => `${path}:${line} ${ruleId}`)

describe('external lint of files', () => {
  it('passes over what is none of its business, and Helm templates', async () => {
    const {findings, counts} = await lintFiles({
      sources: [
        source('deployment.yaml', 'kind: Deployment\n'),
        source('broken.yaml', 'a: [\n'),
        source('templates/es.yaml', 'kind: ExternalSecret\n{{- if .Values.x }}\n  a: b\n{{- end }}\n'),
        source('store.yaml', clusterStore('gcp')),
      ],
    })
    assert.deepEqual(findings, [])
    assert.deepEqual(counts, {files: 1, objects: 1, templates: 1})
  })

  it('names the command that brings an old version up to date', async () => {
    const of = async (path: string, head: string) => {
      const {findings} = await lintFiles({sources: [source(path, `${head}\nmetadata: {name: a}\n`)]})
      return findings.find(({ruleId}) => ruleId === 'eso-api-version')?.commands
    }
    const upgrade = ["gsec external upgrade 'my app/es.yaml'"]
    assert.deepEqual(await of('my app/es.yaml', 'apiVersion: external-secrets.io/v1beta1\nkind: SecretStore'), upgrade)
    assert.deepEqual(await of('my app/es.yaml', 'apiVersion: kubernetes-client.io/v1\nkind: ExternalSecret'), upgrade)
    assert.deepEqual(await of('standard input', 'apiVersion: external-secrets.io/v1alpha1\nkind: ExternalSecret'), [])
    assert.deepEqual(await of('es.yaml', 'apiVersion: external-secrets.io/v2\nkind: ExternalSecret'), [])
    assert.deepEqual(await of('es.yaml', 'apiVersion: external-secrets.io/v1beta1\nkind: PushSecret'), [])
  })

  it('says where a manifest of ESO is no YAML', async () => {
    const {findings} = await lintFiles({sources: [source('a/es.yaml', 'kind: ExternalSecret\nmetadata:\n  name: "app\n')]})
    assert.deepEqual(seen(findings), ['a/es.yaml:4 eso-yaml-invalid'])
  })

  it('says so of any file that the user named', async () => {
    const {findings} = await lintFiles({sources: [source('list.yaml', '- a\n', true), source('x.yaml', 'a: {\n', true)]})
    assert.deepEqual(seen(findings), ['list.yaml:1 eso-yaml-invalid', 'x.yaml:2 eso-yaml-invalid'])
  })

  it('refuses a Helm template that the user named', async () => {
    const lint = lintFiles({sources: [source('es.yaml', '{{ if x }}\nkind: ExternalSecret\n', true)]})
    await assert.rejects(
      lint,
      (error: unknown) => error instanceof GsecError && error.code === 'MANIFEST_INVALID' && error.where === 'es.yaml',
    )
  })

  it('finds a store in the rest of the repository, and looks there only when it has to', async () => {
    let asked = 0
    const surroundings = () => {
      asked++
      return [source('stores/gcp.yaml', clusterStore('gcp')), source('bad.yaml', 'kind: SecretStore\nname: gcp: [\n')]
    }
    const elsewhere = await lintFiles({sources: [source('es.yaml', externalSecret('gcp'))], surroundings})
    assert.deepEqual(seen(elsewhere.findings), ['es.yaml:13 eso-reference-key'])
    const missing = await lintFiles({sources: [source('es.yaml', externalSecret('aws'))], surroundings})
    assert.deepEqual(seen(missing.findings), ['es.yaml:9 eso-store-missing'])
    assert.equal(asked, 2)
    await lintFiles({sources: [source('es.yaml', externalSecret('gcp')), source('store.yaml', clusterStore('gcp'))], surroundings})
    assert.equal(asked, 2)
  })

  it('does not report what is wrong with the rest of the repository', async () => {
    const other = externalSecret('gcp').replace('key: team/db', 'key: 3')
    const {findings} = await lintFiles({
      sources: [source('es.yaml', externalSecret('gcp').replace('team/db', 'db'))],
      surroundings: () => [source('stores.yaml', `${clusterStore('gcp')}---\n${other}`)],
    })
    assert.deepEqual(findings, [])
  })

  it('knows the stores of the configuration', async () => {
    const kind = findStoreKind('gcpsm')
    const stores = [{kind: 'ClusterSecretStore' as const, name: 'gcp', provider: kind && {kind, block: {}}}]
    const {findings} = await lintFiles({sources: [source('es.yaml', externalSecret('gcp'))], stores})
    assert.deepEqual(seen(findings), ['es.yaml:13 eso-reference-key'])
  })

  it('judges by the definitions of the cluster, and by its own for kinds that they leave out', async () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: externalsecrets.external-secrets.io
spec:
  group: external-secrets.io
  scope: Namespaced
  names:
    kind: ExternalSecret
  versions:
  - name: v1beta1
    served: false
  - name: v2
    served: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [speed]
            x-kubernetes-validations:
            - rule: has(self.data) || has(self.dataFrom)
            - rule: self.speed > 3
            properties:
              speed:
                type: integer
                minimum: 1
              data:
                type: array
                items:
                  type: object
                  x-kubernetes-preserve-unknown-fields: true
              dataFrom:
                type: array
                items:
                  type: string
                  pattern: ^a
`
    const manifest = (spec: string) => `apiVersion: external-secrets.io/v2\nkind: ExternalSecret\nmetadata:\n  name: app\nspec:\n${spec}`
    const lint = async (text: string) => {
      const {findings} = await lintFiles({sources: [source('es.yaml', text)], definitions: [source('crds.yaml', definition)]})
      return seen(findings.filter(({severity}) => severity === 'high' || severity === 'info'))
    }
    assert.deepEqual(await lint(manifest('  speed: 1\n  data: [{any: thing}]\n')), ['es.yaml:1 eso-not-checked'])
    assert.deepEqual(await lint(manifest('  speed: 0\n  dataFrom: [b]\n')), [
      'es.yaml:1 eso-not-checked',
      'es.yaml:6 eso-number-range',
      'es.yaml:7 eso-data-from',
      'es.yaml:7 eso-text-form',
    ])
    assert.deepEqual(await lint(manifest('  secretStoreRef: {}\n')), [
      'es.yaml:1 eso-not-checked',
      'es.yaml:5 eso-field-rule',
      'es.yaml:5 eso-no-data',
      'es.yaml:5 eso-required-field',
      'es.yaml:6 eso-unknown-field',
    ])
    assert.deepEqual(await lint(externalSecret('gcp')), [
      'es.yaml:1 eso-not-checked',
      'es.yaml:1 eso-api-version',
      'es.yaml:6 eso-required-field',
      'es.yaml:7 eso-unknown-field',
    ])
    assert.deepEqual(await lint(clusterStore('gcp')), [])
  })

  it('takes the kind of items from a typed list, as kubectl does', async () => {
    const list = (version: string) =>
      `apiVersion: external-secrets.io/${version}\nkind: ExternalSecretList\nitems:\n- metadata: {name: app}\n  spec: {refreshInterval: 1d, dataFrom: [{extract: {key: a}}]}\n- kind: ConfigMap\n`
    const {findings, counts} = await lintFiles({sources: [source('list.yaml', list('v1'))]})
    assert.deepEqual(seen(findings.filter(({severity}) => severity === 'high')), ['list.yaml:5 eso-duration'])
    assert.equal(counts.objects, 1)
    const old = await lintFiles({sources: [source('list.yaml', list('v1beta1'))]})
    assert.ok(seen(old.findings).includes('list.yaml:4 eso-api-version'))
  })

  it('holds the patches of a kustomization to what a part of an object can be held to', async () => {
    const head = 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: app\n'
    const {findings} = await lintFiles({
      sources: [
        source('prod/a.yaml', `${head}spec:\n  $patch: replace\n  refreshInterval: 1d\n`),
        source('prod/b/c.yaml', `${head}spec:\n  refreshinterval: 1h\n`),
        source(
          'prod/kustomization.yaml',
          'patches:\n- path: ./a.yaml\n- patch: |-\n    - op: add\npatchesStrategicMerge: [b/c.yaml, "kind: X"]\n',
        ),
        source('prod/whole.yaml', head),
        source('broken/kustomization.yaml', 'a: [\n'),
      ],
    })
    assert.deepEqual(seen(findings.toSorted((a, b) => (a.path < b.path ? -1 : 1))), [
      'prod/a.yaml:7 eso-duration',
      'prod/b/c.yaml:6 eso-unknown-field',
      'prod/whole.yaml:1 eso-no-data',
    ])
  })

  it('refuses definitions of other kinds', async () => {
    const lint = lintFiles({sources: [], definitions: [source('crds.yaml', 'kind: ConfigMap\n')]})
    await assert.rejects(lint, (error: unknown) => error instanceof GsecError && error.code === 'MANIFEST_INVALID')
  })
})
