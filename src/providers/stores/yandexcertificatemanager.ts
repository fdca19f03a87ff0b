import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'yandexcertificatemanager',
  title: 'Yandex Certificate Manager',
  docs: 'yandex-certificate-manager',
  reportsMissing: false,
  // A store that fetches by name says in which folder; one that fetches by id says nothing of the place.
  scope: [{name: 'folderID', is: 'folder', at: 'fetching.byName.folderID'}],
  rules: {
    key: {is: 'the id of the certificate, or its name if the store fetches by name', example: 'fpq6gvvm6piuegbb2nol'},
    // Without one it is both.
    property: {syntax: 'plain', values: ['chain', 'privateKey', 'chainAndPrivateKey']},
    version: {use: 'read', is: 'the id of a version', example: 'fpqabcdefghijklmnopq'},
    extract: true,
  },
})
