import assert from 'node:assert/strict'
import {rules} from '../../src/scan/rules/index.generated.js'
import {scanFile} from '../../src/scan/scan-file.js'
import {expand} from '../support/expand.js'

// What users of other scanners complained about; each case is what was missed or flagged there.
const flaggedElsewhere: {issue: string; path?: string; text: string}[] = [
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1728 (ciphertext of a SealedSecret)',
    text: 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: x}\nspec:\n  encryptedData:\n    apiKey: AgB«base64:713»\n',
  },
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1508 (remoteRef.key)',
    text: 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: x}\nspec:\n  data:\n  - secretKey: api_key\n    remoteRef: {key: prod/api/«alnum:32»}\n',
  },
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1644 (kind: Secret within template.data)',
    text: 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: x}\nspec:\n  target:\n    template:\n      data:\n        repo.yaml: |\n          apiVersion: v1\n          kind: Secret\n          data:\n            token: "{{ .token | b64enc }}"\n',
  },
  {
    issue: 'https://github.com/betterleaks/betterleaks/issues/309 (SOPS values)',
    text: 'password: ENC[AES256_GCM,data:«base64:40»,iv:«base64:44»,tag:«base64:24»,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\n  version: 3.9.0\n',
  },
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1219 (UUIDs of tenants)',
    text: 'tenantId: 3f2a9c1e-7b64-4d0f-9a51-c5b1e0d2f3a4\nclient_id: 3f2a9c1e-7b64-4d0f-9a51-c5b1e0d2f3a4\nAZURE_SUBSCRIPTION_ID: 3f2a9c1e-7b64-4d0f-9a51-c5b1e0d2f3a4\n',
  },
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/760 (apiVersion)',
    text: 'apiVersion: secretsmanager.services.k8s.aws/v1alpha1\nkind: Foo\nmetadata: {name: x}\n',
  },
  {
    issue: 'https://github.com/bridgecrewio/checkov/issues/4815 (CSI annotations and drivers)',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: x, annotations: {secrets-store.csi.k8s.io/rotation-poll: 2m}}\nspec:\n  volumes:\n  - csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: azure-kv}}\n',
  },
  {
    issue: 'https://github.com/Yelp/detect-secrets/issues/266 (names of Secrets)',
    text: 'secretName: my-database-secret\nexistingSecret: postgres-credentials\nsecretKeyRef:\n  name: db\n  key: password\nTOKEN_FILE: /var/run/secrets/token\n',
  },
  {
    issue: 'https://github.com/kubescape/kubescape/issues/1839 (reloader annotations)',
    text: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n  annotations:\n    secret.reloader.stakater.com/reload: db-password,api-token\n    checksum/secret: «hex:64»\n',
  },
  {
    issue: 'caBundle in a webhook',
    text: 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: x}\nwebhooks:\n- clientConfig:\n    caBundle: «base64(-----BEGIN CERTIFICATE----- MIIBsecret)»\n',
  },
  {
    issue: 'digests of images and charts',
    text: 'image: ghcr.io/acme/token-service@sha256:«hex:64»\ndigest: sha256:«hex:64»\nsecretHash: «hex:40»\n',
  },
]

const missedElsewhere: {issue: string; path?: string; text: string; ruleId: string}[] = [
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1513 (stringData)',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nstringData:\n  db: s3same\n',
    ruleId: 'kubernetes-secret',
  },
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1513 (JSON manifests)',
    path: 'x.json',
    text: '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"},"data":{"db":"czNzYW1l"}}',
    ruleId: 'kubernetes-secret',
  },
  {
    issue: 'https://github.com/gitleaks/gitleaks/issues/1933 (kind after data)',
    text: 'apiVersion: v1\ndata:\n  db: czNzYW1l\nkind: Secret\nmetadata: {name: x}\n',
    ruleId: 'kubernetes-secret',
  },
  {
    issue: 'https://github.com/betterleaks/betterleaks/issues/216 (long metadata)',
    text: `apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n  annotations:\n${Array.from({length: 200}, (_, n) => `    note-${n}: "${'x'.repeat(50)}"\n`).join('')}data:\n  db: czNzYW1l\n`,
    ruleId: 'kubernetes-secret',
  },
  {
    issue: 'https://github.com/Yelp/detect-secrets/issues/703 (block scalars)',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  app.yaml: |\n    db:\n      password: s3same-1\n',
    ruleId: 'config-map-credential',
  },
  {
    issue: 'https://github.com/IBM/detect-secrets/issues/87 (.dockerconfigjson)',
    text: 'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: «base64({"auths":{"r.io":{"auth":"Ym9iOnMzc2FtZS0x"}}})»\n',
    ruleId: 'registry-credentials',
  },
  {
    issue: 'weak passwords in pairs',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n  - name: a\n    env:\n    - name: DB_PASSWORD\n      value: abc\n',
    ruleId: 'container-credential',
  },
]

describe('complaints about other scanners', () => {
  for (const {issue, path = 'deploy/x.yaml', text} of flaggedElsewhere) {
    it(`silent: ${issue}`, () => {
      const {findings} = scanFile({path, bytes: Buffer.from(expand(text, issue))}, rules)
      assert.deepEqual(
        findings.map(({finding}) => [finding.ruleId, finding.message]),
        [],
      )
    })
  }
  for (const {issue, path = 'deploy/x.yaml', text, ruleId} of missedElsewhere) {
    it(`found: ${issue}`, () => {
      const {findings} = scanFile({path, bytes: Buffer.from(expand(text, issue))}, rules)
      assert.deepEqual(
        findings.map(({finding}) => finding.ruleId),
        [ruleId],
      )
    })
  }
})
