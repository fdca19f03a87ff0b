import {baseName, definePolicy} from '../document.js'
import {newSecret} from '../next-steps.js'
import {child, entriesOf} from '../walk/node.js'

const FILES =
  /^(?:\.gitlab-ci.*|action|\.travis|\.drone|appveyor|azure-pipelines.*|bitbucket-pipelines|cloudbuild.*|\.woodpecker|buildspec.*|skaffold|\.pre-commit-config)\.ya?ml$/
const FOLDERS =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)|\.gitea\/workflows|\.forgejo\/workflows|\.circleci|\.gitlab\/ci|\.buildkite|\.tekton)\//

export default definePolicy({
  id: 'ci-workflow',
  rule: {
    id: 'ci-credential',
    title: 'credential in a CI workflow',
    remediation: "keep the value among the CI system's own secrets and refer to it",
  },
  applies: ({path, kind, format}) => kind === '' && format === 'yaml' && (FILES.test(baseName(path)) || FOLDERS.test(path)),
  inspect(inspection) {
    // GitHub's `id-token: write` is a permission
    const {root} = inspection.document
    inspection.leaveAlone(child(root, 'permissions'), ...entriesOf(child(root, 'jobs')).map(({value}) => child(value, 'permissions')))
  },
  commands: newSecret,
})
