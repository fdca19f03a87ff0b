import assert from 'node:assert/strict'
import {formatOf, isExamplePath, isLockFile} from '../../src/scan/format.js'
import {safePattern} from '../../src/scan/safe-pattern.js'

const cases: [name: string, content: string, expected: string][] = [
  ['a/values.yaml', '', 'yaml'],
  ['templates/_helpers.tpl', '', 'yaml'],
  ['x.YML', '', 'yaml'],
  ['x.json', '{', 'json'],
  ['.env', '', 'dotenv'],
  ['.env.production', '', 'dotenv'],
  ['prod.env', '', 'dotenv'],
  ['app.env.example', '', 'dotenv'],
  ['x.tfvars', '', 'hcl'],
  ['x.toml.example', '', 'toml'],
  ['/home/bob/.aws/credentials', '[default]', 'ini'],
  ['.kube/config', 'apiVersion: v1\nkind: Config\n', 'yaml'],
  ['admin.conf', 'apiVersion: v1\nkind: Config\n', 'yaml'],
  ['nginx.conf', 'server {\n  listen 80;\n}\n', 'ini'],
  ['web.config', '<?xml version="1.0"?><a/>', 'xml'],
  ['Dockerfile.prod', '', 'dockerfile'],
  ['run', '#!/bin/sh\n', 'script'],
  ['data', '{"a": 1}', 'json'],
  ['settings', 'a=1\nb=2\n', 'dotenv'],
  ['settings', 'a: 1\nb: 2\n', 'yaml'],
  ['main.js.map', '{"a": 1}', 'code'],
  ['main.go', 'package main', 'code'],
  ['README', '# Title\n\nSome text: with a colon.\nMore of it.\n', 'script'],
  ['README.md', '', 'prose'],
  ['', 'password: x\n', 'yaml'],
]

describe('the format of a text', () => {
  for (const [name, content, expected] of cases) {
    it(`named ${JSON.stringify(name)} that begins with ${JSON.stringify(content.slice(0, 20))} is ${expected}`, () => {
      assert.equal(formatOf(name, content), expected)
    })
  }
})

describe('a path', () => {
  it('is an example by its folders or its name', () => {
    for (const path of [
      'test/a.yaml',
      'a/examples/b.yaml',
      'docs/x.md',
      'x.example.yaml',
      '.env.sample',
      'a_test.go',
      'b.spec.ts',
      'a\\tests\\b',
    ]) {
      assert.equal(isExamplePath(path), true, path)
    }
    for (const path of ['contest/a.yaml', 'latest/x', 'deploy/app.yaml', 'attest.yaml', 'values.yaml'])
      assert.equal(isExamplePath(path), false, path)
  })
  it('is a lock file by its name alone', () => {
    for (const path of ['package-lock.json', 'a/yarn.lock', 'go.sum', 'charts/Chart.lock', 'a\\poetry.lock'])
      assert.equal(isLockFile(path), true, path)
    for (const path of ['lock.yaml', 'my-package-lock.json.txt', 'Chart.yaml']) assert.equal(isLockFile(path), false, path)
  })
})

describe('a pattern from a file', () => {
  it('is taken when it cannot take long', () => {
    assert.equal(safePattern('^(data|stringData)$')?.test('data'), true)
    assert.equal(safePattern('.*\\.enc\\.ya?ml$')?.test('a/b.enc.yml'), true)
  })
  it('is refused when it could, or is none', () => {
    for (const source of ['(a+)+$', '(a|a)*b', '(.*)(.*)\\1', 'a*b*c*d*e*', '(', 'x'.repeat(600), '(?<=a)b'])
      assert.equal(safePattern(source), undefined, source)
  })
})
