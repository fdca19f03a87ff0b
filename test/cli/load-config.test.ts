import assert from 'node:assert/strict'
import {mkdirSync, symlinkSync} from 'node:fs'
import path from 'node:path'
import {placeOf} from '../../src/cli/load-config.js'
import {defaultConfig} from '../../src/config/default-value.js'
import {temporaryFolder} from '../support/temporary-folder.js'

describe('the place of a file, as the globs see it', () => {
  const root = temporaryFolder()
  const [folder, alias] = [path.join(root, 'repository'), path.join(root, 'alias')]
  mkdirSync(path.join(folder, 'apps'), {recursive: true})
  symlinkSync(folder, alias, 'junction')
  const loaded = {config: defaultConfig(), file: undefined, folder}

  for (const [name, file, place] of [
    ['typed through another name of the repository', path.join(alias, 'apps', 'db.yaml'), 'apps/db.yaml'],
    ['in a folder that is not there yet', path.join(alias, 'new', 'deep', 'db.yaml'), 'new/deep/db.yaml'],
    ['beside the repository', path.join(root, 'db.yaml'), undefined],
  ] as const) {
    it(`is ${place ?? 'nowhere'} for one ${name}`, () => assert.equal(placeOf(loaded, file), place))
  }

  it('is that of a link itself, not of what it leads to', () => {
    symlinkSync(path.join(folder, 'apps'), path.join(folder, 'shared'), 'junction')
    assert.equal(placeOf(loaded, path.join(folder, 'shared', 'db.yaml')), 'shared/db.yaml')
  })
})
