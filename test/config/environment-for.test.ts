import assert from 'node:assert/strict'
import path from 'node:path'
import {environmentFor} from '../../src/config/environment-for.js'
import {placeInConfig} from '../../src/config/place-in-config.js'
import {readConfig} from '../../src/config/read-config.js'

const {config} = readConfig(
  Buffer.from(`
version: 1
clusters:
  stage: {context: kind-stage}
  eu: {cert: eu.pem, tier: prod}
  us: {cert: us.pem, tier: prod}
stores:
  vaulted: {kind: SecretStore, name: v, provider: vault, path: kv}
environments:
  - paths: [apps/*/prod/**, infra/prod/**]
    clusters: [us, eu]
    store: vaulted
  - paths: [apps/**]
    clusters: [stage]
    scope: cluster-wide
  - paths: ["**/secrets/*.yaml"]
`),
  '.gsec.yaml',
)

describe('the environment of a file', () => {
  const table: {file: string; index: number | undefined; pattern?: string; clusters?: string[]}[] = [
    {file: 'apps/a/prod/db.yaml', index: 0, pattern: 'apps/*/prod/**', clusters: ['us', 'eu']},
    {file: 'infra/prod/db.yaml', index: 0, pattern: 'infra/prod/**', clusters: ['us', 'eu']},
    {file: 'apps/a/b/prod/db.yaml', index: 1, pattern: 'apps/**', clusters: ['stage']},
    {file: 'x/secrets/db.yaml', index: 2, pattern: '**/secrets/*.yaml', clusters: []},
    {file: 'x/secrets/deep/db.yaml', index: undefined},
    {file: 'README.md', index: undefined},
  ]
  for (const {file, index, pattern, clusters} of table) {
    it(`of ${file} is ${index === undefined ? 'none' : `number ${index + 1}, the first that matches`}`, () => {
      const match = environmentFor(config, file)
      assert.equal(match?.index, index)
      assert.equal(match?.pattern, pattern)
      assert.deepEqual(
        match?.clusters.map(({name}) => name),
        clusters,
      )
    })
  }

  it('comes with its clusters and store', () => {
    const match = environmentFor(config, 'apps/a/prod/db.yaml')
    assert.deepEqual(
      match?.clusters.map(({cluster}) => cluster.cert),
      ['us.pem', 'eu.pem'],
    )
    assert.deepEqual([match?.store?.name, match?.store?.store.provider, match?.store?.store.path], ['vaulted', 'vault', 'kv'])
    assert.equal(environmentFor(config, 'apps/x')?.store, undefined)
  })
})

describe('the place of a file in the configuration', () => {
  const posix: [folder: string, file: string, place: string | undefined][] = [
    ['/repo', '/repo/apps/a.yaml', 'apps/a.yaml'],
    ['/repo', '/repo/..a', '..a'],
    ['/repo', '/repo', ''],
    ['/repo', '/repo2/a', undefined],
    ['/repo/sub', '/repo/a', undefined],
    ['/repo/sub', '/repo', undefined],
    ['/repo', '/repo/a\\b', 'a\\b'],
  ]
  for (const [folder, file, place] of posix) {
    it(`below ${folder} of ${file} is ${place}`, () => assert.equal(placeInConfig(folder, file, path.posix), place))
  }

  const windows: [folder: string, file: string, place: string | undefined][] = [
    ['C:\\repo', 'C:\\repo\\apps\\a.yaml', 'apps/a.yaml'],
    ['C:\\repo', 'c:\\Repo\\apps/a.yaml', 'apps/a.yaml'],
    ['C:\\repo', 'D:\\repo\\a', undefined],
    ['C:\\repo\\sub', 'C:\\repo\\a', undefined],
    ['\\\\host\\share\\repo', '\\\\host\\share\\repo\\a\\b', 'a/b'],
  ]
  for (const [folder, file, place] of windows) {
    it(`below ${folder} of ${file} is ${place}, on Windows`, () => assert.equal(placeInConfig(folder, file, path.win32), place))
  }
})
