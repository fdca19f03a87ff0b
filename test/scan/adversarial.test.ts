import assert from 'node:assert/strict'
import {rules} from '../../src/scan/rules/index.generated.js'
import {scanFile} from '../../src/scan/scan-file.js'

const KIND = 100_000
const fill = (unit: string, size = KIND) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
const lines = (unit: string, size = KIND) => fill(`${unit}\n`, size)
const base64 = (text: string) => Buffer.from(text).toString('base64')
const nested = (open: string, size: number) => fill(open, size)

/** Texts that grow with their size and are as bad as can be for some part of the engine. */
const growing: Record<string, (size: number) => string> = {
  'key: key: key:': size => fill('key: ', size),
  'password: password:': size => fill('password: ', size),
  'lines of password: x': size => lines('password: hunter-22', size),
  'assignments on one line': size => fill('password=hunter-22 ', size),
  'flags on one line': size => fill('--password hunter-22 ', size),
  'opening brackets': size => `a: ${nested('[', size)}`,
  'opening braces': size => `secret: ${nested('{', size)}`,
  'opening braces in JSON': size => `{"password": ${nested('{"a":', size)}`,
  'opening braces apart': size => `secret: ${nested('{ ', size)}`,
  'open flow maps on every line': size => lines('secret: {a: [b, {c: "d', size),
  'double quotes': size => `secret: ${fill('"', size)}`,
  'open double quotes on every line': size => lines('secret: "a', size),
  'open single quotes on every line': size => lines("secret: 'a", size),
  'escaped quotes': size => `{"password": "${fill('\\"', size)}"}`,
  'escapes without line breaks, then one': size => `secret: "${fill('\\n', size)}\n x"`,
  backslashes: size => `secret: "${fill('\\', size)}`,
  dashes: size => `secret:\n${fill('- ', size)}`,
  'deeper and deeper lines': size => {
    let text = 'secret:\n'
    for (let depth = 1; text.length < size; depth++) text += `${' '.repeat(depth)}secret:\n`
    return text
  },
  'empty lines in a flow scalar': size => `secret: [a${fill('\n', size)} b]`,
  'block scalars': size => lines('secret: |', size),
  'block scalars with templates': size => lines('secret: |\n{{ x }}', size),
  templates: size => fill('{{ ', size),
  'template comments': size => lines('{{/* secret', size),
  'documents without end': size => lines('---\nkind: Secret\ndata:', size),
  'document markers': size => lines('---', size),
  'kinds in a row': size => lines('kind: Secret', size),
  'PEM without end': size => fill('-----BEGIN RSA PRIVATE KEY-----\n', size),
  'one PEM without end': size => `-----BEGIN PRIVATE KEY-----\n${fill('MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n', size)}`,
  'base64 of base64': size => base64(base64(base64(fill('password: hunter-22\n', size / 3)))),
  'short runs of base64': size => fill(`${base64('password=hunter-2 and more')} `, size),
  'a long run that is no base64': size => fill('a', size),
  'addresses with passwords': size => fill('https://bob:hunter-22@x ', size),
  'addresses without end': size => fill('https://a:b', size),
  schemes: size => fill('://', size),
  'at signs after a scheme': size => `https://${fill('@', size)}`,
  'JSON in JSON': size => {
    let text = '{"password": "x"}'
    while (text.length * 2 < size && text.length < 4000) text = JSON.stringify({secret: text})
    return `[${fill(`${text},`, size)}`
  },
  'open tags': size => `<?xml?>${fill('<a secret="', size)}`,
  'closed tags': size => `<?xml?>${fill('<secret>x</secret>', size)}`,
  'closing tags': size => `<?xml?>${fill('</secret>', size)}`,
  'curl commands': size => fill('curl -u ', size),
  'docker logins': size => fill('docker login ', size),
  '--from-literal': size => fill('kubectl create secret --from-literal=', size),
  'data of a Secret': size =>
    `kind: Secret\napiVersion: v1\nmetadata: {name: x}\ndata:\n${Array.from({length: size / 30}, (_, n) => `  k${n}: aHVudGVyLTIy\n`).join('')}`,
  'pairs in a pod': size =>
    `kind: Pod\napiVersion: v1\nmetadata: {name: x}\nspec:\n${lines('- {name: DB_PASSWORD, value: hunter-22}', size)}`,
  'an argument list': size => `kind: Pod\napiVersion: v1\nargs: [${fill('--password, hunter-22, ', size)}]`,
  'marks to ignore': size => lines('password: hunter-22 # gsec:ignore=plain-credential because', size),
  'anchors and aliases': size => `a: &a\n${lines('secret: *a', size)}`,
  'TOML tables': size => `[a]\n${lines('secret = {a = [', size)}`,
  'dotenv with open quotes': size => lines('SECRET="a', size),
  'continued lines': size => `secret = ${fill('x\\\n', size)}`,
}
const PATHS: Record<string, string> = {'TOML tables': 'x.toml', 'dotenv with open quotes': '.env', 'continued lines': 'x.properties'}

