import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import {unifiedDiff} from '../../../src/external/upgrade/unified-diff.js'
import {temporaryFolder} from '../../support/temporary-folder.js'

const diff = (before: string, after: string) => unifiedDiff('app.yaml', {text: before, parts: []}, {text: after, parts: []})

describe('a unified diff', () => {
  const cases: {name: string; before: string; after: string; expected: string}[] = [
    {name: 'is empty where nothing differs', before: 'a\n', after: 'a\n', expected: ''},
    {
      name: 'shows three lines around a change',
      before: '1\n2\n3\n4\n5\n6\n7\n8\n9\n',
      after: '1\n2\n3\n4\n!\n6\n7\n8\n9\n',
      expected: '@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+!\n 6\n 7\n 8\n',
    },
    {
      name: 'joins changes that lie close together, and parts others',
      before: 'a\n1\n2\n3\n4\n5\n6\nb\n1\n2\n3\n4\n5\n6\n7\nc\n',
      after: 'A\n1\n2\n3\n4\n5\n6\nB\n1\n2\n3\n4\n5\n6\n7\nC\nd\n',
      expected: '@@ -1,11 +1,11 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n 1\n 2\n 3\n@@ -13,4 +13,5 @@\n 5\n 6\n 7\n-c\n+C\n+d\n',
    },
    {
      name: 'says where the last line has no end',
      before: 'a\nb',
      after: 'a\nc\n',
      expected: '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n',
    },
    {name: 'knows an empty file', before: '', after: 'a\n', expected: '@@ -0,0 +1,1 @@\n+a\n'},
  ]
  for (const {name, before, after, expected} of cases) {
    it(name, () => assert.equal(diff(before, after), expected === '' ? '' : `--- a/app.yaml\n+++ b/app.yaml\n${expected}`))
  }

  it('is what git can apply', () => {
    const line = fc.constantFrom('a', 'b', 'c', '', 'd\r')
    const text = fc
      .tuple(fc.array(line, {maxLength: 30}), fc.boolean())
      .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''))
    const folder = temporaryFolder({})
    execFileSync('git', ['init', '-q', '.'], {cwd: folder})
    fc.assert(
      fc.property(text, text, (before, after) => {
        if (before === after || before === '' || after === '') return
        writeFileSync(path.join(folder, 'app.yaml'), before)
        execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', '-'], {cwd: folder, input: diff(before, after)})
        assert.equal(readFileSync(path.join(folder, 'app.yaml'), 'utf8'), after)
      }),
      {numRuns: 60, seed: 3},
    )
  })

  it('takes no time for a large file whose parts all change', () => {
    const parts = Array.from({length: 5000}, (_, index) => `# ${index}\nold: ${index}\nkept\n`)
    const startsOf = (texts: readonly string[]) => {
      const starts = [0]
      for (const one of texts) starts.push((starts.at(-1) ?? 0) + one.length)
      return starts.slice(0, -1)
    }
    const after = parts.map(part => part.replace('old', 'newer'))
    const started = performance.now()
    const result = unifiedDiff('x', {text: parts.join(''), parts: startsOf(parts)}, {text: after.join(''), parts: startsOf(after)})
    assert.ok(performance.now() - started < 2000)
    assert.equal(result.match(/^-old/gm)?.length, 5000)
  })

  it('shows a part that has too many differences as replaced', () => {
    const lines = (word: string) => Array.from({length: 1500}, (_, index) => `${word} ${index}\n`).join('')
    const result = diff(lines('a'), lines('b'))
    assert.equal(result.match(/^[-+][ab] /gm)?.length, 3000)
    assert.ok(result.indexOf('\n+b 0\n') > result.indexOf('\n-a 1499\n'))
  })
})
