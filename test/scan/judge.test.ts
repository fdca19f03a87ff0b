// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested
import assert from 'node:assert/strict'
import type {Severity} from '../../src/finding.js'
import {judgeConnection, judgeNamed} from '../../src/scan/judge.js'
import {isWebhookAddress, passwordsIn} from '../../src/scan/urls.js'
import {expand} from '../support/expand.js'

const random = expand('«alnum:32»', 'judge')

const named: {key: string; value: string; expected: [Severity, string][]}[] = [
  {key: 'password', value: 'hunter-2', expected: [['high', 'hunter-2']]},
  {key: 'password', value: 'admin', expected: [['medium', 'admin']]},
  {key: 'password', value: 'changeme', expected: [['info', 'changeme']]},
  {key: 'password', value: '${X}', expected: []},
  {key: 'password', value: '$2y$10$N9qo8uLOickgx2ZMRZoMye', expected: [['low', '$2y$10$N9qo8uLOickgx2ZMRZoMye']]},
  {key: 'passwordHash', value: '$2y$10$N9qo8uLOickgx2ZMRZoMye', expected: [['low', '$2y$10$N9qo8uLOickgx2ZMRZoMye']]},
  {key: 'passwordHash', value: random, expected: []},
  {key: 'Authorization', value: `Bearer ${random}`, expected: [['high', random]]},
  {key: 'Authorization', value: 'Basic $AUTH', expected: []},
  {key: 'auth', value: 'basic', expected: []},
  {key: 'auth', value: 'Ym9iOmJ1aWxkZXI=', expected: [['high', 'Ym9iOmJ1aWxkZXI=']]},
  {key: 'auth', value: 'something-else', expected: []},
  {key: 'accountKey', value: random, expected: [['medium', random]]},
  {key: 'accountKey', value: 'primary', expected: []},
  {key: 'pin', value: '4711', expected: [['low', '4711']]},
  {key: 'DATABASE_URL', value: 'postgres://app:hunter-2@db/x', expected: [['high', 'hunter-2']]},
  {key: 'DATABASE_URL', value: 'postgres://app@db/x', expected: []},
  {key: 'webhook_url', value: 'https://example.com/hook', expected: []},
  {key: 'webhook_url', value: `https://example.com/hooks/${random}`, expected: [['high', `https://example.com/hooks/${random}`]]},
  {key: 'username', value: 'bob', expected: []},
]

const connections: {value: string; expected: string[]}[] = [
  {value: 'https://bob:pw-1@example.com/x', expected: ['pw-1']},
  {value: 'redis://:pw-1@cache:6379/0', expected: ['pw-1']},
  {value: 'mongodb+srv://u:pw%21@c.example.com', expected: ['pw%21']},
  {value: 'amqp://u:pw-1@a,amqp://u:pw-2@b', expected: ['pw-1', 'pw-2']},
  {value: 'jdbc:postgresql://db/x?user=app&password=pw-1&ssl=true', expected: ['pw-1']},
  {value: 'jdbc:sqlserver://db;databaseName=x;password=pw-1;', expected: ['pw-1']},
  {value: 'Server=db;User Id=app;Password=pw-1;Encrypt=true', expected: ['pw-1']},
  {value: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5LWs=;EndpointSuffix=x', expected: ['a2V5LWs=']},
  {value: 'Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=pw-1', expected: ['pw-1']},
  {value: 'https://tok-en_0123456789abcdefgh@github.com/x', expected: ['tok-en_0123456789abcdefgh']},
  {value: 'https://bob@example.com', expected: []},
  {value: 'ssh://git@github.com:22/x', expected: []},
  {value: 'https://example.com:8080/a@b', expected: []},
  {value: 'mail bob:x@example.com', expected: []},
  {value: 'postgres://app:${PW}@db/x', expected: []},
  {value: 'postgres://app:$(PW)@db/x', expected: []},
  {value: 'postgres://user:<password>@db/x', expected: []},
]

describe('a key and its value', () => {
  for (const {key, value, expected} of named) {
    it(`${key}: ${value.slice(0, 40)} is ${expected.map(([severity]) => severity).join() || 'no secret'}`, () => {
      assert.deepEqual(
        judgeNamed(key, value).map(({severity, start, end}) => [severity, value.slice(start, end)]),
        expected,
      )
    })
  }
  it('count in code only when they could be generated', () => {
    const strictly = (value: string) => judgeNamed('password', value, {isStrict: true}).length
    assert.deepEqual(['hunter-two', 'short1', 'Enter your 1st password', 'k9-4jd82hs0'].map(strictly), [0, 0, 0, 1])
  })
})

describe('an address or connection string', () => {
  for (const {value, expected} of connections) {
    it(`${value} holds ${expected.length} password(s)`, () => {
      assert.deepEqual(
        judgeConnection(value).map(({start, end}) => value.slice(start, end)),
        expected,
      )
    })
  }
  it('is looked through in linear time', () => {
    for (const unit of ['a://', 'a:b@', 'password=', 'x://y:z', '::::', '@@@@']) {
      const text = unit.repeat(200_000 / unit.length)
      const start = performance.now()
      passwordsIn(text)
      assert.ok(performance.now() - start < 1000, unit)
    }
  })
  it('is a webhook by its path', () => {
    assert.equal(isWebhookAddress(`https://hooks.slack.com/services/T0/B0/${random}`), true)
    assert.equal(isWebhookAddress(`https://discord.com/api/webhooks/1/${random}`), true)
    assert.equal(isWebhookAddress('https://example.com/github/payload'), false)
    assert.equal(isWebhookAddress('https://example.com/some-long-name-of-a-service-without-digits'), false)
  })
})
