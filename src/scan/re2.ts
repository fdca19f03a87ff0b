// The engine for users' own patterns, in a file of its own: it is loaded only where there is one.
export {RE2JS} from 're2js'
