import type {FindRule, VersionRule} from './store-kind.js'

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const findByAll: FindRule = {name: 'used', tags: 'used', path: 'used'}

export const versionNumber: VersionRule = {use: 'read', is: 'the number of a version', example: '3', pattern: /^[1-9]\d{0,9}$/}
