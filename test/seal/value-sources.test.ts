import assert from 'node:assert/strict'
import {literalRefused, secretFromFlags, type ValueFlags} from '../../src/seal/value-sources.js'
import {Secret} from '../../src/secret.js'

const readers = {
  readFile: (path: string) => Secret.of(`content of ${path}`),
  filesIn: (path: string) => (path === 'conf' ? ['one', 'two'] : undefined),
  environment: (name: string) => (name === 'SET' ? 'from the environment' : undefined),
  prompt: async (key: string) => Secret.of(`typed for ${key}`),
  readPassword: () => Secret.of('pw'),
}
const build = (flags: Partial<ValueFlags>) => secretFromFlags({name: 'db', ...flags}, readers)
const values = async (flags: Partial<ValueFlags>) => (await build(flags)).items.map(({key, value}) => [key, value.reveal().toString()])

const refused: {name: string; flags: Partial<ValueFlags>; message: RegExp}[] = [
  {name: 'nothing at all', flags: {}, message: /would hold nothing/},
  {name: 'an invalid name', flags: {name: 'DB', 'from-file': ['a']}, message: /--name must consist of lower-case/},
  {name: 'two "="', flags: {'from-file': ['a=b=c']}, message: /takes one "="/},
  {name: 'a key without a file', flags: {'from-file': ['a=']}, message: /names no file/},
  {name: 'a file without a key', flags: {'from-file': ['=b']}, message: /names no key/},
  {name: 'a folder with a key', flags: {'from-file': ['a=conf']}, message: /a folder names its keys itself/},
  {name: 'a variable that is not set', flags: {'from-env': ['a=NOT']}, message: /NOT is not set/},
  {name: 'a key twice', flags: {'from-file': ['a=x', 'a=y']}, message: /the key a is given twice/},
  {name: 'a key that Kubernetes refuses', flags: {prompt: ['a b']}, message: /the key must consist of/},
  {name: 'one file for --tls', flags: {tls: ['a']}, message: /--tls takes two files/},
  {name: 'three files for --tls', flags: {tls: ['a', 'b', 'c']}, message: /--tls takes two files/},
]

describe('a Secret built from flags', () => {
  it('takes files, folders, variables and prompts, in this order', async () => {
    assert.deepEqual(await values({'from-file': ['dir/pass.txt', 'k=f', 'conf'], 'from-env': ['SET', 'other=SET'], prompt: ['p']}), [
      ['pass.txt', 'content of dir/pass.txt'],
      ['k', 'content of f'],
      ['one', 'content of conf/one'],
      ['two', 'content of conf/two'],
      ['SET', 'from the environment'],
      ['other', 'from the environment'],
      ['p', 'typed for p'],
    ])
  })

  it('takes the lines of an environment file', async () => {
    const secret = await secretFromFlags({name: 'db', 'from-env-file': ['.env']}, {...readers, readFile: () => Secret.of('A=1\n')})
    assert.deepEqual(
      secret.items.map(({key, place}) => [key, place]),
      [['A', '.env:1']],
    )
  })

  it('has the type of its shortcut unless told otherwise', async () => {
    assert.equal((await build({tls: ['c', 'k']})).type, 'kubernetes.io/tls')
    assert.equal((await build({'docker-server': 's', 'docker-username': 'u'})).type, 'kubernetes.io/dockerconfigjson')
    assert.equal((await build({'docker-server': 's'})).items[0]?.key, '.dockerconfigjson')
    assert.equal((await build({'from-file': ['a'], type: 'example.com/x'})).type, 'example.com/x')
    assert.equal((await build({'from-file': ['a']})).type, undefined)
  })

  for (const {name, flags, message} of refused) {
    it(`refuses ${name}`, () => assert.rejects(build(flags), message))
  }

  it('has an answer for --from-literal', () => {
    assert.match(literalRefused().message, /--from-literal is not taken/)
  })
})
