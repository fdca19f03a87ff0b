// What the questions of external create need, in a file of its own so that it is loaded when somebody is asked, and no sooner.
export {openClient} from '../../providers/open-client.js'
export {offerSecrets} from './offered-secrets.js'
export {askForRequest} from './wizard.js'
