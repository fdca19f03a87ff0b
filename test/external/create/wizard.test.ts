import assert from 'node:assert/strict'
import type {CreateRequest} from '../../../src/external/create/create-request.js'
import type {StoreSurroundings} from '../../../src/external/create/store-choice.js'
import {askForRequest, type OfferSecrets} from '../../../src/external/create/wizard.js'
import {findStoreKind} from '../../../src/providers/find-store-kind.js'

/** Answers in order; one that is refused is followed by the next. */
async function converse(answers: readonly string[], request: CreateRequest, around: StoreSurroundings, offerSecrets: OfferSecrets) {
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
      async tick(question, choices) {
        said.push(`${question} ${choices.map(({name}) => name)}`)
        const answers = next().split('|')
        return choices.filter(({name}) => answers.includes(name)).map(({value}) => value)
      },
      say: text => said.push(`- ${text}`),
    },
    around,
    offerSecrets,
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
const nothing: OfferSecrets = async () => undefined

/** A provider with these secrets: keys of a JSON object, or undefined for what cannot be read. */
const offering =
  (secrets: Readonly<Record<string, readonly string[] | undefined>>, block = {}): OfferSecrets =>
  async () => ({
    title: 'the provider',
    block,
    names: async () => Object.keys(secrets),
    keysOf: async name => secrets[name],
  })

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

  it('offer the secrets of the provider, if the user wants them listed', async () => {
    const secrets = offering({'db-password': undefined, 'db-user': undefined})
    const {asked, said} = await converse(
      ['db', '', 'pick', 'db-pass', 'whole', 'password', 'type a', 'b', 'x', 'that is all'],
      {words: [], store: 'gcp'},
      around(),
      secrets,
    )
    assert.deepEqual(asked.words, ['db', 'password=gcp:db-password', 'b=gcp:x'])
    assert.ok(said.includes('Which secrets? pick from those of the provider, listed with your own login,type their names'))
    assert.ok(said.includes('Secret of the provider: type a reference,db-password,db-user'))
    assert.ok(said.includes('Next secret: that is all,type a reference,db-password'))
    const {asked: typed} = await converse(['db', '', 'type their', 'a', 'x', ''], {words: [], store: 'gcp'}, around(), secrets)
    assert.deepEqual(typed.words, ['db', 'a=gcp:x'])
  })

  it('ask for names where the provider tells none', async () => {
    const {asked} = await converse(['db', '', 'pick', 'a', 'x', ''], {words: [], store: 'gcp'}, around(), offering({}))
    assert.deepEqual(asked.words, ['db', 'a=gcp:x'])
  })

  it('tick the keys of a JSON secret, and ask what a key is called that no Secret may have', async () => {
    const secrets = offering({db: ['user', 'pass word', 'host.name', 'a*b'], plain: [], secret: undefined})
    const {asked, said} = await converse(
      [
        ...['db', '', 'pick', 'db', 'keys of', 'user|pass word|host.name', 'pass', 'db', 'keys of', 'user', 'user', 'user2'],
        ...['plain', 'keys of', 'plain', 'secret', 'keys of', 'that is all'],
      ],
      {words: [], store: 'gcp'},
      around(),
      secrets,
    )
    assert.deepEqual(asked.words.slice(1), [
      'user=gcp:db#user',
      'pass=gcp:db#pass word',
      'host.name=gcp:db#host.name',
      'user2=gcp:db#user',
      'plain=gcp:plain',
    ])
    assert.ok(said.includes('Keys of db: user,pass word,host.name'))
    assert.ok(said.includes('! this key has its reference already'))
    assert.ok(said.includes('- plain is no JSON object with keys: its whole value is taken'))
  })

  it('follow what the provider of the store takes', async () => {
    const storeOf = (id: string, block: object) => ({
      kind: 'SecretStore' as const,
      name: 's',
      provider: {kind: findStoreKind(id) ?? assert.fail(), block: {...block}},
    })
    const pick = (store: ReturnType<typeof storeOf>, secrets: Parameters<typeof offering>[0], answers: string[]) =>
      converse(
        ['db', '', 'pick', ...answers, 'that is all'],
        {words: [], store: 's'},
        around({repository: [store]}),
        offering(secrets, store.provider.block),
      )
    const parameters = storeOf('aws', {service: 'ParameterStore', region: 'eu-west-1'})
    const {asked: ssm} = await pick(parameters, {'/prod/db': undefined}, ['/prod/db', 'whole', 'db'])
    assert.deepEqual(ssm.words, ['db', 'db=ssm:/prod/db'])
    const {asked: k8s} = await pick(storeOf('kubernetes', {}), {app: ['tls.crt', 'tls.key']}, ['app', 'keys of', 'tls.key'])
    assert.deepEqual(k8s.words, ['db', 'tls.key=k8s:app#tls.key'])
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
