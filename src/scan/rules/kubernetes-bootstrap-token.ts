import {defineRule} from '../rule.js'

const DOCUMENTED = ['abcdef.0123456789abcdef', '07401b.f395accd246ae52d']

// An identifier of six characters and sixteen of secret. Two that the documentation shows are everybody's.
export default defineRule({
  id: 'kubernetes-bootstrap-token',
  title: 'Kubernetes bootstrap token',
  severity: 'critical',
  keywords: ['kubeadm', 'bootstraptoken', 'bootstrap-token', 'bootstrap_token'],
  pattern: /(?:[Tt]oken|TOKEN)["']?(?:\s{0,4}[:=]\s{0,4}|\s{1,4})["']?(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})(?![A-Za-z0-9.])/g,
  accepts: token => !DOCUMENTED.includes(token),
  remediation: 'delete the token with "kubeadm token delete", and make one that expires',
  documentation: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/#token-format',
})
