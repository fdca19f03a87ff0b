// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested
import assert from 'node:assert/strict'
import type {KeyKind} from '../../src/scan/keys.js'
import {classifyValue, isDictionaryWord, isSealed, looksRandom, type ValueClass} from '../../src/scan/values.js'
import {expand} from '../support/expand.js'

const seal = (block: number, rest: number) => {
  const bytes = Buffer.alloc(2 + block + rest, 7)
  bytes.writeUInt16BE(block)
  return bytes.toString('base64')
}

// docs/scanning.md, "Values". Under a password key unless told.
const table: Partial<Record<ValueClass, string[]>> = {
  empty: ['', '  ', '""', "''", 'null', '~', 'none', 'None', 'n/a', 'undefined'],
  encrypted: [
    seal(256, 30),
    seal(384, 30),
    seal(512, 16),
    seal(1024, 100),
    'ENC[AES256_GCM,data:Tr7o=,iv:1=,tag:k=,type:str]',
    'ENC[AES256_GCM,data:,iv:1=,tag:k=,type:comment]',
    'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----',
    '-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----',
    '$ANSIBLE_VAULT;1.1;AES256\n386462',
    'vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zoCmHnSeDX9vyf7w==',
    '{cipher}AQATQ2hoZW4=',
  ],
  reference: [
    '${X}',
    'prefix-${X}-suffix',
    '${X:-default}',
    '$(X)',
    '$1',
    '%s',
    '$X',
    'Bearer $TOKEN',
    '%X%',
    '%(X)s',
    '{{ .Values.x }}',
    'a{{x}}',
    '<%= x %>',
    'ref+vault://secret/x#/y',
    'secretref+k8s://ns/x#y',
    'vault:secret/data/x#KEY',
    'op://vault/item/field',
    '<path:kv/data/x#y>',
    'secret://x/y',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x',
    'projects/p/secrets/x/versions/1',
    'gcpsm:shop-db#password',
    'aws:prod/db#password',
    'file:/etc/x',
    '/run/secrets/x',
    '$argocd-secret',
    '$name:key',
    '!reference [x, y]',
    'env:NAME',
    'pullsecret:argocd/regcred',
    'secret:argocd/x#y',
    'k8s:ns/x',
    '*alias',
    '`cat file`',
    '$(cat "x"',
    '#{X}#',
    '__DB_PASSWORD__',
    '@@DB_PASSWORD@@',
    '[[ .x ]]',
    '${{ secrets.X }}',
    'var.db_password',
    'os.environ["X"]',
  ],
  placeholder: [
    'changeme',
    'change-me',
    'CHANGE_ME',
    'ChangeMe123!',
    'change this',
    'xxxx',
    'XXXXXXXXXX',
    '***',
    '<password>',
    '<your-token>',
    'your_password_here',
    'your-api-key',
    'YOUR_TOKEN',
    'yourPassword',
    'example',
    'AKIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'example-password',
    'my-example-token',
    'dummy',
    'todo',
    'TODO',
    '[REDACTED]',
    'redacted',
    'placeholder',
    'REPLACEME',
    'REPLACE_WITH_TOKEN',
    'replace-me',
    'aaaaaaaa',
    '11111111',
    '...',
    'insert-password-here',
    'put your token here',
    'enter-your-password',
  ],
  hash: [
    '$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA',
    '$6$salt$hash',
    '$apr1$a$b',
    '{SHA}x',
    'bob:$2a$05$x',
  ],
  shape: [
    'true',
    'no',
    'off',
    '42',
    '1h30m',
    '250ms',
    '10Mi',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '1.2.3',
    'v1.20.0-rc.1',
    '^5.2.5',
    '>=1.2.3',
    '0 3 * * 1',
    '/etc/ssl/private/key.pem',
    './config/token.txt',
    'api/generator/password.md',
    'https://login.example.com/token',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI bob@example.com',
    'registry.example.com/team/app:1.2.3',
    'string',
  ],
  literal: [
    'hunter2',
    'admin',
    'password',
    'test',
    '1234',
    '20240101',
    'P@ssw0rd!',
    'correct horse battery staple',
    'bob@example.com',
    'not$avariable',
    'basic',
    'a:b',
    'Your password is too short',
    '3f2a9c1e-7b64-4d0f-9a51-c5b1e0d2f3a4',
    'größe',
    'AgB-not-base64',
    expand('«base64:40»', 'values'),
  ],
}

const underOtherKeys: [kind: KeyKind | undefined, value: string, expected: ValueClass][] = [
  ['secret', 'basic', 'shape'],
  ['secret', 'scram-sha-256', 'shape'],
  ['secret', 'RS256', 'shape'],
  ['secret', 'bob@example.com', 'shape'],
  ['secret', 'Your token is too short', 'shape'],
  ['secret', 'grafana-oauth-secret', 'shape'],
  ['secret', 'shop/db', 'shape'],
  ['secret', 'hunter2', 'literal'],
  ['secret', 'token', 'literal'],
  ['key', 'password', 'shape'],
  ['key', 'jwt-secret', 'shape'],
  ['key', 'sesame', 'literal'],
  [undefined, '5432', 'shape'],
  [undefined, 'bob@example.com', 'shape'],
  [undefined, 'basic', 'literal'],
  ['connection', 'https://example.com', 'literal'],
]

describe('a value', () => {
  for (const [expected, values] of Object.entries(table)) {
    for (const value of values) {
      it(`${JSON.stringify(value.slice(0, 60))} is ${expected}`, () => {
        assert.equal(classifyValue(value, {kind: 'password'}), expected)
      })
    }
  }
  for (const [kind, value, expected] of underOtherKeys) {
    it(`${JSON.stringify(value)} under a key that says ${kind ?? 'nothing'} is ${expected}`, () => {
      assert.equal(classifyValue(value, {kind}), expected)
    })
  }
  it('test is a placeholder in a test, and a password elsewhere', () => {
    assert.equal(classifyValue('test', {kind: 'password', isExample: true}), 'placeholder')
    assert.equal(classifyValue('test', {kind: 'password'}), 'literal')
  })
  it('of a SealedSecret has a block of a known length and room for a tag', () => {
    assert.equal(isSealed(seal(512, 16)), true)
    assert.equal(isSealed(seal(512, 15)), false)
    assert.equal(isSealed(seal(513, 100)), false)
    assert.equal(isSealed(`${seal(512, 100).slice(0, 300)}!${seal(512, 100).slice(300)}`), false)
  })
  it('that anybody would try first is known', () => {
    assert.deepEqual(['admin', 'Password', 'minioadmin', 'changeit', 'hunter-of-words'].map(isDictionaryWord), [
      true,
      true,
      true,
      true,
      false,
    ])
  })
  it('looks random when a generator could have made it', () => {
    const random = ['«alnum:32»', '«hex:32»', '«base64:40»'].map(text => expand(text, 'random'))
    for (const value of random) assert.equal(looksRandom(value), true, value)
    for (const value of ['postgres-primary-service', 'com.example.some.PackageName', 'short1A', '/var/lib/postgresql/data']) {
      assert.equal(looksRandom(value), false, value)
    }
  })
})
