import type {MadeStore} from './make-store.js'
import {sealLine} from './needed-secrets.js'

/** What a person must still do for a store: fill gaps in, and make the Secrets that it reads. */
export function storeRemarks({kind, name, gaps, secrets}: MadeStore): string[] {
  const words = gaps.map(({word, remark}) => (remark === '' ? word : `${word} (${remark})`))
  const gap = words.length > 0 ? [`fill in ${words.join(', ')}; --set FIELD=VALUE does it`] : []
  const needed = secrets.flatMap(secret => [
    `${kind} ${name} reads the Secret ${secret.name} (${secret.keys.join(', ')}); make it with: ${sealLine(secret)}`,
    ...(secret.needsWebhookLabel
      ? [`the Secret ${secret.name} needs the label external-secrets.io/type: webhook, below spec.template.metadata of its SealedSecret`]
      : []),
  ])
  return [...gap, ...needed]
}
