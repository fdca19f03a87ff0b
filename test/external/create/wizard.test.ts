import assert from 'node:assert/strict'
import type {CreateRequest} from '../../../src/external/create/create-request.js'
import type {StoreSurroundings} from '../../../src/external/create/store-choice.js'
import {askForRequest, type SecretNames} from '../../../src/external/create/wizard.js'
import {findStoreKind} from '../../../src/providers/find-store-kind.js'

/** Answers in order; one that is refused is followed by the next. */
async function converse(answers: readonly string[], request: CreateRequest, around: StoreSurroundings, secretNames: SecretNames) {
  const left = [...answers]
  const said: string[] = []
  const next = () => left.shift() ?? assert.fail(`no answer to ${said.at(-1)}`)
  const asked = await askForRequest(
    request,
    {
      async text(question, fault) {
        said.push(question)
        for (;;) {
          const answer = next()
          const reason = fault(answer)
          if (reason === undefined) return answer
          said.push(`! ${reason}`)
        }
      },
      async choose(question, choices) {
        said.push(`${question} ${choices.slice(0, 3).map(({name}) => name)}`)
        const answer = next()
        return (choices.find(({name}) => name.includes(answer)) ?? assert.fail(`${question} has no ${answer}`)).value
      },
    },
    around,
    secretNames,
  )
  assert.deepEqual(left, [])
  return {asked, said}
}

const gcpsm = findStoreKind('gcpsm') ?? assert.fail()
const gcp = {kind: 'ClusterSecretStore' as const, name: 'gcp', provider: {kind: gcpsm, block: {projectID: 'p'}}}
const around = (more: Partial<StoreSurroundings> = {}): StoreSurroundings => ({
  repository: [gcp],
  configured: new Map(),
  ofEnvironment: undefined,
  ...more,
})
const nothing: SecretNames = async () => []

describe('the questions of external create', () => {
  it('begin with the providers that have a store here', async () => {
    const {asked, said} = await converse(['Google', 'gcp', 'db', 'shop', 'a', 'db-a', ''], {words: []}, around(), nothing)
    assert.deepEqual(asked, {words: ['db', 'a=gcp:db-a'], namespace: 'shop', store: 'gcp', storeKind: 'ClusterSecretStore'})
    assert.match(said[0] ?? '', /^Where are the values\? Google Secret Manager \(gcp\),1Password/)
    assert.equal(said[1], 'Through which store? ClusterSecretStore gcp,another one')
  })

  it('let another store be named, of which nothing is known', async () => {
    const {asked} = await converse(
      ['Google', 'another', 'mine', 'SecretStore,', 'db', '', 'a', 'gcp:x', ''],
      {words: []},
      around(),
      nothing,
    )
    assert.deepEqual(asked, {words: ['db', 'a=gcp:x'], namespace: undefined, store: 'mine', storeKind: 'SecretStore'})
  })

  it('leave out what flags have said', async () => {
    const request = {words: [], store: 'gcp', namespace: 'shop', type: 'Opaque'}
    const {asked} = await converse(['db', 'a', 'x', ''], request, around(), nothing)
    assert.deepEqual(asked, {...request, words: ['db', 'a=gcp:x'], storeKind: 'ClusterSecretStore'})
    const {said} = await converse(['db', 'a', 'gcp:x', ''], {words: [], store: 'gcp', isClusterWide: true}, around(), nothing)
    assert.ok(said.every(question => !question.startsWith('Namespace')))
  })

  it('say what is wrong with an answer', async () => {
    const {said} = await converse(
      ['db', 'Shop', 'shop', '', 'a b', 'a', '', 'team/db', 'projects/q/secrets/x', 'aws:x', 'ref+sops://x', 'x@3#y', 'a', ''],
      {words: [], store: 'gcp'},
      around(),
      nothing,
    )
    const faults = said.filter(line => line.startsWith('! '))
    assert.deepEqual(
      faults.map(line => line.slice(2, 32)),
      [
        'it must consist of lower-case ',
        'a Secret has at least one key',
        'it must consist of letters, di',
        'the reference has no key; writ',
        '"team/db" cannot be the name o',
        'the reference is for the proje',
        'the reference is for AWS, the ',
        'vals reads this backend itself',
        'this key has its reference alr',
      ],
    )
  })

  it('offer the secrets of the provider, where somebody lists them', async () => {
    const listing: SecretNames = async (kind, store) => [`${kind.id}-of-${store.name}`, 'db-password']
    const {asked, said} = await converse(['db', '', 'a', 'db-pass', 'b', 'type a', 'x', ''], {words: [], store: 'gcp'}, around(), listing)
    assert.deepEqual(asked.words, ['db', 'a=gcp:db-password', 'b=gcp:x'])
    assert.ok(said.includes('Secret behind a: type a reference,gcpsm-of-gcp,db-password'))
  })

  it('know the stores of .gsec.yaml', async () => {
    const configured = new Map([
      [
        'vault-prod',
        {kind: 'SecretStore' as const, name: 'vault', provider: 'vault' as const, key: '{name}', refreshInterval: '1h', path: 'kv'},
      ],
    ]) as StoreSurroundings['configured']
    const {asked, said} = await converse(
      ['HashiCorp', 'vault', 'db', '', 'a', 'app/db#p', ''],
      {words: []},
      around({repository: [], configured}),
      nothing,
    )
    assert.deepEqual(asked.words, ['db', 'a=vault:app/db#p'])
    assert.match(said[0] ?? '', /HashiCorp Vault \(vault\),/)
  })
})
