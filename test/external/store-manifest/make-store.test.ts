import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {parse} from 'yaml'
import {GsecError} from '../../../src/errors.js'
import {goExpressions} from '../../../src/external/go-expressions.js'
import {fillTemplate} from '../../../src/external/store-manifest/fill-template.js'
import {type MadeStore, makeStore, type StoreWish} from '../../../src/external/store-manifest/make-store.js'
import {sealLine} from '../../../src/external/store-manifest/needed-secrets.js'
import {findStoreTemplate, storeAuths} from '../../../src/external/store-manifest/store-auths.js'
import {storeRemarks} from '../../../src/external/store-manifest/store-remarks.js'
import {gapsIn, templateLines} from '../../../src/external/store-manifest/template-lines.js'

const folder = 'templates/stores'
const kinds = ['SecretStore', 'ClusterSecretStore'] as const
const templates = Object.entries(storeAuths).flatMap(([word, auths]) =>
  auths.map(auth => ({source: `${word}/${auth}`, template: readFileSync(path.join(folder, word, `${auth}.yaml`), 'utf8')})),
)
const wish: Omit<StoreWish, 'template' | 'source'> = {
  kind: 'SecretStore',
  name: undefined,
  namespace: undefined,
  apiVersion: 'external-secrets.io/v1',
  block: {},
  settings: new Map(),
}
const make = (source: string, rest: Partial<StoreWish> = {}): MadeStore => {
  const {template} = templates.find(known => known.source === source) ?? assert.fail(source)
  return makeStore({...wish, template, source, ...rest}, {expressions: goExpressions})
}
const providerOf = (text: string) => Object.values((parse(text) as {spec: {provider: Record<string, unknown>}}).spec.provider)[0]
/** What stands at a path, in every item of a list on the way. */
function textsAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap(item => textsAt(item, step === undefined ? [] : [step, ...rest]))
  if (step === undefined) return [value]
  return typeof value === 'object' && value !== null && step in value ? textsAt((value as Record<string, unknown>)[step], rest) : []
}
const set = (...settings: [string, string][]) => ({settings: new Map(settings)})
const refused = (message: RegExp, hint: RegExp) => (error: unknown) => {
  assert.ok(error instanceof GsecError)
  assert.match(error.message, message)
  assert.match(error.hint ?? '', hint)
  return true
}

describe('the ways to log in', () => {
  it('are those that have a template', () => {
    const found = readdirSync(folder).map(word => [
      word,
      readdirSync(path.join(folder, word))
        .map(file => path.basename(file, '.yaml'))
        .sort(),
    ])
    const sorted = Object.entries(storeAuths).map(([word, auths]) => [word, [...auths].sort()])
    assert.deepEqual(Object.fromEntries(sorted), Object.fromEntries(found))
  })

  it('are found by any word for the provider, and by the service of AWS', () => {
    const cases = [
      ['gcp', undefined, 'gcpsm'],
      ['aws', undefined, 'aws'],
      ['ssm', undefined, 'ssm'],
      ['aws', 'ParameterStore', 'ssm'],
      ['aws', 'CertificateManager', 'acm'],
      ['onepasswordsdk', undefined, 'onepasswordSDK'],
    ] as const
    for (const [word, service, expected] of cases) assert.equal(findStoreTemplate(word, undefined, service).folder, expected)
  })

  it('are refused with the nearest one', () => {
    assert.throws(() => findStoreTemplate('gpc', undefined), refused(/^unknown provider$/, /gcp:/))
    assert.throws(
      () => findStoreTemplate('scaleway', undefined),
      refused(/no template for a store of Scaleway/, /--template-file; there are acm/),
    )
    assert.throws(() => findStoreTemplate('aws', 'isra'), refused(/^--auth is no way to log in to AWS$/, /^did you mean irsa\?$/))
    assert.throws(() => findStoreTemplate('doppler', 'x'), refused(/no way to log in/, /^write one of oidc, token$/))
  })
})

