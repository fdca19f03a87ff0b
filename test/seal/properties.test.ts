import assert from 'node:assert/strict'
import {createPrivateKey, createPublicKey} from 'node:crypto'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {type Label, scopes} from '../../src/crypto/label.js'
import {GsecError} from '../../src/errors.js'
import {nodeAt, textAt} from '../../src/manifest/node.js'
import {objectsOf, readManifests} from '../../src/manifest/read-manifests.js'
import type {SecretManifest} from '../../src/manifest/secret-manifest.js'
import {findSecrets} from '../../src/seal/find-secrets.js'
import {sealManifests, secretsIn} from '../../src/seal/seal-manifests.js'
import {sealHere} from '../../src/seal/seal-values.js'
import {renderSealed} from '../../src/seal/sealed-output.js'
import {Secret} from '../../src/secret.js'
import {openEnvelope} from '../support/open-envelope.js'

const privateKey = createPrivateKey(readFileSync('test/vectors/kubeseal/key.pem'))
const publicKey = createPublicKey(privateKey)

const key = fc.string({unit: fc.constantFrom(...'abcXYZ019-_.'), minLength: 1, maxLength: 30}).filter(text => !text.startsWith('.'))
const items = fc.uniqueArray(fc.record({key, value: fc.uint8Array({maxLength: 200})}), {selector: item => item.key, maxLength: 6})

describe('sealing', () => {
  it('and opening what was printed gives the same bytes, in every scope and both formats', async () => {
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.constantFrom(...scopes),
        fc.constantFrom('yaml' as const, 'json' as const),
        async (values, scope, format) => {
          const secret: SecretManifest = {
            place: 'x',
            name: 'db',
            namespace: 'shop',
            labels: {},
            annotations: {},
            otherMetadata: {},
            type: undefined,
            immutable: undefined,
            items: values.map(({key, value}) => ({key, value: Secret.of(value), place: 'x'})),
          }
          const {sealed} = await sealManifests(
            [{secret, path: undefined}],
            async () => [{publicKey, fingerprint: '', settings: {scope}}],
            sealHere,
          )
          const label: Label = {strict: 'shop/db', 'namespace-wide': 'shop', 'cluster-wide': ''}[scope]
          assert.deepEqual(
            opened(
              renderSealed(
                sealed.map(one => one.sealed),
                format,
              ),
              label,
            ),
            new Map(values.map(({key, value}) => [key, Buffer.from(value)])),
          )
        },
      ),
      {numRuns: 60},
    )
  })

  it('of a manifest with any text gives that text back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, fc.string({unit: 'binary', maxLength: 40}), {maxKeys: 5}), async stringData => {
        const manifest = JSON.stringify({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'db', namespace: 'shop'}, stringData})
        const found = findSecrets({path: 's.json', bytes: Buffer.from(manifest), isNamed: true})
        const {sealed} = await sealManifests(
          secretsIn([{...found, path: 's.json', isStdin: false}]),
          async () => [{publicKey, fingerprint: '', settings: {}}],
          sealHere,
        )
        assert.deepEqual(
          opened(
            renderSealed(
              sealed.map(one => one.sealed),
              'yaml',
            ),
            'shop/db',
          ),
          new Map(Object.entries(stringData).map(([name, text]) => [name, Buffer.from(text)])),
        )
      }),
      {numRuns: 60},
    )
  })
})

// Bytes that are often nearly a Secret.
const fragment = fc.constantFrom(
  'apiVersion: v1\n',
  'kind: Secret\n',
  'metadata:\n',
  '  name: db\n',
  '  namespace: shop\n',
  'data:\n',
  'stringData:\n',
  '  a: ',
  'eA==\n',
  '|\n',
  '"',
  "'",
  '---\n',
  '{',
  '}',
  '[',
  ']',
  '- ',
  ': ',
  '&a ',
  '*a ',
  '<<: ',
  '!!binary ',
  '\t',
  '\r\n',
  '\ufeff',
  '{{ .x }}',
  '? ',
  '#',
  '\0',
  'é',
  '😀',
  '\ud800',
)
const bytes = fc.oneof(
  fc.uint8Array({maxLength: 300}).map(array => Buffer.from(array)),
  fc.array(fc.oneof(fragment, fc.string({maxLength: 8})), {maxLength: 30}).map(parts => Buffer.from(parts.join(''))),
)

describe('any input', () => {
  it('is read or refused with a GsecError that quotes nothing of it', () => {
    fc.assert(
      fc.property(bytes, fc.boolean(), (input, isNamed) => {
        const marked = Buffer.concat([input, Buffer.from('MARKER7f3a')])
        try {
          findSecrets({path: 'f.yaml', bytes: marked, isNamed})
        } catch (error) {
          assert.ok(error instanceof GsecError, String((error as Error).stack))
          assert.doesNotMatch([error.message, error.where, error.hint].join(' '), /MARKER7f3a/)
        }
      }),
      {numRuns: 5000},
    )
  })
})

function opened(text: string, label: Label): Map<string, Buffer | undefined> {
  const [object] = readManifests(Buffer.from(text), 'sealed').documents.flatMap(document => objectsOf(document))
  const encrypted = nodeAt(object?.node, 'spec', 'encryptedData')
  assert.ok(encrypted?.kind === 'map')
  return new Map(
    encrypted.entries.map(entry => [
      entry.key.text,
      openEnvelope(Buffer.from(textAt(encrypted, entry.key.text) ?? '', 'base64'), label, privateKey).plaintext,
    ]),
  )
}
