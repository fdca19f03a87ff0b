import {definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

const NAME = /^argocd-(?:cm|notifications-cm|image-updater-config|cmd-params-cm)$/

// The texts in its data are YAML; $key and $secret:key refer to Secrets.
// https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#sensitive-data-and-sso-client-secrets
export default definePolicy({
  id: 'argocd-config',
  rule: {
    id: 'argocd-config-credential',
    title: "credential in Argo CD's configuration",
    remediation: 'put the value into a Secret labelled app.kubernetes.io/part-of: argocd and write $name:key here',
    documentation: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#sensitive-data-and-sso-client-secrets',
  },
  kinds: ['ConfigMap'],
  applies: ({object}) => NAME.test(object?.name ?? ''),
  commands: ({path, object, key}) => newSecret({path, object: {kind: 'Secret', name: 'argocd-extra', namespace: object?.namespace}, key}),
})