describe('every store template', () => {
  for (const {source, template} of templates) {
    for (const kind of kinds)
      it(`becomes a ${kind} that lint has nothing to say about: ${source}`, () => {
        const {text, warnings} = make(source, {kind, name: 'main', namespace: 'shop'})
        const store = parse(text) as {kind: string; metadata: object}
        assert.deepEqual([store.kind, store.metadata], [kind, {name: 'main', ...(kind === 'SecretStore' && {namespace: 'shop'})}])
        assert.deepEqual(
          warnings.filter(warning => !/nobody maintains/.test(warning)),
          [],
        )
        assert.doesNotMatch(text, /^ +[^# ].*ClusterSecretStore only/m)
      })

    it(`takes a value in each of its fields, and changes nothing else: ${source}`, () => {
      for (const line of templateLines(template).filter(({value}) => value !== '' && !value.startsWith('['))) {
        if (line.path === 'service' || /(^|\.)namespace$/.test(line.path) || /^(\d+|true|false)$/.test(line.value)) continue
        const same = templateLines(template).filter(({path: other}) => other === line.path)
        if (same.length > 1) continue
        const before = template.split('\n')
        const after = fillTemplate(template, line.path, 'x: "y" # z').split('\n')
        assert.equal(after.length, before.length)
        const changed = after.filter((text, at) => text !== before[at])
        assert.ok(
          changed.some(text => text.includes(`'x: "y" # z'`)),
          line.path,
        )
        assert.ok(textsAt(providerOf(after.join('\n')), line.path.split('.')).includes('x: "y" # z'), line.path)
      }
    })

    it(`has no gap left when each is filled: ${source}`, () => {
      const {gaps} = make(source)
      const values = gaps.map(({word}): [string, string] => [word, word.toLowerCase().replaceAll('_', '-')])
      const {text, gaps: left} = make(source, set(...values))
      assert.deepEqual(left, [])
      for (const [word, value] of values)
        assert.ok(text.includes(value) && !templateLines(text).some(line => !line.isOptional && gapsIn(line.value).includes(word)))
    })
  }
})

describe('a setting of a store template', () => {
  it('puts the block around it in force', () => {
    const block = (kind: StoreWish['kind']) =>
      (providerOf(make('vault/kubernetes', {kind, namespace: 'ops', ...set(['caProvider.name', 'my-ca'])}).text) as {caProvider: object})
        .caProvider
    assert.deepEqual(block('SecretStore'), {type: 'ConfigMap', name: 'my-ca', key: 'ca.crt'})
    assert.deepEqual(block('ClusterSecretStore'), {type: 'ConfigMap', name: 'my-ca', key: 'ca.crt', namespace: 'ops'})
  })

  it('may be a word in capitals, in a longer text and in a key', () => {
    const {text} = make('onepassword/connect-token', set(['VAULT', 'My Vault: 1']))
    assert.deepEqual((providerOf(text) as {vaults: object}).vaults, {'My Vault: 1': 1})
    const url = make('webhook/header', set(['SERVICE_HOST', 'vault.example.com:8443'])).text
    assert.match(url, /^ {6}url: https:\/\/vault\.example\.com:8443\/secrets/m)
  })

  it('keeps text text, lists lists and numbers numbers', () => {
    const {text} = make('gitlab/token', set(['projectID', '42'], ['groupIDs', '7, 8']))
    const {projectID, groupIDs} = providerOf(text) as {projectID: unknown; groupIDs: unknown}
    assert.deepEqual([projectID, groupIDs], ['42', ['7', '8']])
    assert.deepEqual(providerOf(make('onepassword/connect-token', set(['vaults.VAULT', '2'])).text), {
      connectHost: 'http://onepassword-connect:8080',
      vaults: {VAULT: 2},
      auth: {secretRef: {connectTokenSecretRef: {name: 'onepassword-connect', key: 'token'}}},
    })
  })

  const refusals: [source: string, field: string, value: string, message: RegExp, hint: RegExp][] = [
    ['aws/irsa', 'regoin', 'x', /^--set names a field that the template does not have$/, /^did you mean region\?$/],
    ['doppler/token', 'zzzzzzzz', 'x', /does not have$/, /^write one of project, config, auth\.secretRef/],
    ['aws/static-secret', 'name', 'x', /^--set name may mean several fields$/, /auth\.secretRef\.accessKeyIDSecretRef\.name, auth/],
    ['aws/irsa', 'region', '', /no value that fits into a line$/, /^$/],
    ['aws/irsa', 'region', 'a\nb', /no value that fits into a line$/, /^$/],
    ['webhook/header', 'SERVICE_HOST', 'a b', /cannot stand inside a longer text$/, /whole field/],
  ]
  for (const [source, field, value, message, hint] of refusals)
    it(`is refused: ${field} of ${source} as ${JSON.stringify(value)}`, () => {
      assert.throws(() => make(source, set([field, value])), refused(message, hint))
    })

  it('follows what .gsec.yaml says, and the flag wins', () => {
    const block = {projectID: 'of-config', location: 'europe-west3', unknown: 'x'}
    const {text} = make('gcpsm/controller', {block, ...set(['projectID', 'of-flag'])})
    assert.deepEqual(providerOf(text), {projectID: 'of-flag', location: 'europe-west3'})
  })
})

describe('a store template of the user', () => {
  const own = (template: string, rest: Partial<StoreWish> = {}) =>
    makeStore({...wish, template, source: 'own.yaml', ...rest}, {expressions: goExpressions})
  const head = 'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata:\n  name: own\n'

  it('may have Windows line ends', () => {
    const {text} = own(`${head}spec:\n  provider:\n    fake:\n      data: []\n`.replaceAll('\n', '\r\n'), {namespace: 'shop'})
    assert.match(text, /^metadata:\n {2}name: own\n {2}namespace: shop$/m)
  })

  for (const [name, template, message] of [
    ['that is another kind', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n', /^the template is no SecretStore$/],
    ['without a name', 'kind: SecretStore\nspec: {}\n', /has no name below metadata/],
    ['that lint refuses', `${head}spec:\n  provider:\n    fakes:\n      data: []\n`, /spec\.provider\.fakes/],
  ] as const)
    it(`is refused ${name}`, () => {
      assert.throws(() => own(template), refused(message, /./))
    })

  it('is written for the version in .gsec.yaml', () => {
    assert.match(make('fake/none', {apiVersion: 'external-secrets.io/v1beta1'}).text, /^apiVersion: external-secrets\.io\/v1beta1$/m)
  })
})

describe('the Secrets that a store reads', () => {
  const lines: [source: string, expected: string[]][] = [
    [
      'aws/static-secret',
      [
        'gsec seal --name aws-credentials --namespace shop --prompt access-key-id --prompt secret-access-key --output-file aws-credentials.sealed.yaml',
      ],
    ],
    [
      'gcpsm/static-secret',
      ['gsec seal --name gcp-credentials --namespace shop --from-file service-account.json --output-file gcp-credentials.sealed.yaml'],
    ],
    ['vault/cert', ['gsec seal --name vault-client --namespace shop --tls tls.crt tls.key --output-file vault-client.sealed.yaml']],
    [
      'kubernetes/kubeconfig',
      [
        'gsec seal --name kubernetes-kubeconfig --namespace shop --from-file config=kubeconfig.yaml --output-file kubernetes-kubeconfig.sealed.yaml',
      ],
    ],
    [
      'oracle/user-principal',
      [
        'gsec seal --name oracle --namespace shop --from-file private-key=private-key.pem --prompt fingerprint --output-file oracle.sealed.yaml',
      ],
    ],
    ['webhook/header', ['gsec seal --name webhook --namespace shop --prompt token --output-file webhook.sealed.yaml']],
    ['kubernetes/service-account', []],
    ['aws/irsa', []],
  ]
  for (const [source, expected] of lines)
    it(`are made without showing a value: ${source}`, () => {
      assert.deepEqual(make(source, {namespace: 'shop'}).secrets.map(sealLine), expected)
    })

  it('are those that the head of each template names', () => {
    for (const {source, template} of templates) {
      const [, name, keys = ''] = /Needs the Secret (\S+) .*?with the keys? (.*?)(?: and the label|;)/.exec(template) ?? []
      const {secrets} = make(source)
      assert.deepEqual(
        secrets.map(secret => secret.name),
        name === undefined ? [] : [name],
        source,
      )
      for (const key of secrets[0]?.keys ?? []) assert.ok(keys.includes(key), `${source}: ${key}`)
      assert.ok(name === undefined || (secrets[0]?.keys.length ?? 0) > 0, source)
    }
  })

  it('are told of, with what is left to fill in', () => {
    const remarks = storeRemarks(make('webhook/ntlm', {kind: 'ClusterSecretStore', namespace: 'ops'}))
    assert.deepEqual(remarks, [
      'fill in SERVICE_HOST; --set FIELD=VALUE does it',
      'ClusterSecretStore webhook reads the Secret webhook (username, password); make it with: gsec seal --name webhook --namespace ops --prompt username --prompt password --output-file webhook.sealed.yaml',
      'the Secret webhook needs the label external-secrets.io/type: webhook, below spec.template.metadata of its SealedSecret',
    ])
  })
})

describe('the page on stores', () => {
  it('has every provider and way to log in', () => {
    const page = readFileSync('docs/external.md', 'utf8')
    for (const [provider, auths] of Object.entries(storeAuths))
      assert.ok(page.includes(`| \`${provider}\` | ${auths.join(', ')} |`), provider)
  })
})
