import {claimsOf, HEADER_WORDS, isServiceAccount, LONGEST_SIGNED_TOKEN, SIGNED_TOKEN} from '../json-web-token.js'
import {defineRule} from '../rule.js'

export default defineRule({
  id: 'kubernetes-service-account-token',
  title: 'token of a Kubernetes service account',
  severity: 'critical',
  keywords: HEADER_WORDS,
  pattern: SIGNED_TOKEN,
  accepts: token => isServiceAccount(claimsOf(token) ?? {}),
  reach: LONGEST_SIGNED_TOKEN,
  remediation: 'delete the Secret or the pod that the token belongs to, which ends it, and look at what the service account may do',
  documentation: 'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#legacy-serviceaccount-token-secrets',
})
