import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'

/** values.yaml, values-prod.yaml, prod.values.yaml, helm/values/prod.yaml. */
const FILE = /^values(?:[._-].*)?\.ya?ml$|[._-]values\.ya?ml$/
const FOLDER = /(?:^|\/)(?:helm-)?values\//

export default definePolicy({
  id: 'helm-values',
  rule: {
    id: 'helm-values-credential',
    title: 'credential in Helm values',
    remediation: 'give the chart the name of a Secret (existingSecret or the like) instead of the value',
    documentation: 'https://helm.sh/docs/chart_best_practices/values/',
  },
  applies: ({path, kind, format}) => kind === '' && format === 'yaml' && (FILE.test(baseName(path)) || FOLDER.test(path)),
  commands: newSecret,
})
