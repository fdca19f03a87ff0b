import assert from 'node:assert/strict'
import {generateKeyPairSync} from 'node:crypto'
import {scopes} from '../../src/crypto/label.js'
import {GsecError} from '../../src/errors.js'
import {FaultExplainer} from '../../src/seal/open/explain-fault.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {KnownNames} from '../../src/seal/open/known-names.js'
import {openSealedSecrets} from '../../src/seal/open/open-sealed-secrets.js'
import {openHere} from '../../src/seal/open/open-values.js'
import {readKeyFile} from '../../src/seal/open/read-key-file.js'
import {sealOne} from '../../src/seal/seal-values.js'
import {verifyRules} from '../../src/seal/verify/rules.js'
import {type CheckOpening, observationsOf, verifySealedSecrets} from '../../src/seal/verify/verify-sealed-secrets.js'
import {Secret} from '../../src/secret.js'
import {vector, vectorPublicKey} from '../support/vectors.js'

const sealed = (value: string, label = 'shop/db', publicKey = vectorPublicKey) => sealOne({value: Secret.of(value), label}, publicKey)
const good = sealed('value')
const annotation = (scope: string, value = 'true') => `sealedsecrets.bitnami.com/${scope}: "${value}"`

interface Parts {
  head?: string
  metadata?: string
  values?: Record<string, string>
  spec?: string
}

/** A SealedSecret with one thing in it changed. */
function manifest({
  head = 'apiVersion: bitnami.com/v1alpha1',
  metadata = '{name: db, namespace: shop}',
  values = {a: good},
  spec = '',
}: Parts): string {
  const items = Object.entries(values).map(([key, value]) => `    ${key}: ${value}\n`)
  return `${head}\nkind: SealedSecret\nmetadata: ${metadata}\nspec:\n  encryptedData:\n${items.join('')}${spec}`
}

async function findingsIn(
  text: string,
  {namespace, check, path = 'f.yaml'}: {namespace?: string; check?: CheckOpening; path?: string} = {},
) {
  const {objects} = findSealedSecrets({path, bytes: Buffer.from(text), isNamed: true})
  return (await verifySealedSecrets(objects, namespace, check)).findings
}

