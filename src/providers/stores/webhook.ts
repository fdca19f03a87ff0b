import type {Reference} from '../reference.js'
import {doubt, type ReferenceProblem} from '../reference-problem.js'
import {valueAt} from '../scope.js'
import {defineStore, type Usage} from '../store-kind.js'

// Key, property and version reach the service only where the store's templates mention them.
export default defineStore({
  id: 'webhook',
  title: 'a webhook',
  docs: 'webhook',
  access: 'read-write',
  reportsMissing: true,
  scope: [{name: 'url', is: 'address'}],
  rules: {
    key: {is: 'what the address of the store expects', example: 'db-password', mistakes: (_, usage) => unread('key', usage)},
    property: {syntax: 'template', mistakes: ({property}: Reference, usage) => (property === undefined ? [] : unread('property', usage))},
    version: {
      use: 'read',
      is: 'what the address of the store expects',
      example: '3',
      mistakes: (_version, _reference, usage) => unread('version', usage),
    },
    extract: true,
  },
})

function unread(part: 'key' | 'property' | 'version', {block}: Usage): ReferenceProblem[] {
  if (!block) return []
  const templates = [['url'], ['body'], ['headers'], ['result', 'jsonPath']].map(steps => JSON.stringify(valueAt(block, steps) ?? ''))
  if (templates.some(template => template.includes(`.remoteRef.${part}`) || /\.remoteRef\s*[|})]/.test(template))) return []
  return [
    doubt(
      `${part}-unread`,
      `no template of the store reads .remoteRef.${part}`,
      `add {{ .remoteRef.${part} }} to the url of the store${part === 'key' ? '' : `, or leave ${part} out`}`,
    ),
  ]
}
