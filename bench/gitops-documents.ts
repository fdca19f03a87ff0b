import type {Random} from './random.js'

// What a GitOps repository holds, none of it a secret: what a scanner must leave alone, quickly.

type Make = (random: Random) => string

const labels = (name: string) => `  labels:\n    app.kubernetes.io/name: ${name}\n    app.kubernetes.io/part-of: shop\n`
const head = (apiVersion: string, kind: string, name: string, namespace: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n${labels(name)}`
const lines = (count: number, line: (index: number) => string) => Array.from({length: count}, (_, index) => line(index)).join('')

const deployment: Make = random => {
  const [name, namespace] = [random.name(), random.name()]
  const env = (index: number) =>
    random.below(3) === 0
      ? `            - name: ${random.name().toUpperCase().replace('-', '_')}_PASSWORD\n              valueFrom:\n                secretKeyRef:\n                  name: ${random.name()}\n                  key: password\n`
      : `            - name: ${random.name().toUpperCase().replace('-', '_')}_${index}\n              value: "${random.words(2)}"\n`
  return `${head('apps/v1', 'Deployment', name, namespace)}  annotations:
    checksum/secret: ${random.hex(64)}
    secret.reloader.stakater.com/reload: ${random.name()}
spec:
  replicas: ${random.below(9)}
  template:
    spec:
      imagePullSecrets:
        - name: ${random.name()}
      containers:
        - name: ${name}
          image: registry.example.com/${random.name()}/${name}@sha256:${random.hex(64)}
          args: ["--config=/etc/${name}.yaml", "--token-file=/var/run/secrets/token", "--log-level=${random.pick(['info', 'warn'])}"]
          env:
${lines(4 + random.below(16), env)}          resources:
            limits: {cpu: ${random.below(900)}m, memory: ${random.below(900)}Mi}
          volumeMounts:
            - {name: data, mountPath: /data}
      volumes:
        - name: tls
          secret:
            secretName: ${random.name()}-tls
`
}

const service: Make = random => {
  const name = random.name()
  return `${head('v1', 'Service', name, random.name())}spec:\n  ports:\n${lines(2 + random.below(6), index => `    - name: port-${index}\n      port: ${random.below(60_000)}\n      targetPort: http\n`)}  selector:\n    app: ${name}\n`
}

const configMap: Make = random => `${head('v1', 'ConfigMap', random.name(), random.name())}data:
  LOG_LEVEL: info
  application.properties: |
${lines(10 + random.below(30), () => `    ${random.name()}.${random.name()}=${random.words(1 + random.below(3))}\n`)}    spring.datasource.password=\${DB_PASSWORD}
    spring.datasource.url=jdbc:postgresql://${random.name()}:5432/${random.name()}
`

const sealedSecret: Make = random => {
  const name = random.name()
  const value = () => `AgA${random.text('ABCDEFGHIJKLMNOPabcdefgh', 1)}${random.base64(712)}`
  return `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: ${name}\n  namespace: ${random.name()}\nspec:\n  encryptedData:\n${lines(2 + random.below(8), index => `    ${random.pick(['password', 'token', 'api-key', 'client-secret'])}-${index}: ${value()}\n`)}  template:\n    metadata:\n      name: ${name}\n    type: Opaque\n`
}

const externalSecret: Make = random => `${head('external-secrets.io/v1', 'ExternalSecret', random.name(), random.name())}spec:
  refreshInterval: 1h0m0s
  secretStoreRef: {kind: ClusterSecretStore, name: vault}
  target:
    template:
      data:
        url: "postgres://{{ .user }}:{{ .password }}@db/shop"
  data:
${lines(2 + random.below(12), () => `    - secretKey: ${random.pick(['password', 'token', 'apiKey'])}\n      remoteRef:\n        key: prod/${random.name()}/${random.hex(12)}\n        property: ${random.pick(['password', 'token'])}\n`)}`

const values: Make = random => `# Values of the chart
image:
  repository: registry.example.com/${random.name()}
  tag: "${random.below(9)}.${random.below(20)}.${random.below(9)}"
auth:
  existingSecret: ${random.name()}
  secretKeys:
    adminPasswordKey: admin-password
  password: ""
${lines(20 + random.below(80), index => `${random.name().replace('-', '')}${index}:\n  enabled: ${random.pick(['true', 'false'])}\n  ${random.name().replace('-', '')}: ${random.words(1)}\n  # ${random.words(8)}\n`)}`

const sops: Make =
  random => `${lines(4 + random.below(20), index => `${random.pick(['password', 'token', 'key'])}_${index}: ENC[AES256_GCM,data:${random.base64(24)},iv:${random.base64(43)}=,tag:${random.base64(22)}==,type:str]\n`)}sops:
  age:
    - recipient: age1${random.text('023456789acdefghjklmnpqrstuvwxyz', 58)}
  lastmodified: "2026-01-02T03:04:05Z"
  mac: ENC[AES256_GCM,data:${random.base64(88)},iv:${random.base64(43)}=,tag:${random.base64(22)}==,type:str]
  version: 3.9.0
`

const helmRelease: Make = random => `${head('helm.toolkit.fluxcd.io/v2', 'HelmRelease', random.name(), random.name())}spec:
  interval: 10m
  valuesFrom:
    - kind: Secret
      name: ${random.name()}
  values:
${values(random).replace(/^(?=.)/gm, '    ')}`

const prose: Make = random =>
  `# ${random.words(4)}\n\n${lines(20 + random.below(60), index => (index % 9 === 0 ? `\n## ${random.words(3)}\n\n` : index % 7 === 0 ? `Set the password with \`kubectl create secret generic ${random.name()} --from-file=password\`.\n` : `${random.words(10 + random.below(8))}.\n`))}`

const code: Make = random =>
  `import {${random.pick(['read', 'write'])}} from './${random.name()}.js'\n\n${lines(10 + random.below(30), index => `/** ${random.words(9)}. */\nexport function ${random.name().replace('-', '')}${index}(token: string, options = {}): string {\n  const password = process.env.${random.name().toUpperCase().replace('-', '_')}\n  if (!token) throw new Error('${random.words(3)}')\n  return \`\${token}:\${password}:${random.hex(8)}\`\n}\n\n`)}`

const lock: Make = random =>
  `{\n  "lockfileVersion": 3,\n  "packages": {\n${lines(30 + random.below(60), index => `    "node_modules/${random.name()}-${index}": {"version": "1.${random.below(20)}.0", "integrity": "sha512-${random.base64(86)}=="},\n`)}    "": {}\n  }\n}\n`

const several =
  (...makes: readonly Make[]): Make =>
  random =>
    Array.from({length: 2 + random.below(5)}, () => random.pick(makes)(random)).join('---\n')

/** What stands in the tree, by the share of files in percent. */
export const documents: readonly {share: number; name: (index: number) => string; make: Make}[] = [
  {share: 30, name: index => `apps/app-${index}/manifests.yaml`, make: several(deployment, service, configMap)},
  {share: 8, name: index => `apps/app-${index}/sealed.yaml`, make: sealedSecret},
  {share: 6, name: index => `apps/app-${index}/external.yaml`, make: several(externalSecret)},
  {share: 10, name: index => `charts/chart-${index}/values.yaml`, make: values},
  {share: 3, name: index => `clusters/prod/secrets-${index}.sops.yaml`, make: sops},
  {share: 3, name: index => `clusters/prod/release-${index}.yaml`, make: helmRelease},
  {share: 12, name: index => `docs/page-${index}.md`, make: prose},
  {share: 8, name: index => `src/module-${index}.ts`, make: code},
  {share: 10, name: index => `web/site-${index}/package-lock.json`, make: lock},
]
