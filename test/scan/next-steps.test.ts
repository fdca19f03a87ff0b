import assert from 'node:assert/strict'
import ExternalCreate from '../../src/commands/external/create.js'
import Seal from '../../src/commands/seal.js'
import {newSecret, sealEnvFile, sealFile, sealManifest, setInPlace} from '../../src/scan/next-steps.js'

const object = {kind: 'Deployment', name: 'web', namespace: 'shop'}

describe('what to type next', () => {
  it('seals a manifest beside itself', () => {
    assert.deepEqual(sealManifest({path: 'deploy/db.yaml', object: {kind: 'Secret', name: 'db'}, key: 'pw'}), [
      'gsec seal deploy/db.yaml --output-file deploy/db.sealed.yaml',
      'gsec external create db --from-secret deploy/db.yaml --store STORE --output-file deploy/db.external.yaml',
    ])
    assert.equal(sealManifest({path: 'db.json', key: 'pw'})[0], 'gsec seal db.json --output-file db.sealed.json')
  })
  it('makes a Secret of a value, sealed or external', () => {
    assert.deepEqual(newSecret({path: 'deploy/web.yaml', object, key: 'DB_PASSWORD'}), [
      'gsec seal --name web --namespace shop --prompt DB_PASSWORD --output-file deploy/web-web.sealed.yaml',
      'gsec external create web --namespace shop --store STORE DB_PASSWORD=PROVIDER:KEY',
    ])
  })
  it('names the Secret for the file where there is no object', () => {
    assert.match(
      newSecret({path: 'config/My App.toml', key: 'a b'})[0] ?? '',
      /^gsec seal --name my-app --prompt a-b --output-file 'config\/My App-my-app.sealed.yaml'$/,
    )
    assert.match(newSecret({path: '.npmrc', key: '//r/:_authToken'})[0] ?? '', /--name npmrc --prompt r-_authToken /)
    assert.match(newSecret({path: '...', key: ''})[0] ?? '', /--name my-secret --prompt value /)
  })
  it('takes an env file out of git', () => {
    assert.deepEqual(sealEnvFile({path: 'o/db.env', key: 'X'}), [
      'gsec seal --name db --from-env-file o/db.env --output-file o/db.sealed.yaml',
      'git rm --cached o/db.env',
    ])
  })
  it('puts a value into a SealedSecret', () => {
    assert.deepEqual(setInPlace({path: 'a b.yaml', key: 'x'}), ["gsec set 'a b.yaml' x"])
  })
  it('uses only flags that the commands have', () => {
    const facts = {path: 'a/b.yaml', object, key: 'k'}
    const lines = [...sealManifest(facts), ...newSecret(facts), ...sealEnvFile(facts), ...sealFile(facts)]
    for (const [command, {flags}] of Object.entries({'gsec seal': Seal, 'gsec external create': ExternalCreate})) {
      const own = lines.filter(line => line.startsWith(`${command} `))
      assert.notEqual(own.length, 0)
      const names = own.flatMap(line => [...line.matchAll(/ --([a-z-]+)/g)].map(([, name = '']) => name))
      assert.deepEqual(
        names.filter(name => !(name in flags)),
        [],
      )
    }
  })
  it('keeps a file whose name begins with a dash from being a flag', () => {
    assert.equal(setInPlace({path: '-x.yaml', key: 'a'})[0], 'gsec set ./-x.yaml a')
  })
})
