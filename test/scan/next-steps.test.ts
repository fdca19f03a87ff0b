import assert from 'node:assert/strict'
import ExternalCreate from '../../src/commands/external/create.js'
import Seal from '../../src/commands/seal.js'
import {newSecret, sealEnvFile, sealFile, sealManifest, setInPlace} from '../../src/scan/next-steps.js'
import {scanFile} from '../../src/scan/scan-file.js'

const object = {kind: 'Deployment', name: 'web', namespace: 'shop'}

describe('what to type next', () => {
  it('seals a manifest beside itself', () => {
    assert.deepEqual(sealManifest({path: 'deploy/db.yaml', object: {kind: 'Secret', name: 'db'}, key: 'pw'}), [
      'gsec seal deploy/db.yaml --output-file deploy/db.sealed.yaml',
      'gsec external create db --from-secret deploy/db.yaml --store STORE --output-file deploy/db.external.yaml --append',
    ])
    assert.deepEqual(sealManifest({path: 'db.json', key: 'pw'}), [
      'gsec seal db.json --output-file db.sealed.json',
      'gsec external create --from-secret db.json --store STORE --output-file db.external.json',
    ])
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
    assert.deepEqual(setInPlace({path: 'a.yaml', object, key: 'x'}), ['gsec set a.yaml x --name web'])
  })
  const commandsFor = (path: string, text: string) =>
    scanFile({path, bytes: Buffer.from(text)}, []).findings.map(({finding}) => finding.commands[0])
  it('makes a Secret of a value in a template, which no command can read', () => {
    const template = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-db\nstringData:\n  token: hunter-2-hunter\n'
    assert.deepEqual(commandsFor('chart/templates/db.yaml', template), [
      'gsec seal --name db --prompt token --output-file chart/templates/db-db.sealed.yaml',
    ])
    assert.deepEqual(commandsFor('db.yaml', template.replace('{{ .Release.Name }}-', '').replace('data:', 'data:\n  note: "{{ x }}"')), [
      'gsec seal db.yaml --output-file db.sealed.yaml',
    ])
  })
  it('calls the Secret of a secretGenerator as kustomize does', () => {
    const text = 'namespace: shop\nsecretGenerator:\n- name: login\n  literals: [password=hunter-2-hunter]\n'
    assert.deepEqual(commandsFor('app/kustomization.yaml', text), [
      'gsec seal --name login --namespace shop --prompt password --output-file app/kustomization-login.sealed.yaml',
    ])
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