describe('verifying SealedSecrets', () => {
  it('finds nothing in sound ones of every scope', async () => {
    for (const scope of scopes) {
      const annotations = scope === 'strict' ? '' : `, annotations: {${annotation(scope)}}`
      const metadata = `{name: db, namespace: shop${annotations}}`
      assert.deepEqual(await findingsIn(manifest({metadata, spec: `  template:\n    metadata: ${metadata}\n    type: Opaque\n`})), [])
    }
  })

  const kubesealOfOld = manifest({
    metadata: '{name: db, namespace: shop, creationTimestamp: null}',
    spec: '  template:\n    metadata: {name: db, namespace: shop, creationTimestamp: null}\n    data: null\nstatus: {}\n',
  })
  it('finds nothing in what old kubeseals printed', async () => {
    assert.deepEqual(await findingsIn(kubesealOfOld), [])
  })

  const lastApplied = (value: string) =>
    `{name: db, namespace: shop, annotations: {kubectl.kubernetes.io/last-applied-configuration: '${value}'}}`
  const cases: {
    name: string
    parts: Parts
    rule: keyof typeof verifyRules
    message: RegExp
    at?: string
    severity?: string
    keyPath?: string
  }[] = [
    {
      name: 'another apiVersion',
      parts: {head: 'apiVersion: bitnami.com/v1'},
      rule: 'sealed-api-version',
      message: /^apiVersion of shop\/db is not bitnami\.com\/v1alpha1$/,
      at: '1:13',
    },
    {
      name: 'no name',
      parts: {metadata: '{namespace: shop}'},
      rule: 'sealed-invalid-name',
      message: /metadata\.name of a SealedSecret is missing/,
    },
    {
      name: 'a name that is none',
      parts: {metadata: '{name: DB, namespace: shop}'},
      rule: 'sealed-invalid-name',
      message: /metadata\.name/,
      at: '3:18',
    },
    {
      name: 'a namespace that is none',
      parts: {metadata: '{name: db, namespace: a.b}'},
      rule: 'sealed-invalid-name',
      message: /metadata\.namespace of db/,
    },
    {
      name: 'no namespace',
      parts: {metadata: '{name: db}'},
      rule: 'sealed-missing-namespace',
      message: /^db names no namespace, and its scope strict/,
    },
    {
      name: 'a scope that counts for nothing',
      parts: {metadata: `{name: db, namespace: shop, annotations: {${annotation('cluster-wide', 'True')}}}`},
      rule: 'sealed-scope-mismatch',
      message: /is not exactly "true", so it has no effect$/,
      severity: 'high',
    },
    {
      name: 'a scope in the template alone',
      parts: {spec: `  template: {metadata: {annotations: {${annotation('namespace-wide')}}}}\n`},
      rule: 'sealed-scope-mismatch',
      message: /^shop\/db has scope strict, its template says namespace-wide$/,
      severity: 'high',
      at: '7:38',
    },
    {
      name: 'a scope that the template lacks',
      parts: {
        metadata: `{name: db, namespace: shop, annotations: {${annotation('cluster-wide')}}}`,
        spec: '  template: {metadata: {name: db}}\n',
      },
      rule: 'sealed-scope-mismatch',
      message: /^shop\/db has scope cluster-wide, its template says strict$/,
      severity: 'low',
    },
    {
      name: 'another name in the template',
      parts: {spec: '  template: {metadata: {name: web}}\n'},
      rule: 'sealed-template-name-ignored',
      message: /^the template of shop\/db has another name, which has no effect$/,
      at: '7:31',
    },
    {
      name: 'another namespace in the template',
      parts: {spec: '  template: {metadata: {namespace: web}}\n'},
      rule: 'sealed-template-name-ignored',
      message: /has another namespace/,
    },
    {
      name: 'the old form',
      parts: {values: {}, spec: '    {}\n  data: AgBh\n'},
      rule: 'sealed-legacy-data',
      message: /holds one ciphertext over the whole Secret in spec\.data$/,
    },
    {
      name: 'both forms',
      parts: {spec: '  data: AgBh\n'},
      rule: 'sealed-legacy-data',
      message: /has both spec\.data and spec\.encryptedData/,
    },
    {
      name: 'a Secret in an annotation',
      parts: {metadata: lastApplied('{"kind":"Secret","stringData":{"a":"b"}}')},
      rule: 'sealed-last-applied',
      message: /holds a Secret in the clear$/,
      severity: 'critical',
      keyPath: 'metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]',
    },
    {
      name: 'half a Secret in an annotation',
      parts: {metadata: lastApplied('{"kind":"Secret","data": {')},
      rule: 'sealed-last-applied',
      message: /holds a Secret in the clear$/,
      severity: 'critical',
    },
    {
      name: 'a former state in an annotation',
      parts: {metadata: lastApplied('{"kind":"SealedSecret"}')},
      rule: 'sealed-last-applied',
      message: /holds a former state of the object$/,
      severity: 'low',
    },
    {
      name: 'the same in the template',
      parts: {
        spec: `  template: {metadata: {annotations: {kubecfg.ksonnet.io/last-applied-configuration: '{"kind":"Secret","data":{}}'}}}\n`,
      },
      rule: 'sealed-last-applied',
      message: /holds a former state/,
      keyPath: 'spec.template.metadata.annotations[kubecfg.ksonnet.io/last-applied-configuration]',
    },
    {
      name: 'what only a live object has',
      parts: {metadata: '{name: db, namespace: shop, uid: u, resourceVersion: "5"}'},
      rule: 'sealed-live-metadata',
      message: /^shop\/db has resourceVersion, uid, which only a live object has$/,
    },
    {
      name: 'a key that is none',
      parts: {values: {'"a b"': good}},
      rule: 'sealed-invalid-key',
      message: /^a key of shop\/db/,
      keyPath: 'spec.encryptedData',
    },
    {
      name: 'a key twice',
      parts: {spec: `    a: ${good}\n`},
      rule: 'sealed-duplicate-key',
      message: /^shop\/db has the key a twice$/,
      at: '7:5',
      keyPath: 'spec.encryptedData.a',
    },
    {name: 'no values', parts: {values: {}, spec: '    {}\n'}, rule: 'sealed-no-values', message: /^shop\/db has no values$/, at: '6:5'},
    {
      name: 'a key that the type wants',
      parts: {values: {'tls.crt': good}, spec: '  template: {type: kubernetes.io/tls}\n'},
      rule: 'sealed-missing-key',
      message: /tls\.key/,
      at: '7:20',
    },
    {
      name: 'no base64',
      parts: {values: {a: '"no!"'}},
      rule: 'sealed-invalid-ciphertext',
      message: /^the value of a in shop\/db is not base64$/,
      at: '6:8',
    },
    {name: 'almost nothing', parts: {values: {a: 'AA=='}}, rule: 'sealed-invalid-ciphertext', message: /is cut off/},
    {name: 'a ciphertext cut off', parts: {values: {a: good.slice(0, 200)}}, rule: 'sealed-invalid-ciphertext', message: /is cut off/},
    {
      name: 'an RSA key of no known length',
      parts: {values: {a: Buffer.concat([Buffer.from([1, 1]), Buffer.alloc(300)]).toString('base64')}},
      rule: 'sealed-invalid-ciphertext',
      message: /is no ciphertext: it does not begin with the length of an RSA key$/,
    },
    {
      name: 'a value that is no text',
      parts: {values: {a: '{b: c}'}},
      rule: 'sealed-malformed',
      message: /^the value of a in shop\/db is not text$/,
      at: '6:8',
    },
    {
      name: 'values that are no map',
      parts: {values: {}, spec: '    - a\n'},
      rule: 'sealed-malformed',
      message: /^spec\.encryptedData of shop\/db is not a map$/,
    },
    {
      name: 'a template that does not parse',
      parts: {spec: '  template: {data: {url: "{{ .a"}}\n'},
      rule: 'sealed-invalid-template',
      message: /^the template of url in shop\/db does not render: /,
      keyPath: 'spec.template.data.url',
    },
    {
      name: 'a template without its value',
      parts: {spec: '  template: {data: {url: "{{ .b }}"}}\n'},
      rule: 'sealed-template-missing-key',
      message: /^the template of url in shop\/db uses b, which it does not have$/,
    },
  ]
  for (const {name, parts, rule, message, at, severity, keyPath} of cases) {
    it(`finds ${name}, and nothing else`, async () => {
      const findings = await findingsIn(manifest(parts))
      const [finding, second] = findings
      assert.ok(finding && !second, JSON.stringify(findings.map(({ruleId, message: text}) => [ruleId, text])))
      assert.equal(finding.ruleId, rule)
      assert.match(finding.message, message)
      if (at) assert.equal(`${finding.line}:${finding.column}`, at)
      assert.equal(finding.severity, severity ?? verifyRules[rule].severity)
      if (keyPath) assert.equal(finding.keyPath, keyPath)
      assert.equal(finding.title, verifyRules[rule].title)
    })
  }

  it('has a case for every rule that needs neither a key nor a controller', () => {
    const others = ['sealed-for-another-place', 'sealed-for-another-key', 'sealed-odd-value', 'sealed-refused']
    assert.deepEqual(
      Object.keys(verifyRules).filter(rule => !others.includes(rule) && !cases.some(one => one.rule === rule)),
      [],
    )
  })

  it('does not miss a namespace that -n gives', async () => {
    assert.deepEqual(await findingsIn(manifest({metadata: '{name: db}'}), {namespace: 'shop'}), [])
    await assert.rejects(
      findingsIn(manifest({}), {namespace: 'other', check: async () => []}),
      (error: unknown) => error instanceof GsecError && error.code === 'NAMESPACE_MISMATCH',
    )
  })

  it('names the command that mends a value, with the name where a file holds several', async () => {
    const [one] = await findingsIn(manifest({values: {a: 'nope'}}), {path: 'my apps/f.yaml'})
    assert.deepEqual(one?.commands, ["gsec set 'my apps/f.yaml' a"])
    const several = await findingsIn(
      `${manifest({values: {a: 'nope'}})}---\n${manifest({metadata: '{name: web, namespace: shop}', values: {a: 'nope'}})}`,
    )
    assert.deepEqual(
      several.map(({commands}) => commands),
      [['gsec set f.yaml a --name db'], ['gsec set f.yaml a --name web']],
    )
    const unnamed = await findingsIn(
      `${manifest({values: {a: 'nope'}})}---\n${manifest({metadata: '{name: W, namespace: shop}', values: {a: 'nope'}})}`,
    )
    assert.deepEqual(unnamed.at(-1)?.commands, ['gsec set f.yaml a --name NAME'])
    assert.deepEqual((await findingsIn(manifest({values: {a: 'nope'}}), {path: 'standard input'}))[0]?.commands, [])
  })

  it('gives equal findings of one object fingerprints of their own, which stay when lines move', async () => {
    const text = manifest({values: {'"a b"': good, '"c d"': good}})
    const prints = (await findingsIn(text)).map(({fingerprint}) => fingerprint)
    assert.equal(new Set(prints).size, 2)
    const moved = await findingsIn(`# one line more\n${text}`)
    assert.deepEqual(
      moved.map(({fingerprint}) => fingerprint),
      prints,
    )
  })

  describe('with keys', () => {
    const keys = readKeyFile(vector('kubeseal/key.pem'), 'key.pem')
    const foreign = generateKeyPairSync('rsa', {modulusLength: 3072}).publicKey
    const repository = [
      {
        path: 'apps/web.yaml',
        text: 'kind: Secret\nmetadata:\n  name: web\n  namespace: prod\n---\nkind: Namespace\nmetadata: {name: shop}\n',
      },
    ]
    const opening: CheckOpening = async bound =>
      observationsOf(await openSealedSecrets(bound, keys, openHere), new FaultExplainer(keys, () => KnownNames.of(repository)))
    const withKey = (parts: Parts, namespace?: string) => findingsIn(manifest(parts), {check: opening, ...(namespace && {namespace})})

    const opened: {name: string; parts: Parts; rule: keyof typeof verifyRules; message: RegExp}[] = [
      {
        name: 'another name',
        parts: {values: {a: sealed('x', 'shop/web')}},
        rule: 'sealed-for-another-place',
        message: /is sealed for shop\/web, scope strict$/,
      },
      {
        name: 'another namespace',
        parts: {values: {a: sealed('x', 'prod/db')}},
        rule: 'sealed-for-another-place',
        message: /is sealed for prod\/db, scope strict$/,
      },
      {
        name: 'both',
        parts: {values: {a: sealed('x', 'prod/web')}},
        rule: 'sealed-for-another-place',
        message: /is sealed for prod\/web, scope strict$/,
      },
      {
        name: 'a whole namespace',
        parts: {values: {a: sealed('x', 'shop')}},
        rule: 'sealed-for-another-place',
        message: /is sealed for namespace shop, scope namespace-wide$/,
      },
      {
        name: 'another whole namespace',
        parts: {values: {a: sealed('x', 'prod')}},
        rule: 'sealed-for-another-place',
        message: /namespace prod, scope namespace-wide$/,
      },
      {
        name: 'everywhere',
        parts: {values: {a: sealed('x', '')}},
        rule: 'sealed-for-another-place',
        message: /is sealed for scope cluster-wide$/,
      },
      {
        name: 'a place that does not occur',
        parts: {values: {a: sealed('x', 'gone/gone')}},
        rule: 'sealed-for-another-place',
        message: /is sealed for a name or namespace that does not occur here$/,
      },
      {
        name: 'another certificate',
        parts: {values: {a: sealed('x', 'shop/db', foreign)}},
        rule: 'sealed-for-another-key',
        message: /is sealed for none of the given keys \(it is for one of 3072 bits\)/,
      },
      {
        name: 'a cut at the end',
        parts: {values: {a: sealed('x'.repeat(50)).slice(0, -8)}},
        rule: 'sealed-invalid-ciphertext',
        message: /is damaged or cut off: its key fits, its content does not$/,
      },
      {name: 'an empty value', parts: {values: {a: sealed('')}}, rule: 'sealed-odd-value', message: /the value of a is empty$/},
    ]
    for (const {name, parts, rule, message} of opened) {
      it(`finds out what a value is sealed for: ${name}`, async () => {
        const findings = await withKey(parts)
        assert.deepEqual(
          findings.map(({ruleId}) => ruleId),
          [rule],
        )
        assert.match(findings[0]!.message, message)
        assert.equal(findings[0]!.keyPath, 'spec.encryptedData.a')
      })
    }

    it('renders the templates with the values', async () => {
      assert.deepEqual(await withKey({spec: '  template: {data: {url: "{{ .a }}"}}\n'}), [])
      const [failing] = await withKey({spec: '  template: {data: {url: "{{ .a.b }}"}}\n'})
      assert.deepEqual([failing?.ruleId, failing?.severity], ['sealed-invalid-template', 'high'])
      const [unknown] = await withKey({spec: '  template: {data: {url: "{{ fail .a }}"}}\n'})
      assert.deepEqual([unknown?.ruleId, unknown?.severity], ['sealed-invalid-template', 'info'])
    })

    it('tells a missing namespace from a wrong one', async () => {
      assert.deepEqual(
        (await withKey({metadata: '{name: db}'})).map(({ruleId}) => ruleId),
        ['sealed-missing-namespace'],
      )
      assert.deepEqual(await withKey({metadata: '{name: db}'}, 'shop'), [])
      const wide = `{name: db, annotations: {${annotation('namespace-wide')}}}`
      assert.deepEqual(
        (await withKey({metadata: wide, values: {a: sealed('x', 'prod')}})).map(({ruleId}) => ruleId),
        ['sealed-missing-namespace'],
      )
    })
  })
})
