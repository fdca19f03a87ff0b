import assert from 'node:assert/strict'
import {withFingerprint} from '../../src/config/add-fingerprint.js'
import {readConfig} from '../../src/config/read-config.js'
import {GsecError} from '../../src/errors.js'

const OLD = `sha256:${'1'.repeat(64)}`
const NEW = `sha256:${'2'.repeat(64)}`
const add = (text: string) => withFingerprint(readConfig(Buffer.from(text), '.gsec.yaml'), 'prod', NEW)

const cases: {name: string; text: string; expected: string}[] = [
  {
    name: 'behind the last entry of a cluster that has none, and behind its comment',
    text: 'version: 1\nclusters:\n  prod:\n    # ours\n    cert: a.pem # published by ops\n\n  # the other\n  dev: {context: dev}\n',
    expected: `version: 1\nclusters:\n  prod:\n    # ours\n    cert: a.pem # published by ops\n    certFingerprints: [${NEW}]\n\n  # the other\n  dev: {context: dev}\n`,
  },
  {
    name: 'behind a map at the end of a cluster',
    text: 'version: 1\nclusters:\n    prod:\n        context: prod\n        controller:\n            name: seals\n            namespace: seals',
    expected: `version: 1\nclusters:\n    prod:\n        context: prod\n        controller:\n            name: seals\n            namespace: seals\n        certFingerprints: [${NEW}]`,
  },
  {
    name: 'into braces',
    text: 'version: 1\nclusters: {prod: {cert: a.pem}, dev: {context: dev}}\n',
    expected: `version: 1\nclusters: {prod: {cert: a.pem, certFingerprints: [${NEW}]}, dev: {context: dev}}\n`,
  },
  {
    name: 'into brackets',
    text: `version: 1\nclusters:\n  prod:\n    certFingerprints: [${OLD}]  # May\n    cert: a.pem\n`,
    expected: `version: 1\nclusters:\n  prod:\n    certFingerprints: [${OLD}, ${NEW}]  # May\n    cert: a.pem\n`,
  },
  {
    name: 'into empty brackets',
    text: 'version: 1\nclusters:\n  prod:\n    certFingerprints: []\n    cert: a.pem\n',
    expected: `version: 1\nclusters:\n  prod:\n    certFingerprints: [${NEW}]\n    cert: a.pem\n`,
  },
  {
    name: 'into brackets over several lines',
    text: `version: 1\nclusters:\n  prod:\n    cert: a.pem\n    certFingerprints: [\n      "${OLD}", # May\n    ]\n`,
    expected: `version: 1\nclusters:\n  prod:\n    cert: a.pem\n    certFingerprints: [\n      "${OLD}", "${NEW}", # May\n    ]\n`,
  },
  {
    name: 'as one more line of a list, in its indentation',
    text: `version: 1\nclusters:\n  prod:\n    certFingerprints:\n    - '${OLD}' # May\n    # the next one\n    cert: a.pem\n`,
    expected: `version: 1\nclusters:\n  prod:\n    certFingerprints:\n    - '${OLD}' # May\n    - '${NEW}'\n    # the next one\n    cert: a.pem\n`,
  },
  {
    name: 'with the line endings of the file',
    text: `version: 1\r\nclusters:\r\n  prod:\r\n    certFingerprints:\r\n      -   ${OLD}\r\n    cert: a.pem\r\n`,
    expected: `version: 1\r\nclusters:\r\n  prod:\r\n    certFingerprints:\r\n      -   ${OLD}\r\n      -   ${NEW}\r\n    cert: a.pem\r\n`,
  },
  {
    name: 'into JSON',
    text: '{\n  "version": 1,\n  "clusters": {"prod": {"cert": "a.pem"}}\n}\n',
    expected: `{\n  "version": 1,\n  "clusters": {"prod": {"cert": "a.pem", "certFingerprints": ["${NEW}"]}}\n}\n`,
  },
]

describe('adding a fingerprint to .gsec.yaml', () => {
  for (const {name, text, expected} of cases) {
    it(`puts it ${name}`, () => {
      assert.equal(add(text), expected)
      assert.deepEqual(readConfig(Buffer.from(expected), '.gsec.yaml').config.clusters.get('prod')?.certFingerprints.at(-1), NEW)
    })
  }

  it('leaves a file alone that has it', () => {
    assert.equal(add(`version: 1\nclusters: {prod: {cert: a.pem, certFingerprints: [${NEW}]}}\n`), undefined)
  })

  const tangled = [
    {
      name: 'a list that another cluster shares',
      text: `version: 1\nclusters:\n  dev: {cert: a.pem, certFingerprints: &keys [${OLD}]}\n  prod: {cert: a.pem, certFingerprints: *keys}\n`,
    },
    {name: 'a cluster that another one repeats', text: 'version: 1\nclusters:\n  prod: &all {cert: a.pem}\n  dev: *all\n'},
    {
      name: 'a list that another cluster repeats',
      text: `version: 1\nclusters:\n  prod: {cert: a.pem, certFingerprints: &keys [${OLD}]}\n  dev: {cert: a.pem, certFingerprints: *keys}\n`,
    },
    {name: 'a cluster that is another one', text: 'version: 1\nclusters:\n  dev: &all {cert: a.pem}\n  prod: *all\n'},
  ]
  for (const {name, text} of tangled) {
    it(`says what to write where it cannot be added alone: ${name}`, () => {
      assert.throws(
        () => add(text),
        (error: unknown) =>
          error instanceof GsecError && error.code === 'CONFIG_INVALID' && error.hint === `add it yourself: certFingerprints: [${NEW}]`,
      )
    })
  }
})
