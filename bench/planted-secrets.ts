import {expand} from '../test/support/expand.js'

/** A secret in a file of its own, and the part of it that a finding must touch. */
export interface Planted {
  file: string
  text: string
  /** Lines of the secret, counted from 1, the last included. */
  lines: readonly [number, number]
}

// «…» becomes characters that depend on the seed alone; what stands between the marks § is the secret.
const KINDS: readonly {file: string; text: string}[] = [
  {file: 'secrets/db-N.yaml', text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData:\n  password: §summer-«digit:2»§\n'},
  {file: 'secrets/data-N.yaml', text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata:\n  api: §«base64(k-«alnum:14»)»§\n'},
  {
    file: 'secrets/key-N.yaml',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: key}\nstringData:\n  id_rsa: |\n    §-----BEGIN RSA PRIVATE KEY-----\n    «base64:64»\n    «base64:64»\n    «base64:64»\n    -----END RSA PRIVATE KEY-----§\n',
  },
  {
    file: 'secrets/registry-N.yaml',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: r}\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: §«base64({"auths":{"registry.example.com":{"username":"ci","password":"p-«alnum:12»"}}})»§\n',
  },
  {
    file: 'apps/env-N.yaml',
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          env:\n            - name: DB_PASSWORD\n              value: §winter-«digit:3»§\n',
  },
  {
    file: 'apps/args-N.yaml',
    text: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: dump}\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: dump\n              args:\n                - --host=db\n                - --password=§autumn-«alnum:6»§\n',
  },
  {
    file: 'apps/config-N.yaml',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  application.properties: |\n    server.port=8080\n    spring.datasource.password=§spring-«alnum:5»§\n',
  },
  {
    file: 'apps/url-N.yaml',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  CACHE: redis://default:§«alnum:12»§@cache.shop:6379/0\n',
  },
  {
    file: 'argocd/app-N.yaml',
    text: 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    helm:\n      parameters:\n        - name: auth.password\n          value: §may-«alnum:7»§\n',
  },
  {
    file: 'flux/provider-N.yaml',
    text: 'apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Provider\nmetadata: {name: slack}\nspec:\n  type: slack\n  address: §https://hooks.slack.com/services/T«upper:8»/B«upper:10»/«alnum:24»§\n',
  },
  {
    file: 'overlay-N/kustomization.yaml',
    text: 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator:\n  - name: db\n    literals:\n      - password=§june-«alnum:6»§\n',
  },
  {file: 'charts/values-N.yaml', text: 'postgresql:\n  auth:\n    username: shop\n    password: §july-«alnum:6»§\n'},
  {
    file: 'clusters/kubeconfig-N.yaml',
    text: 'apiVersion: v1\nkind: Config\nusers:\n  - name: admin\n    user:\n      token: §«alnum:40»§\n',
  },
  {file: 'deploy-N/.env', text: 'LOG_LEVEL=info\nDB_PASSWORD=§august-«alnum:4»§\n'},
  {file: 'aws-N/.env', text: 'AWS_REGION=eu-west-1\nAWS_ACCESS_KEY_ID=§AKIA«base32:16»§\n'},
  {
    file: 'docs/github-N.md',
    text: '# Notes\n\nClone with this token:\n\n    git clone https://x-access-token@example.com §ghp_«alnum:30»«crc32:6»§\n',
  },
  {
    file: '.github/workflows/build-N.yaml',
    text: 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    env:\n      GITLAB_TOKEN: §glpat-«base64url:20»§\n    steps: []\n',
  },
  {file: 'src/pay-N.ts', text: "export const client = connect({\n  mode: 'live',\n  key: '§sk_live_«alnum:24»§',\n})\n"},
  {file: 'web-N/.npmrc', text: 'registry=https://registry.example.com/\n//registry.example.com/:_authToken=§npm_«alnum:30»«crc32:6»§\n'},
  {file: 'ai-N/config.toml', text: '[model]\nname = "small"\napi_key = "§sk-ant-api03-«base64url:93»AA§"\n'},
]

/** How many kinds of secrets there are. */
export const kinds = KINDS.length

/** The same secrets at every run. @param rounds how many of each kind */
export function plantedSecrets(rounds: number): Planted[] {
  return Array.from({length: rounds}, (_, round) =>
    KINDS.map(({file, text}): Planted => {
      const [before = '', secret = '', after = ''] = expand(text, `${file}/${round}`).split('§')
      const first = before.split('\n').length
      return {file: file.replace('N', String(round)), text: before + secret + after, lines: [first, first + secret.split('\n').length - 1]}
    }),
  ).flat()
}
