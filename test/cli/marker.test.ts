import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {runGsec} from '../support/run-gsec.js'
import {temporaryFolder} from '../support/temporary-folder.js'
import {vectorPublicKey} from '../support/vectors.js'

// One value, planted wherever a command reads: no failing run may show it or leave it anywhere.
const MARKER = 'mArKeR7f3aB9zQ'
const encoded = Buffer.from(MARKER).toString('base64')

const vector = (name: string) => readFileSync(`test/vectors/kubeseal/${name}`, 'utf8')
const secret = (body: string, metadata = '{name: db, namespace: shop}') => `apiVersion: v1\nkind: Secret\nmetadata: ${metadata}\n${body}`
const sealedSecret = (value: string) =>
  `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: db, namespace: shop}\nspec: {encryptedData: {a: ${value}}}\n`

/** A SealedSecret that really holds the marker. */
const holding = (rest = '') => `${sealedSecret(sealOne({value: Secret.of(MARKER), label: 'shop/db'}, vectorPublicKey))}${rest}`
const templated = (text: string) => holding().replace(/\}\n$/, `, template: {data: {b: '${text}'}}}\n`)

/** Manifests that fail, each with the marker in another place. */
const manifests: Record<string, string | Buffer> = {
  'a boolean beside the value': secret(`stringData: {a: ${MARKER}, b: yes}\n`),
  'a value that is not base64': secret(`data: {a: "${MARKER}!"}\n`),
  'a number in data': secret(`data: {a: ${encoded}, b: 5}\n`),
  'a list as value': secret(`stringData: {a: [${MARKER}]}\n`),
  'a map as value': secret(`stringData: {a: {b: ${MARKER}}}\n`),
  'a duplicate key': secret(`stringData:\n  a: ${MARKER}\n  a: ${MARKER}\n`),
  'an invalid key': secret(`stringData: {"${MARKER} x": y}\n`),
  'an invalid name': secret(`stringData: {a: b}\n`, `{name: ${MARKER}, namespace: shop}`),
  'an invalid namespace': secret(`stringData: {a: b}\n`, `{name: db, namespace: ${MARKER}}`),
  'a number as label': secret(`stringData: {a: b}\n`, `{name: db, namespace: shop, labels: {a: 5, b: ${MARKER}}}`),
  'broken YAML': secret(`stringData:\n  a: "${MARKER}\n`),
  'broken YAML on the line': secret(`stringData:\n  a: ${MARKER}: x: y\n`),
  'a tab before the value': secret(`stringData:\n\ta: ${MARKER}\n`),
  'broken JSON': `{"kind": "Secret", "stringData": {"a": "${MARKER}"`,
  'an unknown alias': secret(`stringData: {a: *${MARKER}}\n`),
  'a template': `{{ if x }}\n${secret(`stringData: {a: {{ ${MARKER} }}\n`)}`,
  'a SOPS file': secret(`stringData: {a: ${MARKER}}\nsops: {version: 3}\n`),
  'UTF-16': Buffer.from(`\ufeff${secret(`stringData: {a: ${MARKER}}\n`)}`, 'utf16le'),
  'invalid UTF-8': Buffer.concat([Buffer.from(secret(`stringData: {a: ${MARKER}`)), Buffer.from([0xff, 0xfe])]),
  'another kind': `apiVersion: v1\nkind: ConfigMap\ndata: {a: ${MARKER}}\n`,
  'no document at all': MARKER,
  'no namespace': secret(`stringData: {a: ${MARKER}}\n`, '{name: db}'),
  'no name': secret(`stringData: {a: ${MARKER}}\n`, '{namespace: shop}'),
  'too large': secret(`stringData: {a: "${MARKER.repeat(100_000)}"}\n`),
  'a sealed value that is none': sealedSecret(`"${MARKER}!"`),
  'a sealed value for nobody': sealedSecret(encoded.repeat(40)),
}

/** A store whose values are this one, alone and in JSON. */
const fakeStore = (value: string) =>
  `---\napiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: fake, namespace: shop}\nspec: {provider: {fake: {data: [{key: s, value: ${value}}, {key: json, value: '{"v": "${value}", "n": {"v": "${value}"}}'}]}}}\n`
const externalSecret = (spec: string) =>
  `apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: db, namespace: shop}\nspec: ${spec.replace('{', '{secretStoreRef: {name: fake}, ')}\n`

/** What fails, or differs, with the value at hand. */
const failingSpecs = {
  'another one in the Secret': '{data: [{secretKey: v, remoteRef: {key: s}}]}',
  'no such property': '{data: [{secretKey: v, remoteRef: {key: json, property: w}}]}',
  'a property of no JSON': '{data: [{secretKey: v, remoteRef: {key: s, property: w}}]}',
  'no base64': '{data: [{secretKey: v, remoteRef: {key: json, decodingStrategy: Base64}}]}',
  'no object': '{dataFrom: [{extract: {key: s}}]}',
  'a merge of no objects': '{dataFrom: [{extract: {key: json}, rewrite: [{merge: {}}]}]}',
  'a template that fails': '{data: [{secretKey: v, remoteRef: {key: s}}], target: {template: {data: {a: "{{ .v.w }}"}}}}',
  'a template that makes no YAML':
    '{data: [{secretKey: v, remoteRef: {key: s}}], target: {template: {templateFrom: [{literal: "{{ .v }}: [{{ .v }}"}]}}}',
}

interface Case {
  name: string
  args: readonly string[]
  files?: Record<string, string | Buffer>
  input?: string | Buffer
  env?: Record<string, string>
}

const edit = (file: string) => ['edit', file, '--key', 'key.pem', '--cert', 'cert.pem']
/** The editor's part in a failing edit: the marker is in the text that it gets. */
const editors: Record<string, string> = {
  'an editor that fails': 'false',
  'an editor that is killed': 'kill -9 $$;',
  'an editor that is not there': '/no/such/editor',
  'an editor that takes the file away': 'rm',
  'an editor that ends as Ctrl-C does': 'exit 130;',
  'YAML that is broken': `sed -i.old 's/a: .*/a: "${MARKER}/'`,
  'a value that is no text': `sed -i.old 's/a: .*/a: [${MARKER}]/'`,
  'a key that is none': `sed -i.old 's/a: .*/"${MARKER} x": y/'`,
  'another name': `sed -i.old 's/name: db/name: ${MARKER}/'`,
  'another field': `sed -i.old '$a ${MARKER}: x'`,
  'another file meanwhile': 'cp ok.yaml db.yaml;',
}

const cases: Case[] = [
  ...Object.entries(manifests).flatMap(([name, body]): Case[] => [
    {name: `seal: ${name}`, args: ['seal', 'input.yaml', '--cert', 'cert.pem', '--output-dir', 'out'], files: {'input.yaml': body}},
    {name: `seal from standard input: ${name}`, args: ['seal', '-', '--cert', 'cert.pem', '--in-place'], input: body},
    {name: `kubeseal: ${name}`, args: ['kubeseal', '--cert', 'expired.pem'], input: body},
    {
      name: `kubeseal --merge-into: ${name}`,
      args: ['kubeseal', '--cert', 'cert.pem', '--merge-into', 'input.yaml'],
      files: {'input.yaml': body},
      input: body,
    },
    {
      name: `kubeseal --recovery-unseal: ${name}`,
      args: ['kubeseal', '--recovery-unseal', '--recovery-private-key', 'key.pem'],
      input: body,
    },
    {
      name: `set: ${name}`,
      args: ['set', 'input.yaml', 'b', '--from-env', 'A', '--cert', 'expired.pem'],
      files: {'input.yaml': body},
      env: {A: MARKER},
    },
    {name: `unseal: ${name}`, args: ['unseal', 'input.yaml', '--key', 'key.pem'], files: {'input.yaml': body}},
    {name: `edit: ${name}`, args: [...edit('input.yaml')], files: {'input.yaml': body}, env: {EDITOR: 'true'}},
    {name: `reseal: ${name}`, args: ['reseal', 'input.yaml', '--key', 'key.pem', '--cert', 'expired.pem'], files: {'input.yaml': body}},
    {name: `reseal --check: ${name}`, args: ['reseal', 'input.yaml', '--check', '--key', 'key.pem'], files: {'input.yaml': body}},
    {name: `verify: ${name}`, args: ['verify', 'input.yaml', '--key', 'key.pem'], files: {'input.yaml': body}},
    // what is sealed can be inspected, whatever it is
    ...(name.startsWith('a sealed') ? [] : [{name: `inspect: ${name}`, args: ['inspect', 'input.yaml'], files: {'input.yaml': body}}]),
    {
      name: `external create --from-secret: ${name}`,
      // a namespace that cannot be keeps what could be read from success
      args: ['external', 'create', 'db', '-n', 'No', '--from-secret', 'input.yaml', '--store', 'gcp', '--config', 'stores.yaml'],
      files: {'input.yaml': body},
    },
    {
      name: `external push: ${name}`,
      args: ['external', 'push', 'input.yaml', '--key', 'key.pem', '--store-file', 'fake.yaml', '--yes'],
      files: {'input.yaml': body, 'fake.yaml': fakeStore('x')},
    },
    {
      name: `verify --against: ${name}`,
      args: ['verify', 'es.yaml', '--against', 'input.yaml', '--fail-on', 'info'],
      files: {'input.yaml': body, 'es.yaml': externalSecret('{data: [{secretKey: other, remoteRef: {key: s}}]}') + fakeStore('x')},
    },
    {name: `configuration: ${name}`, args: ['config', 'show', '--config', 'input.yaml'], files: {'input.yaml': body}},
  ]),
  {
    name: 'seal: a file as value, and no certificate',
    args: ['seal', '--name', 'db', '-n', 'shop', '--from-file', 'a=value'],
    files: {value: MARKER},
  },
  {
    name: 'seal: an environment file with a bad line',
    args: ['seal', '--name', 'db', '-n', 'shop', '--from-env-file', '.env', '--cert', 'cert.pem'],
    files: {'.env': `A=${MARKER}\nexport B=${MARKER}\n`},
  },
  {
    name: 'seal: a variable, and an expired certificate',
    args: ['seal', '--name', 'db', '-n', 'shop', '--from-env', 'A', '--cert', 'expired.pem'],
    env: {A: MARKER},
  },
  {
    name: 'seal: a password on standard input, and an invalid name',
    args: [
      'seal',
      '--name',
      'DB',
      '-n',
      'shop',
      '--docker-server',
      's',
      '--docker-username',
      'u',
      '--docker-password-stdin',
      '--cert',
      'cert.pem',
    ],
    input: MARKER,
  },
  {name: 'seal: a certificate that is none', args: ['seal', 'ok.yaml', '--cert', 'bad.pem'], files: {'bad.pem': MARKER}},
  {name: 'seal: a value on the command line', args: ['seal', '--name', 'db', `--from-literal=a=${MARKER}`, '--cert', 'cert.pem']},
  {name: 'seal: a value in an unknown flag', args: ['seal', `--password=${MARKER}`]},
  {name: 'seal: a value as a wrong scope', args: ['seal', 'ok.yaml', `--scope=${MARKER}`]},
  {
    name: 'seal: a password in the address of the certificate',
    args: ['seal', 'ok.yaml', '--cert', `https://user:${MARKER}@127.0.0.1:1/cert.pem`],
  },
  {name: 'external create: a value instead of a reference', args: ['external', 'create', 'db', '--store', 'gcp', `A=${MARKER}`]},
  {name: 'external create: a value as provider', args: ['external', 'create', 'db', '--store', 'gcp', `A=${MARKER}:x`]},
  {name: 'external create: a value instead of an assignment', args: ['external', 'create', 'db', '--store', 'gcp', MARKER]},
  {name: 'external create: a value as name', args: ['external', 'create', MARKER, '--store', 'gcp', 'A=gcp:a']},
  {
    name: 'external create: a value as interval',
    args: ['external', 'create', 'db', '--store', 'gcp', 'A=gcp:a', '--refresh-interval', MARKER],
  },
  {name: 'external create: a value as label', args: ['external', 'create', 'db', '--store', 'gcp', 'A=gcp:a', '--label', MARKER]},
  {
    name: 'external create: a value as rewrite',
    args: ['external', 'create', 'db', '--store', 'gcp', '--extract', 'gcp:a', '--rewrite', MARKER],
  },
  {name: 'external create: a value as generator', args: ['external', 'create', 'db', '--generator', MARKER]},
  {name: 'external store: a value as provider', args: ['external', 'store', MARKER]},
  {name: 'external store: a value as field', args: ['external', 'store', 'doppler', '--set', `${MARKER}=x`]},
  {name: 'external store: a value that is no name', args: ['external', 'store', 'doppler', '--name', MARKER]},
  {
    name: 'external store: a template that is none',
    args: ['external', 'store', '--template-file', 'bad.yaml'],
    files: {'bad.yaml': `kind: SecretStore\nmetadata:\n  name: a\nspec:\n  provider:\n    fake:\n      data: [${MARKER}]\n`},
  },
  {
    name: 'cert show: no certificate',
    args: ['cert', 'show', 'bad.pem'],
    files: {'bad.pem': `-----BEGIN PRIVATE KEY-----\n${encoded}\n-----END PRIVATE KEY-----\n`},
  },
  {name: 'cert check: no certificate on standard input', args: ['cert', 'check', '-'], input: MARKER},
  ...Object.entries(editors).map(
    ([name, EDITOR]): Case => ({name: `edit: ${name}`, args: edit('db.yaml'), files: {'db.yaml': holding()}, env: {EDITOR}}),
  ),
  {
    name: 'edit: a key file that is none',
    args: ['edit', 'db.yaml', '--key', 'bad.pem', '--cert', 'cert.pem'],
    files: {'db.yaml': holding(), 'bad.pem': MARKER},
  },
  {
    name: 'set: a key that is none',
    args: ['set', 'db.yaml', 'a b', '--from-file', 'value', '--cert', 'cert.pem'],
    files: {'db.yaml': holding(), value: MARKER},
  },
  {name: 'set: a value on standard input, and no certificate', args: ['set', 'db.yaml', 'a'], files: {'db.yaml': holding()}, input: MARKER},
  {name: 'set: a value where the key belongs', args: ['set', 'db.yaml', `${MARKER}!`, '--cert', 'cert.pem'], files: {'db.yaml': holding()}},
  {
    name: 'set: a value as one word too many',
    args: ['set', 'db.yaml', 'a', 'my', MARKER, '--cert', 'cert.pem'],
    files: {'db.yaml': holding()},
  },
  {
    name: 'set: a value that an alias ties to another',
    args: ['set', 'db.yaml', 'a', '--from-file', 'value', '--cert', 'cert.pem'],
    files: {'db.yaml': sealedSecret(`&x eA==, b: *x`), value: MARKER},
  },
  {
    name: 'unset: a key that is not there, beside one that is none',
    args: ['unset', 'db.yaml', 'b'],
    files: {'db.yaml': sealedSecret(`x, "${MARKER}!": y`)},
  },
  {
    name: 'unset: a value that an alias ties to another',
    args: ['unset', 'db.yaml', 'a'],
    files: {'db.yaml': sealedSecret(`&x ${MARKER}, b: *x`)},
  },
  {
    name: 'rename-key: a key that is taken',
    args: ['rename-key', 'db.yaml', 'a', 'b'],
    files: {'db.yaml': sealedSecret(`${MARKER}, b: ${MARKER}`)},
  },
  {name: 'rename-key: a value where the key belongs', args: ['rename-key', 'db.yaml', 'a', `${MARKER}!`], files: {'db.yaml': holding()}},
  {name: 'unseal: a template that fails', args: ['unseal', 'db.yaml', '--key', 'key.pem'], files: {'db.yaml': templated('{{ fail .a }}')}},
  {name: 'unseal: a template that is none', args: ['unseal', 'db.yaml', '--key', 'key.pem'], files: {'db.yaml': templated('{{ .a')}},
  {
    name: 'unseal: a template that asks for too much',
    args: ['unseal', 'db.yaml', '--key', 'key.pem'],
    files: {'db.yaml': templated('{{ .a | nosuch }}')},
  },
  {
    name: 'unseal: a value that is not there',
    args: ['unseal', 'db.yaml', '--key', 'key.pem', '--value', 'b'],
    files: {'db.yaml': holding()},
  },
  {
    name: 'unseal: a place that git would commit',
    args: ['unseal', 'db.yaml', '--key', 'key.pem', '--output-file', 'plain.yaml'],
    files: {'db.yaml': holding(), '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': ''},
  },
  {
    name: 'unseal: a place that is a folder',
    args: ['unseal', 'db.yaml', '--key', 'key.pem', '--output-file', 'aside', '--force'],
    files: {'db.yaml': holding()},
  },
  {
    name: 'unseal: one that opens, and one that does not',
    args: ['unseal', 'db.yaml', '--key', 'key.pem'],
    files: {'db.yaml': `${holding()}---\n${sealedSecret(encoded)}`},
  },
  {
    name: 'reseal: a value that opens, and no certificate',
    args: ['reseal', 'db.yaml', '--key', 'key.pem', '--cert', 'bad.pem'],
    files: {'db.yaml': holding(), 'bad.pem': MARKER},
  },
  {
    name: 'reseal: one that opens, and one that does not',
    args: ['reseal', '.', '--key', 'key.pem', '--cert', 'cert.pem'],
    files: {'db.yaml': holding(), 'other.yaml': sealedSecret(encoded)},
  },
  {
    name: 'reseal: a key file that is none',
    args: ['reseal', 'db.yaml', '--key', 'bad.pem'],
    files: {'db.yaml': holding(), 'bad.pem': MARKER},
  },
  {
    name: 'verify: a template that fails',
    args: ['verify', 'db.yaml', '--key', 'key.pem', '--report', 'junit=aside/cache/report.xml'],
    files: {'db.yaml': templated('{{ .a.b }}')},
  },
  {
    name: 'verify: a template that is none',
    args: ['verify', 'db.yaml', '--format', 'sarif', '--report', 'github=aside/cache/report.txt'],
    files: {'db.yaml': templated(`{{ .a "${MARKER}`)},
  },
  {
    name: 'verify: a Secret in an annotation',
    args: ['verify', 'db.yaml', '--fail-on', 'critical'],
    files: {
      'db.yaml': sealedSecret(encoded).replace(
        'namespace: shop',
        `namespace: shop, annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","data":{"a":"${encoded}"}}'}`,
      ),
    },
  },
  ...Object.entries(failingSpecs).flatMap(([name, spec]): Case[] => {
    const files = {'es.yaml': externalSecret(spec) + fakeStore(MARKER), 'other.yaml': secret('stringData: {v: x}\n')}
    const args = ['verify', 'es.yaml', '--suggest', '--against', 'other.yaml']
    return [
      {name: `verify: a provider's value, ${name}`, args, files},
      {
        name: `verify: a provider's value in reports, ${name}`,
        args: [...args, '--format', 'sarif', '--report', 'junit=aside/cache/report.xml', '--report', 'json=aside/cache/report.json'],
        files,
      },
    ]
  }),
  ...Object.entries({
    'no such property': ['v=fake:json#w'],
    'a property of no JSON': ['v=fake:s#w'],
    'no object': ['--extract', 'fake:s'],
    'a template that fails': ['v=fake:s', '--template', 'a={{ .v.w }}'],
    'a merge of no objects': ['--extract', 'fake:json', '--rewrite', 'merge'],
  }).map(
    ([name, words]): Case => ({
      name: `external create --verify: a provider's value, ${name}`,
      args: ['external', 'create', 'db', '-n', 'shop', '--store', 'fake', '--store-file', 'fake.yaml', '--verify', ...words],
      files: {'fake.yaml': fakeStore(MARKER)},
    }),
  ),
  {
    name: 'kubeseal: a key file that is none',
    args: ['kubeseal', '--recovery-unseal', '--recovery-private-key', 'bad.pem'],
    files: {'bad.pem': MARKER},
    input: sealedSecret(encoded),
  },
]

describe('a value planted in any input', () => {
  for (const flags of [[], ['--json']]) {
    for (const {name, args, files = {}, input = '', env = {}} of cases.filter(({args}) => flags.length === 0 || args[0] !== 'kubeseal')) {
      it(`is not shown by a failing run of ${name}${flags.map(flag => `, ${flag}`).join('')}`, () => {
        const folder = temporaryFolder({
          ...files,
          'cert.pem': vector('cert.pem'),
          'expired.pem': vector('expired.pem'),
          'key.pem': vector('key.pem'),
          'stores.yaml': 'version: 1\nstores: {gcp: {kind: SecretStore, name: gcp, provider: gcpsm}}\n',
          'ok.yaml': secret(`stringData: {a: ${MARKER}}\n`),
          'aside/tmp/.keep': '',
          'aside/cache/.keep': '',
        })
        const aside = path.join(folder, 'aside')
        const surroundings = {TMPDIR: path.join(aside, 'tmp'), XDG_CACHE_HOME: path.join(aside, 'cache'), GSEC_DEBUG: '1'}
        const run = runGsec([...args, ...flags], {cwd: folder, input, env: {...surroundings, ...env}})
        assert.ok(run.status !== 0 && run.status !== null, `ended with ${run.status}: ${run.stdout}`)
        const plaintext = ['/dev/shm', surroundings.TMPDIR].flatMap(place => foldersOf(run.pid, place))
        assert.deepEqual(plaintext, [])
        for (const text of [run.stdout, run.stderr, ...contentsBelow(aside)]) {
          assert.ok(!text.includes(MARKER) && !text.includes(encoded), text)
        }
      })
    }
  }
})

/** What an edit has left behind. */
function foldersOf(pid: number | undefined, place: string): string[] {
  assert.ok(pid)
  return existsSync(place) ? readdirSync(place).filter(name => name.startsWith(`gsec-edit-${pid}-`)) : []
}

function contentsBelow(folder: string): string[] {
  const entries = readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  return entries.map(entry => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
}
