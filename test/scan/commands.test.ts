// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested
import assert from 'node:assert/strict'
import {argumentSecrets, commandSecretAt} from '../../src/scan/commands.js'

/** Looks at the end of the given word in the text, where the prefilter would. */
function secretAfter(word: string, text: string): string | undefined {
  const found = commandSecretAt(text, text.toLowerCase().indexOf(word) + word.length)
  return found && text.slice(found.value.start, found.value.end)
}

const lines: {word: string; text: string; expected: string | undefined}[] = [
  {word: 'docker login', text: 'docker login -u bob -p pw-1 ghcr.io', expected: 'pw-1'},
  {word: 'docker login', text: 'docker login --password="pw 1" -u bob', expected: 'pw 1'},
  {word: 'docker login', text: 'docker login \\\n  -u bob \\\n  -p pw-1', expected: 'pw-1'},
  {word: 'docker login', text: 'docker login --password-stdin < x', expected: undefined},
  {word: 'docker login', text: 'docker login -u bob\nmake -p pw-1', expected: undefined},
  {word: 'helm registry', text: 'helm registry login r.io -u bob -p pw-1', expected: 'pw-1'},
  {word: 'curl ', text: 'curl -sSL -u bob:pw-1 https://x', expected: 'pw-1'},
  {word: 'curl ', text: 'curl --user "bob:pw-1" https://x', expected: 'pw-1'},
  {word: 'curl ', text: 'curl -u bob https://x:80', expected: undefined},
  {word: 'curl ', text: 'curl https://x/a-u:b', expected: undefined},
  {word: 'mysql', text: 'mysqldump -h db -uroot -ppw-1 shop', expected: 'pw-1'},
  {word: 'mysql', text: 'mysql -p shop', expected: undefined},
  {word: 'redis-cli', text: 'redis-cli -h x -a pw-1 ping', expected: 'pw-1'},
  {word: 'sshpass', text: "sshpass -p 'pw-1' ssh x", expected: 'pw-1'},
  {word: '--from-literal', text: 'kubectl create secret generic x --from-literal=a=pw-1', expected: 'pw-1'},
  {word: '--from-literal', text: 'kubectl create secret generic x --from-literal=a="pw 1"', expected: 'pw 1'},
]

const lists: {words: string[]; expected: [index: number, value: string][]}[] = [
  {words: ['--password', 'pw-1'], expected: [[1, 'pw-1']]},
  {words: ['--verbose', '--password', '--other'], expected: []},
  {words: ['mysql', '-uroot', '-ppw-1'], expected: [[2, 'pw-1']]},
  {words: ['/usr/bin/mysqladmin', 'ping', '-ppw-1'], expected: [[2, 'pw-1']]},
  {words: ['redis-cli', '-a', 'pw-1'], expected: [[2, 'pw-1']]},
  {words: ['curl', '-u', 'bob:pw-1', 'https://x'], expected: [[2, 'pw-1']]},
  {words: ['nc', '-p', '80'], expected: []},
]

describe('a command', () => {
  for (const {word, text, expected} of lines) {
    it(`${JSON.stringify(text)} gives ${expected ?? 'nothing'} away`, () => {
      assert.equal(secretAfter(word, text), expected)
    })
  }
  it('for a ConfigMap leaves the judgement to the key', () => {
    const text = 'kubectl create secret generic x\nkubectl create configmap y --from-literal=mode=fast'
    assert.equal(commandSecretAt(text, text.indexOf('=mode'))?.key, 'mode')
  })
  for (const {words, expected} of lists) {
    it(`${words.join(' ')} as a list has ${expected.length} value(s)`, () => {
      const found = argumentSecrets(words).filter(({option}) => option === 'password')
      assert.deepEqual(
        found.map(({index, value}) => [index, words[index]?.slice(value.start, value.end)]),
        expected,
      )
    })
  }
})
