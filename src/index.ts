// The library: what other programs may import from gsec. Commands and their texts are not part of it.
export {type ErrorCode, errorCodes, GsecError} from './errors.js'
export {Secret} from './secret.js'
