import assert from 'node:assert/strict'
import type {Severity} from '../../src/finding.js'
import privateKeyPem from '../../src/scan/rules/private-key-pem.js'
import stripeSecretKey from '../../src/scan/rules/stripe-secret-key.js'
import {type ScanContext, scanFile, scanMentioned} from '../../src/scan/scan-file.js'
import {readSopsRules} from '../../src/scan/sops-rules.js'
import {expand} from '../support/expand.js'
import {textAt} from '../support/text-at.js'

const rules = [privateKeyPem, stripeSecretKey]
const scan = (path: string, text: string | Buffer, context?: ScanContext) => scanFile({path, bytes: Buffer.from(text)}, rules, context)
const idsIn = (path: string, text: string | Buffer) => scan(path, text).findings.map(({finding}) => finding.ruleId)
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {pw: hunter-2}\n'

describe('the scan of a file', () => {
  it('tells everything about a finding but the value', () => {
    const key = expand('sk_live_«alnum:24»', 'everything')
    const {findings} = scan(
      'deploy/pay.yaml',
      `apiVersion: v1\nkind: Secret\nmetadata: {name: pay, namespace: shop}\nstringData:\n  stripe: ${key}\n`,
    )
    const [{finding, value} = assert.fail()] = findings
    assert.deepEqual(finding, {
      ruleId: 'stripe-secret-key',
      title: 'Stripe secret key',
      message: 'Stripe secret key: stringData.stripe of Secret shop/pay',
      severity: 'high',
      path: 'deploy/pay.yaml',
      object: {kind: 'Secret', name: 'pay', namespace: 'shop'},
      keyPath: 'stringData.stripe',
      line: 5,
      column: 11,
      endLine: 5,
      endColumn: 43,
      preview: 'sk_live_… (32 characters)',
      fingerprint: finding.fingerprint,
      remediation: 'roll the key in the Stripe dashboard under Developers, API keys; rotate the value, since git remembers it',
      commands: [
        'gsec seal deploy/pay.yaml --output-file deploy/pay.sealed.yaml',
        'gsec external create pay --from-secret deploy/pay.yaml --store STORE --output-file deploy/pay.external.yaml --append',
      ],
      documentation: 'https://docs.stripe.com/keys',
    })
    assert.match(finding.fingerprint, /^[0-9a-f]{16}$/)
    assert.equal(value.reveal().toString(), key)
  })

  it('counts the characters of what is encoded, not its digits', () => {
    const data = Buffer.from('größe-42').toString('base64')
    const {findings} = scan('a.yaml', `apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {pw: ${data}}\n`)
    assert.equal(findings[0]?.finding.preview, '8 characters')
  })

  it('gives a finding a fingerprint of its place, whatever the value and the line', () => {
    const print = (text: string, path = 'a.yaml') => scan(path, text).findings.map(({finding}) => finding.fingerprint)
    const [first] = print(SECRET)
    assert.deepEqual(print(SECRET.replace('hunter-2', 'another-9')), [first])
    assert.deepEqual(print(`# moved\n\n${SECRET}`), [first])
    assert.notDeepEqual(print(SECRET, 'b.yaml'), [first])
    assert.notDeepEqual(print(SECRET.replace('name: db', 'name: db2')), [first])
    assert.notDeepEqual(print(SECRET.replace('pw:', 'pw2:')), [first])
    const twice = print('password=one-one\npassword=two-two\n', 'x.sh')
    assert.equal(new Set(twice).size, 2)
  })

  it('marks the same characters in UTF-16 of either order, with and without a mark', () => {
    const text = SECRET.replace('hunter-2', 'größe-42')
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    const variants = [little, big, Buffer.concat([Buffer.from([0xff, 0xfe]), little]), Buffer.concat([Buffer.from([0xfe, 0xff]), big])]
    for (const bytes of variants) {
      const [{finding} = assert.fail()] = scan('a.yaml', bytes).findings
      assert.equal(textAt(text, finding), 'größe-42')
    }
  })

  it('skips binaries and lock files and says so', () => {
    assert.equal(scan('a.bin', Buffer.from('password=hunter-2\0')).skipped, 'binary')
    assert.equal(scan('app/package-lock.json', '{"password": "hunter-2"}').skipped, 'lock-file')
    assert.deepEqual(scan('a.bin', Buffer.from([0, 1, 2])).findings, [])
    assert.equal(scan('empty', '').skipped, undefined)
  })

  it('reports columns as editors count them, beyond the basic plane and after tabs', () => {
    const text = '\t"😀": {"password": "hünter-2"}'
    const [{finding} = assert.fail()] = scan('a.json', text).findings
    assert.equal(finding.column, 22)
    assert.equal(textAt(text, finding), 'hünter-2')
  })

  it('reports a value once, by what knows most of it', () => {
    const key = expand('sk_live_«alnum:24»', 'once')
    assert.deepEqual(idsIn('a.env', `STRIPE_SECRET_KEY=${key}\n`), ['stripe-secret-key'])
    assert.deepEqual(idsIn('a.env', `DATABASE_PASSWORD=postgres://u:hunter-22@h/db\n`), ['env-file-credential'])
    assert.deepEqual(idsIn('c.yaml', `url: https://bob:${key}@example.com\n`), ['stripe-secret-key'])
  })

  it('gives a token outside of any key its document', () => {
    const key = expand('sk_live_«alnum:24»', 'comment')
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n# ${key}\ndata: {a: b}\n`
    const [{finding} = assert.fail()] = scan('a.yaml', text).findings
    assert.deepEqual([finding.object?.kind, finding.keyPath], ['ConfigMap', undefined])
  })

  it('ignores tokens that stand in for tokens', () => {
    assert.deepEqual(idsIn('a.env', 'K=sk_live_xxxxxxxxxxxxxxxxxxxxxxxx\nL=sk_live_00000000000000000000EXAMPLE\n'), [])
  })

  it('finds tokens in base64, and in base64 of base64, but no deeper', () => {
    const key = expand('sk_live_«alnum:24»', 'deep')
    const once = Buffer.from(`key ${key}`).toString('base64')
    const twice = Buffer.from(`k: ${once}`).toString('base64')
    const thrice = Buffer.from(`k: ${twice}`).toString('base64')
    assert.deepEqual(
      [once, twice, thrice].map(text => idsIn('x.txt', text).length),
      [1, 1, 0],
    )
  })
})

