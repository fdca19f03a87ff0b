import assert from 'node:assert/strict'
import path from 'node:path'
import {cacheFolder} from '../../src/files/cache-folder.js'

// https://specifications.freedesktop.org/basedir-spec/latest/
describe('the folder of the cache', () => {
  const home = path.resolve('/home/me')
  const stated = path.resolve('/cache')
  const cases = [
    {name: 'is below XDG_CACHE_HOME', env: {XDG_CACHE_HOME: stated}, platform: 'linux', expected: path.join(stated, 'gsec')},
    {name: 'is below ~/.cache', env: {}, platform: 'darwin', expected: path.join(home, '.cache', 'gsec')},
    {
      name: 'is below ~/.cache when XDG_CACHE_HOME is relative',
      env: {XDG_CACHE_HOME: 'x'},
      platform: 'linux',
      expected: path.join(home, '.cache', 'gsec'),
    },
    {
      name: 'is below LOCALAPPDATA on Windows',
      env: {LOCALAPPDATA: stated},
      platform: 'win32',
      expected: path.join(stated, 'gsec', 'cache'),
    },
  ]
  for (const {name, env, platform, expected} of cases) it(name, () => assert.equal(cacheFolder({env, home, platform}), expected))
})
