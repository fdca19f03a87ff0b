// The one part of the client library that gsec loads, in a file of its own so that it is loaded for a request only.
// Its index would bring all of the API's types; scripts/build/trim-client-node.ts leaves out what is not reached from here.
export {KubeConfig} from '@kubernetes/client-node/dist/config.js'