for (const rule of rules) {
  for (const word of rule.keywords) growing[`the keyword ${word}`] = size => fill(word, size)
}

function millisecondsFor(path: string, text: string | Buffer): number {
  const bytes = Buffer.from(text)
  const start = process.cpuUsage()
  scanFile({path, bytes}, rules)
  const {user, system} = process.cpuUsage(start)
  return (user + system) / 1000
}

describe('a hostile text', () => {
  for (const [name, make] of Object.entries(growing)) {
    it(`takes time in proportion to its size: ${name}`, function () {
      this.timeout(120_000)
      const path = PATHS[name] ?? 'deploy/x.yaml'
      const measure = (size: number) => Math.min(...[1, 2].map(() => millisecondsFor(path, make(size))))
      measure(KIND / 8)
      const small = measure(KIND)
      const large = measure(KIND * 2)
      assert.ok(large < 2000, `${Math.round(large)} ms for 200 kB`)
      // quadratic work would take four times as long, and for 200 kB far longer than this
      assert.ok(large < 200 || large < small * 3.2, `${small.toFixed(1)} ms, then ${large.toFixed(1)} ms for twice the size`)
    })
  }

  for (const [name, text] of Object.entries({
    'NUL bytes': Buffer.from('password: a\0b\nsecret: \0'),
    'NUL bytes late': Buffer.concat([Buffer.from(lines('# comment', 9000)), Buffer.from('password: hunter\0-22\n')]),
    'invalid UTF-8': Buffer.concat([Buffer.from('password: "'), Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]), Buffer.from('"\n')]),
    'half a surrogate in UTF-16': Buffer.from([0xff, 0xfe, 0x3d, 0xd8, 0x70, 0x00]),
    'one byte': Buffer.from('{'),
    'a mark alone': Buffer.from([0xef, 0xbb, 0xbf]),
    'UTF-16 of odd length': Buffer.from([0xff, 0xfe, 0x70, 0x00, 0x61]),
    'a carriage return alone': Buffer.from('password: a\rsecret: b\r'),
  })) {
    for (const path of ['x.yaml', 'x.json', '.env', 'x.toml', 'x.xml', 'x', '.netrc', '.htpasswd', 'Dockerfile']) {
      it(`is no reason to crash: ${name} in ${path}`, () => {
        scanFile({path, bytes: text}, rules)
      })
    }
  }

  it('of 100 MB on one line is scanned within seconds', function () {
    this.timeout(60_000)
    for (const unit of ['a', 'password: hunter-22 ', '{"key": "value"}, ', 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo']) {
      const time = millisecondsFor('x.json', Buffer.alloc(100_000_000, unit))
      assert.ok(time < 6000, `${Math.round(time)} ms of ${unit}`)
    }
  })

  it('that takes too much work is said to be skipped, with what was found until then', () => {
    const {findings, skipped} = scanFile({path: 'x.sh', bytes: Buffer.from(fill('password=hunter-22 ', 2_000_000))}, rules)
    assert.equal(skipped, 'work-budget')
    assert.ok(findings.length > 1000)
  })
})
