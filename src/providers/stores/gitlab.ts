import {propertyOf, stepsOf} from '../property-path.js'
import type {Reference} from '../reference.js'
import {referenceError} from '../reference-error.js'
import {doubt, type ReferenceProblem} from '../reference-problem.js'
import {sameAddress, valueAt} from '../scope.js'
import {defineStore, type ProviderBlock} from '../store-kind.js'

// https://docs.gitlab.com/api/project_level_variables/
const EXAMPLE = 'ref+gitlab://gitlab.com/PROJECT_ID/NAME'

export default defineStore({
  id: 'gitlab',
  title: 'GitLab variables',
  docs: 'gitlab-variables',
  reportsMissing: false,
  scope: [
    {name: 'url', is: 'server', default: 'https://gitlab.com', normalize: sameAddress},
    {name: 'projectID', is: 'project'},
    {name: 'groupID', is: 'group', at: 'groupIDs', read: groupsOf, write: group => ({groupIDs: [group]})},
    {name: 'environment', is: 'environment'},
  ],
  rules: {
    key: {
      is: 'the key of the variable',
      example: 'DB_PASSWORD',
      pattern: /^\w+$/,
      allows: 'letters, digits and _',
      maxLength: 255,
      mistakes: keyMistakes,
    },
    property: {syntax: 'gjson'},
    version: {use: 'ignored'},
    extract: true,
    // Of tags only environment_scope is known.
    find: {name: 'used', tags: 'used', path: 'refused'},
  },
  normalize: reference => ({...reference, key: reference.key.replaceAll('-', '_')}),
  vals: [
    {
      scheme: 'gitlab',
      example: EXAMPLE,
      parameters: ['scheme'],
      logins: ['api_version', 'ssl_verify'],
      read({path, parameters: {scheme = 'https'}, fragment}) {
        const [host, ...rest] = path.split('/')
        const [owner, id, key] = rest.length === 2 ? ['projects', ...rest] : rest
        if (!host || !id || !key || rest.length > 3 || !['projects', 'groups'].includes(owner ?? ''))
          throw referenceError('the vals URI names no variable', `write ${EXAMPLE}`)
        return {
          scope: {url: `${scheme}://${host}`, ...(owner === 'groups' ? {groupID: id} : {projectID: id})},
          key,
          property: propertyOf(fragment, 'gjson'),
        }
      },
      write({scope: {url = 'https://gitlab.com', projectID, groupID, environment}, key, version, property}) {
        const [, scheme, host] = /^(https?):\/\/([a-z0-9.-]+)$/.exec(url) ?? []
        const id = projectID ?? groupID
        const fragment = stepsOf(property, 'gjson')
        if (
          !scheme ||
          !host ||
          !id ||
          (projectID && groupID) ||
          environment !== undefined ||
          version !== undefined ||
          !fragment ||
          [id, key].some(name => name.includes('/'))
        )
          return undefined
        return {
          path: [host, projectID === undefined ? 'groups' : 'projects', id, key].join('/'),
          parameters: scheme === 'https' ? {} : {scheme},
          fragment,
        }
      },
    },
  ],
})

function groupsOf(block: ProviderBlock): string[] {
  const groups = valueAt(block, ['groupIDs'])
  return Array.isArray(groups) ? groups.filter(group => typeof group === 'string') : []
}

function keyMistakes({key}: Reference): ReferenceProblem[] {
  const underscored = key.replaceAll('-', '_')
  if (underscored === key || !/^\w+$/.test(underscored)) return []
  return [doubt('key-hyphen', 'GitLab allows no - in a key; ESO reads _ instead', `write key: ${underscored}`, {key: underscored})]
}
