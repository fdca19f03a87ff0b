import assert from 'node:assert/strict'
import {goUrlHost} from '../../../src/external/admission/go-url.js'

// https://pkg.go.dev/net/url#Parse: what it finds as Host, and undefined where it fails.
const cases: [text: string, host: string | undefined][] = [
  ['https://api.akeyless.io', 'api.akeyless.io'],
  ['https://user@host:8080/path?x=1#y', 'host:8080'],
  ['https://[::1]:8200/v1', '[::1]:8200'],
  ['//host/path', 'host'],
  ['api.akeyless.io', ''],
  ['/path', ''],
  ['localhost:8080', ''],
  ['', ''],
  ['1.2.3.4:8080', undefined],
  [':8080', undefined],
  ['https://host:port', undefined],
  ['https://ho st', undefined],
  ['https://host/%zz', undefined],
  ['https://host\u0000', undefined],
]

describe('the host of an address as Go reads it', () => {
  for (const [text, host] of cases)
    it(`of ${JSON.stringify(text)} is ${host === undefined ? 'an error' : `"${host}"`}`, () => assert.equal(goUrlHost(text), host))
})
