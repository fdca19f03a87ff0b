import type {Finding} from '../../finding.js'
import type {PlainObject} from '../../manifest/value.js'
import type {PushStep} from './push-plan.js'
import type {PushPlan, PushTarget} from './push-secret.js'

/** What `gsec external push --json` prints. */
export interface PushReport {
  store: {kind: string; name: string; provider: string}
  written: boolean
  secrets: readonly {
    name: string
    namespace?: string
    steps: readonly {key: string; action: PushStep['action']; keys: readonly string[]}[]
  }[]
  externalSecrets: readonly PlainObject[]
  findings: readonly Finding[]
}

export function pushReport(
  plans: readonly PushPlan[],
  {store, kind}: PushTarget,
  written: boolean,
  findings: readonly Finding[],
): PushReport {
  return {
    store: {kind: store.kind, name: store.name, provider: kind.id},
    written,
    secrets: plans.map(({secret: {name, namespace}, steps}) => ({
      name,
      ...(namespace !== undefined && {namespace}),
      steps: steps.map(({action, remote}) => ({key: remote.key, action, keys: remote.entries.map(({secretKey}) => secretKey)})),
    })),
    // maps of the user's keys become objects
    externalSecrets: plans.map(({manifest}) =>
      JSON.parse(JSON.stringify(manifest, (_, value) => (value instanceof Map ? Object.fromEntries(value) : value))),
    ),
    findings,
  }
}

/** One line of the plan: "create shop-db in AWS Secrets Manager in eu-west-1: password, username". */
export function stepText({action, remote}: PushStep, {client}: PushTarget, {force}: {force: boolean}): string {
  const keys = remote.entries.map(({secretKey, isBase64}) => (isBase64 ? `${secretKey} (base64)` : secretKey)).join(', ')
  const verb = action === 'replace' && !force ? 'differs' : action
  return `${verb} ${client.prefix}${remote.key} in ${client.title}: ${keys}`
}
