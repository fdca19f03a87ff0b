import assert from 'node:assert/strict'
import {glob} from '../../src/config/glob.js'
import type {TextForm} from '../../src/config/shape.js'
import {keyTemplate, outputTemplate} from '../../src/config/template.js'
import * as forms from '../../src/config/text-forms.js'

const all: Readonly<Record<string, TextForm>> = {...forms, glob, keyTemplate, outputTemplate}
const matches = (form: TextForm, text: string) => new RegExp(form.pattern, 'u').test(text)
const hex = '0123456789abcdef'.repeat(4)

const table: Record<string, {accepts: string[]; refuses: string[]}> = {
  entryName: {
    accepts: ['a', 'prod-eu', 'Prod_1.2', 'x'.repeat(63)],
    refuses: ['', '-a', 'a-', '.', '..', 'a/b', 'a b', 'x'.repeat(64), '__proto__', 'é'],
  },
  certificateSource: {
    accepts: [
      'a.pem',
      './a.pem',
      '../certs/a.pem',
      'certs/my cluster.pem',
      'https://h/a.pem',
      'http://h:8080/v1/cert.pem',
      'https://[::1]/a?b=c',
    ],
    refuses: [
      '',
      '/a.pem',
      '~/a.pem',
      'C:a.pem',
      'C:/a.pem',
      '\\\\host\\share',
      'a\\b',
      'ftp://h/a',
      'file:///etc/a',
      'https://u:p@h/a',
      'https://',
      'https:///a',
      'a\nb',
    ],
  },
  fileBelow: {
    accepts: ['.gsec-baseline.json', 'a/b c.json', 'a..b'],
    refuses: ['', '/a', '~/a', '../a', 'a/../../b', 'a/..', 'C:a', 'a\\b'],
  },
  fingerprint: {
    // what `openssl x509 -fingerprint -sha256` and `ssh-keygen -l` print, after the word in front
    accepts: [
      `sha256:${hex}`,
      `SHA256:${hex.toUpperCase()}`,
      `sha256:${hex.match(/../g)?.join(':')}`,
      `SHA256:${'A'.repeat(43)}`,
      `SHA256:${'+/'.repeat(21)}A=`,
    ],
    refuses: [
      '',
      hex,
      `sha256:${hex}0`,
      `sha256:${hex.slice(1)}`,
      `sha1:${'0'.repeat(40)}`,
      `SHA256:${'A'.repeat(42)}`,
      `SHA256:${'-'.repeat(43)}`,
    ],
  },
  age: {
    accepts: ['60d', '36h', '1d12h', '90m', '1d1h1m1s'],
    refuses: ['', '60', '0d', '-1d', '1h1d', '1.5d', '60 d', '1w', '1d1d', '999999d'],
  },
  goDuration: {
    // https://pkg.go.dev/time#ParseDuration, without signs
    accepts: ['0', '1h0m0s', '15m', '1.5h', '.5h', '300ms', '1us', '1µs', '1m1h'],
    refuses: ['', '1', '1d', '-1h', '1h ', 'h', '1h2', 'one hour'],
  },
  size: {accepts: ['10MB', '500KB', '1B', '2GB'], refuses: ['', '10', '10mb', '0MB', '1.5MB', '10 MB', '-1MB', '10TB']},
  contextName: {accepts: ['kind-staging', 'arn:aws:eks:eu-west-1:1:cluster/prod', 'me@cluster'], refuses: ['', 'a\nb', 'x'.repeat(254)]},
  dnsLabel: {accepts: ['a', 'kube-system', '0a', 'a'.repeat(63)], refuses: ['', '-a', 'a-', 'A', 'a.b', 'a/b', 'a'.repeat(64), 'a%2f']},
  objectName: {accepts: ['a', 'a.b-c', '0'], refuses: ['', 'A', '.a', 'a..b', 'a/b', 'a'.repeat(254)]},
  objectNamePattern: {accepts: ['sops-age', 'sealed-secrets-key*', '*', 'a.b'], refuses: ['', 'A', 'a/b', '-a', 'a ']},
  outputTemplate: {
    accepts: ['{dir}/{cluster}/{name}.sealed.yaml', '../{namespace}/{file}.yaml', 'x'],
    refuses: ['', '/x', '~/x', 'C:/x', 'a\\{name}', '{nope}', '{', '}', '{dir', '{{dir}}', 'a\nb'],
  },
  keyTemplate: {accepts: ['{namespace}-{name}', '{namespace}/{name}/{key}', 'x'], refuses: ['', '{dir}', '{', 'a\nb']},
  projectId: {accepts: ['my-project', '123456789012', 'example.com:my-project'], refuses: ['', 'a', 'My', 'a/b', 'a b', '-ab', 'ab-']},
  region: {
    accepts: ['eu-west-1', 'us-gov-east-1', 'europe-west4'],
    refuses: ['', 'x.evil.example', 'a/b', 'a#', 'a@b', 'eu--west', '-a', 'EU'],
  },
  keyPrefix: {accepts: ['prod/', '/a/b', 'a_b-'], refuses: ['', 'a b', 'a?', 'a\nb']},
  mountPath: {accepts: ['secret', 'kv/prod', 'a.b'], refuses: ['', '/secret', '.', '../sys', 'kv/../sys', 'a b', 'a?b', 'a#b']},
  ruleId: {accepts: ['acme', 'acme-key-2'], refuses: ['', 'Acme', 'acme_key', '-a', 'a--b']},
  keyword: {accepts: ['acme_', 'a.b', '123'], refuses: ['', 'ab', 'Acme', 'äcme']},
  rulePattern: {accepts: ['a(?<secret>b)', 'a(?P<secret>b)'], refuses: ['', 'a(b)', '(?<key>b)']},
  sentence: {accepts: ['bootstrap', 'two\nlines'], refuses: ['', ' ', '\n', 'a\u0000', 'a\u001b[31m', 'x'.repeat(501)]},
  webAddress: {accepts: ['https://docs.example.com/a#b'], refuses: ['', 'docs.example.com', 'javascript:alert(1)', 'https://u@h/']},
  glob: {
    accepts: [
      '**',
      'a',
      'apps/*/overlays/{staging,dev}/**',
      '**/*.y?ml',
      'a/[a-z0-9]*.yaml',
      '.github/**',
      'my app/x',
      '*-secret-*',
      '{*.yaml,*.yml}',
      'a/[^x]',
    ],
    refuses: [
      '',
      '/a',
      'a/',
      'a//b',
      './a',
      'a/./b',
      '../a',
      'a/..',
      '!a',
      'a\\b',
      'C:\\a',
      '**.yaml',
      'a**/b',
      '***',
      '+(a|b)',
      '(a+)+b',
      'a|b',
      '{a',
      'a}',
      '{a/b,c}',
      '{a,{b,c}}',
      '{a}',
      '[!a]',
      '[a',
      '"a"',
      '*a*b*c*',
      '{a,b}{a,b}{a,b}{a,b}',
      'x'.repeat(257),
      'a\nb',
    ],
  },
}

describe('a form of text', () => {
  it('is in the table below', () => {
    assert.deepEqual(Object.keys(table).sort(), Object.keys(all).sort())
  })

  for (const [name, {accepts, refuses}] of Object.entries(table)) {
    const form = all[name] as TextForm
    for (const text of accepts) it(`${name} accepts ${JSON.stringify(text)}`, () => assert.ok(matches(form, text)))
    for (const text of refuses) it(`${name} refuses ${JSON.stringify(text)}`, () => assert.ok(!matches(form, text)))

    it(`${name} decides in linear time`, () => {
      const pieces = ['a', 'a-', 'a.', '*', '/', '{', 'a,', '{a,', '1h', '1d', '.', '0', ' ', '..', '../', '[a', '**/', '(', 'aa:']
      for (const piece of pieces) {
        const text = `${piece.repeat(200_000 / piece.length)}\u0000`
        const began = performance.now()
        matches(form, text)
        assert.ok(performance.now() - began < 500, piece)
      }
    })
  }
})
