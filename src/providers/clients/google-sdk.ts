// What gsec uses of Google's packages, in a file of its own so that they are loaded when a secret is asked for, and no
// sooner. scripts/build/trim-google.ts leaves out gRPC and everything else that is not reached from here.
export {SecretManagerServiceClient} from '@google-cloud/secret-manager'
export {GoogleAuth} from 'google-auth-library'
