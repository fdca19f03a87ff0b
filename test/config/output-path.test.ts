import assert from 'node:assert/strict'
import {milliseconds} from '../../src/config/duration.js'
import {outputPath} from '../../src/config/output-path.js'
import {GsecError} from '../../src/errors.js'

const values = {dir: 'apps/shop', file: 'db', cluster: 'prod-eu', namespace: 'shop', name: 'db-password'}

describe('an output template', () => {
  const table: [template: string, values: Parameters<typeof outputPath>[1], path: string][] = [
    ['{dir}/{cluster}/{name}.sealed.yaml', values, 'apps/shop/prod-eu/db-password.sealed.yaml'],
    ['clusters/{cluster}/{namespace}/{file}.yaml', values, 'clusters/prod-eu/shop/db.yaml'],
    ['{dir}/{cluster}/{name}.yaml', {...values, dir: '.'}, 'prod-eu/db-password.yaml'],
    ['{dir}/../{cluster}/{name}.yaml', values, 'apps/prod-eu/db-password.yaml'],
    ['{dir}/{cluster}/{name}.yaml', {dir: 'a', cluster: 'c'}, 'a/c/{name}.yaml'],
    ['{name}{name}', {name: '{dir}'}, '{dir}{dir}'],
    ['{name}.yaml', {name: '$&'}, '$&.yaml'],
  ]
  for (const [template, given, path] of table) it(`${template} becomes ${path}`, () => assert.equal(outputPath(template, given), path))

  for (const name of ['../../etc/x', 'a/b', 'a\\b', '..', '.']) {
    it(`refuses ${name} for the name of a Secret`, () => {
      assert.throws(
        () => outputPath('{dir}/{name}', {dir: 'a', name}),
        (error: unknown) => error instanceof GsecError && error.message === 'the name would lead the output to another folder',
      )
    })
  }
})

describe('a duration', () => {
  const table: [string, number][] = [
    ['60d', 5_184_000_000],
    ['36h', 129_600_000],
    ['1d12h', 129_600_000],
    ['90m', 5_400_000],
    ['1d1h1m1s', 90_061_000],
  ]
  for (const [text, length] of table) it(`of ${text} is ${length} ms`, () => assert.equal(milliseconds(text), length))
})
