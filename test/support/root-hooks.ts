import net from 'node:net'
// So that one test file runs in a fresh clone too.
import '../../scripts/gen-indexes.js'

// The same surroundings on every machine.
Object.assign(process.env, {TZ: 'UTC', NO_COLOR: '1', COLUMNS: '80', LC_ALL: 'C'})
for (const name of Object.keys(process.env)) {
  if (/^(GSEC_(?!KUBESEAL$)|SEALED_SECRETS_|KUBECONFIG$|AWS_|VAULT_|GOOGLE_|AZURE_|FORCE_COLOR$|DEBUG$)/.test(name))
    delete process.env[name]
}

// No test reaches beyond this machine: a connection elsewhere is a mistake and fails at once.
const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const [first] = Array.isArray(args[0]) ? args[0] : args
  const host =
    typeof first === 'object' && first !== null ? (first as {host?: string}).host : typeof args[1] === 'string' ? args[1] : undefined
  if (host !== undefined && !/^(localhost|127\.|::1$|\[::1\]$)/.test(host)) throw new Error(`a test tried to reach ${host}`)
  return Reflect.apply(connect, this, args)
} as typeof connect
