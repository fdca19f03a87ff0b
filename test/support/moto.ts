import {execFileSync, spawn} from 'node:child_process'
import {existsSync, mkdirSync} from 'node:fs'
import {createServer} from 'node:net'
import {homedir} from 'node:os'
import path from 'node:path'

const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'gsec-interop')
const VERSION = '5.2.1'

/** AWS Secrets Manager and Parameter Store, as moto plays them. */
export interface Moto {
  url: string
  /** What AWS's own clients, and gsec with them, need to ask it. */
  env: Record<string, string>
  /** Requests answered so far. */
  requests(): number
  stop(): void
}

/** $GSEC_MOTO, or moto in a virtual environment of its own, made at the first call: needs python3 and a package registry. */
function motoProgram(): string {
  const stated = process.env['GSEC_MOTO']
  if (stated) return stated
  const folder = path.join(cache, `moto-${VERSION}`)
  const program = path.join(folder, 'bin/moto_server')
  if (!existsSync(program)) {
    mkdirSync(folder, {recursive: true})
    execFileSync('python3', ['-m', 'venv', folder], {stdio: ['ignore', 'ignore', 'inherit']})
    const flags = ['--quiet', '--disable-pip-version-check']
    execFileSync(path.join(folder, 'bin/pip'), ['install', ...flags, `moto[server]==${VERSION}`], {stdio: ['ignore', 'ignore', 'inherit']})
  }
  return program
}

/** Starts an empty one. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort()
  const child = spawn(motoProgram(), ['-p', String(port)], {stdio: ['ignore', 'ignore', 'pipe']})
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; !(await answers(url)); attempt++) {
    if (attempt > 300 || child.exitCode !== null) throw new Error(`moto does not start:\n${log}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return {
    url,
    env: {AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-west-1'},
    requests: () => [...log.matchAll(/"POST \/ HTTP/g)].length,
    stop: () => child.kill(),
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/data.json`)).ok
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
