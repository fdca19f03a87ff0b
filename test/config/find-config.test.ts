import assert from 'node:assert/strict'
import path from 'node:path'
import {findConfig} from '../../src/config/find-config.js'

const table: {name: string; start: string; files: string[]; file?: string; misnamed?: string; gitRoot?: string; on?: 'win32'}[] = [
  {name: 'the folder itself', start: '/r', files: ['/r/.git', '/r/.gsec.yaml'], file: '/r/.gsec.yaml', gitRoot: '/r'},
  {name: 'a folder above it', start: '/r/a/b', files: ['/r/.git', '/r/.gsec.yaml'], file: '/r/.gsec.yaml', gitRoot: '/r'},
  {
    name: 'the nearest of two',
    start: '/r/a/b',
    files: ['/r/.git', '/r/.gsec.yaml', '/r/a/.gsec.yaml'],
    file: '/r/a/.gsec.yaml',
    gitRoot: '/r',
  },
  {name: 'nothing above the git root', start: '/h/r/a', files: ['/h/r/.git', '/h/.gsec.yaml'], gitRoot: '/h/r'},
  {name: 'nothing above an inner repository', start: '/r/sub/a', files: ['/r/.git', '/r/.gsec.yaml', '/r/sub/.git'], gitRoot: '/r/sub'},
  {name: 'the folder itself outside of a repository', start: '/tmp/w', files: ['/tmp/w/.gsec.yaml'], file: '/tmp/w/.gsec.yaml'},
  {name: 'nothing further up outside of a repository', start: '/tmp/w', files: ['/tmp/.gsec.yaml', '/.gsec.yaml']},
  {name: 'nothing at the root', start: '/', files: []},
  {name: 'the other spelling, to complain', start: '/r/a', files: ['/r/.git', '/r/.gsec.yml'], misnamed: '/r/.gsec.yml', gitRoot: '/r'},
  {
    name: 'the right spelling before the other',
    start: '/r',
    files: ['/r/.git', '/r/.gsec.yml', '/r/.gsec.yaml'],
    file: '/r/.gsec.yaml',
    gitRoot: '/r',
  },
  {
    name: 'a folder above it, on Windows',
    start: 'C:\\r\\a',
    files: ['C:\\r\\.git', 'C:\\r\\.gsec.yaml'],
    file: 'C:\\r\\.gsec.yaml',
    gitRoot: 'C:\\r',
    on: 'win32',
  },
]

describe('the search for .gsec.yaml finds', () => {
  for (const {name, start, files, file, misnamed, gitRoot, on} of table) {
    it(name, () => {
      const found = findConfig(start, asked => files.includes(asked), on ? path.win32 : path.posix)
      assert.deepEqual(found, {file, misnamed, gitRoot})
    })
  }
})
