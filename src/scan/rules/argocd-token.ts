import {claimsOf, HEADER_WORDS, LONGEST_SIGNED_TOKEN, SIGNED_TOKEN} from '../json-web-token.js'
import {defineRule} from '../rule.js'

// A JWT that Argo CD itself issued: for an account, or for the role of a project.
export default defineRule({
  id: 'argocd-token',
  title: 'Argo CD token',
  severity: 'high',
  keywords: HEADER_WORDS,
  pattern: SIGNED_TOKEN,
  accepts: token => claimsOf(token)?.iss === 'argocd',
  reach: LONGEST_SIGNED_TOKEN,
  remediation: 'delete the token with "argocd account delete-token" or "argocd proj role delete-token"',
  documentation: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/',
})