describe('what an author asked not to see', () => {
  const waivedIn = (text: string, path = 'a.yaml') =>
    scan(path, text).waived.map(({finding, by, reason, line}) => [finding.ruleId, by, reason, line])

  it('is waived by a mark on the line or on a line of its own above, with its reason', () => {
    assert.deepEqual(waivedIn('password: one-one # gsec:ignore the demo\n'), [['plain-credential', 'gsec:ignore', 'the demo', 1]])
    assert.deepEqual(waivedIn('# gsec:ignore=plain-credential\npassword: one-one\n'), [['plain-credential', 'gsec:ignore', '', 1]])
    assert.deepEqual(waivedIn('a: b # gsec:ignore\npassword: one-one\n'), [])
    assert.deepEqual(waivedIn('password: one-one # gsec:ignore=another-rule\n'), [])
    assert.deepEqual(waivedIn('{"password": "one-one"} // gitleaks:allow\n', 'a.jsonc'), [['plain-credential', 'gitleaks:allow', '', 1]])
    assert.deepEqual(waivedIn('<a><!-- gsec:ignore ours --><password>one-one</password></a>', 'a.xml'), [
      ['plain-credential', 'gsec:ignore', 'ours', 1],
    ])
  })
  it('is waived by an annotation that names the rule, for this object only', () => {
    const annotated = SECRET.replace('namespace: shop', 'annotations: {gsec.dev/ignore: "kubernetes-secret: test data; other-rule: x"}')
    assert.deepEqual(waivedIn(`${annotated}---\n${SECRET}`), [['kubernetes-secret', 'gsec.dev/ignore', 'test data', 4]])
    assert.deepEqual(idsIn('a.yaml', `${annotated}---\n${SECRET}`), ['kubernetes-secret'])
    assert.deepEqual(waivedIn(annotated.replace('kubernetes-secret', 'kubernetes-')), [])
  })
})

describe('files that a kustomization makes a Secret of', () => {
  it('are named relative to the tree, unless they lie outside of it', () => {
    const text =
      'secretGenerator:\n- name: a\n  envs: [db.env]\n  env: old.env\n  files: [../base/id_rsa, tls.key=certs/k.pem, /etc/passwd, ../../../x]\n'
    assert.deepEqual(scan('overlays/prod/kustomization.yaml', text).mentions, [
      {path: 'overlays/prod/db.env', form: 'env'},
      {path: 'overlays/prod/old.env', form: 'env'},
      {path: 'overlays/base/id_rsa', form: 'file'},
      {path: 'overlays/prod/certs/k.pem', form: 'file'},
    ])
  })
  const judged = (text: string, form: 'env' | 'file'): [Severity, string, readonly string[]][] =>
    scanMentioned({path: 'o/db.env', bytes: Buffer.from(text)}, {path: 'o/db.env', form}).findings.map(({finding}) => [
      finding.severity,
      finding.ruleId,
      finding.commands,
    ])
  it('are findings as a whole, unless SOPS encrypted them or nothing is in them', () => {
    assert.deepEqual(judged('A=hunter-2\n', 'env'), [
      [
        'high',
        'kustomize-secret-file',
        ['gsec seal --name db --from-env-file o/db.env --output-file o/db.sealed.yaml', 'git rm --cached o/db.env'],
      ],
    ])
    assert.equal(judged('some content', 'file').length, 1)
    assert.deepEqual(judged('A=\nB=$(X)\n', 'env'), [])
    assert.deepEqual(judged('A=ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\nsops_version=3\nsops_mac=x\n', 'env'), [])
    assert.deepEqual(judged('', 'file'), [])
  })
})

describe('the rules of .sops.yaml', () => {
  const sops = [
    readSopsRules('.sops.yaml', Buffer.from('creation_rules:\n- path_regex: secrets/.*\\.yaml$\n  age: x\n- path_regex: .*\\.ya?ml$\n')),
    readSopsRules('apps/.sops.yaml', Buffer.from('creation_rules:\n- path_regex: ^private/\n- age: y\n')),
  ]
  const isMissing = (path: string) => scan(path, 'a: b\n', {sops}).findings.some(({finding}) => finding.ruleId === 'sops-not-encrypted')
  for (const [path, expected] of Object.entries({
    'secrets/a.yaml': true,
    'deploy/a.yaml': false,
    'apps/private/x.yaml': true,
    'apps/secrets/a.yaml': false,
  })) {
    it(`${expected ? 'ask' : 'do not ask'} that ${path} be encrypted`, () => {
      assert.equal(isMissing(path), expected)
    })
  }
  it('are no way to make a scan slow', () => {
    const hostile = [readSopsRules('.sops.yaml', Buffer.from('creation_rules:\n- path_regex: (a+)+secret$\n'))]
    assert.equal(scan(`${'a'.repeat(5000)}.yaml`, 'a: b\n', {sops: hostile}).findings.length, 0)
  })
})
