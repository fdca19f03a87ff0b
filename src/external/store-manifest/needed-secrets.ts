import {entryOf, type ManifestNode, textAt} from '../../manifest/node.js'
import {shellWord} from '../../shell-word.js'

/** A Secret that a store reads to log in. */
export interface NeededSecret {
  name: string
  namespace: string | undefined
  keys: readonly string[]
  /** It must bear the label external-secrets.io/type: webhook. */
  needsWebhookLabel: boolean
}

/** The Secrets that a store's manifest names, with the keys that it reads of them. */
export function neededSecrets(store: ManifestNode, text: string): NeededSecret[] {
  const own = textAt(store, 'metadata', 'namespace')
  const isWebhook = entryOf(entryOf(entryOf(store, 'spec')?.value, 'provider')?.value, 'webhook') !== undefined
  const found = new Map<string, {name: string; namespace: string | undefined; keys: Set<string>}>()
  const add = (node: ManifestNode, name: string, keys: readonly string[]) => {
    const namespace = textAt(node, 'namespace') ?? own
    const id = JSON.stringify([name, namespace])
    const secret = found.get(id) ?? {name, namespace, keys: new Set()}
    for (const key of keys) secret.keys.add(key)
    found.set(id, secret)
  }
  visit(entryOf(store, 'spec')?.value, node => {
    const name = textAt(node, 'name')
    const key = textAt(node, 'key')
    // a certificate authority has the same form, and a type
    if (name !== undefined && key !== undefined && textAt(node, 'type') === undefined) add(node, name, [key])
    const wrapped = entryOf(node, 'secretRef')?.value
    const whole = textAt(wrapped, 'name')
    if (wrapped && name !== undefined && whole !== undefined && textAt(wrapped, 'key') === undefined)
      add(wrapped, whole, keysOf(text, name))
  })
  return [...found.values()].map(secret => ({...secret, keys: [...secret.keys], needsWebhookLabel: isWebhook}))
}

function visit(node: ManifestNode | undefined, see: (node: ManifestNode) => void): void {
  if (!node || node.kind === 'scalar') return
  see(node)
  for (const child of node.kind === 'list' ? node.items : node.entries.map(({value}) => value)) visit(child, see)
}

/** What the templates of a webhook take of a Secret: {{ .login.token }}. */
function keysOf(text: string, name: string): string[] {
  const mention = new RegExp(`\\{\\{[^}]*\\.${name.replace(/[^\w]/g, '\\$&')}\\.(\\w+)`, 'g')
  return [...text.matchAll(mention)].map(([, key = '']) => key)
}

/** The command line that makes the Secret without ever showing a value. */
export function sealLine({name, namespace, keys}: NeededSecret): string {
  const words = ['gsec', 'seal', '--name', name, ...(namespace === undefined ? [] : ['--namespace', namespace])]
  const isTls = keys.length === 2 && keys.includes('tls.crt') && keys.includes('tls.key')
  const sources = isTls ? ['--tls', 'tls.crt', 'tls.key'] : keys.flatMap(sourceOf)
  return [...words, ...sources, '--output-file', `${name}.sealed.yaml`].map(shellWord).join(' ')
}

/** Files come from a file, all else from a prompt. */
function sourceOf(key: string): string[] {
  if (/\.[a-z]+$/.test(key)) return ['--from-file', key]
  const file = FILES[key]
  return file === undefined ? ['--prompt', key] : ['--from-file', `${key}=${file}`]
}

const FILES: Readonly<Record<string, string>> = {config: 'kubeconfig.yaml', 'private-key': 'private-key.pem'}
