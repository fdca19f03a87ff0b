import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'nebiusmysterybox',
  title: 'Nebius MysteryBox',
  names: ['nebius', 'mysterybox'],
  docs: 'nebius-mysterybox',
  reportsMissing: true,
  scope: [{name: 'apiDomain', is: 'API domain'}],
  rules: {
    key: {is: 'the id of the secret', example: 'mbsec-e00abc'},
    property: {syntax: 'plain'},
    version: {use: 'read', is: 'the id of a version', example: 'mbsecver-e00abc'},
    extract: true,
  },
})
