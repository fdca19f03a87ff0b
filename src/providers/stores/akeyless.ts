import {findByAll} from '../common-rules.js'
import {failure} from '../reference-problem.js'
import {sameAddress} from '../scope.js'
import {defineStore} from '../store-kind.js'

export default defineStore({
  id: 'akeyless',
  title: 'Akeyless',
  docs: 'akeyless',
  access: 'read-write',
  reportsMissing: 'unverified',
  scope: [{name: 'akeylessGWApiURL', is: 'gateway', normalize: sameAddress}],
  rules: {
    key: {is: 'the path of the item', example: '/team/db'},
    property: {syntax: 'escaped-then-gjson'},
    version: {
      use: 'read',
      is: 'the number of a version',
      example: '3',
      mistakes: version =>
        /^\d{1,10}$/.test(version) && Number(version) < 2 ** 31
          ? []
          : [
              failure(
                'version-form',
                'ESO takes a version that is no number for the newest, without a word',
                'write the number of a version, or leave version out',
                version === 'latest' ? {version: null} : undefined,
              ),
            ],
    },
    extract: true,
    find: findByAll,
  },
})
