import {spawn} from 'node:child_process'
import {Secret} from '../secret.js'

/** A program that logs in, and what it gets. */
export interface LoginProgram {
  command: string
  args: readonly string[]
  env: Readonly<Record<string, string>>
  isInteractive: boolean
}

type LoginProgramResult = {ended: 'well'; stdout: Secret} | {ended: 'badly' | 'missing' | 'forbidden' | 'late'}

/** Without a terminal nobody can answer what it may wait for; with one the user can end it. */
const TIMEOUT_MS = 60_000
const MAX_BYTES = 1024 * 1024

/** Runs a login program of the kubeconfig as kubectl does: it may ask on the terminal, and what it says on stderr is shown. */
export function runLogin({command, args, env, isInteractive}: LoginProgram): Promise<LoginProgramResult> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      env: {...process.env, ...env},
      stdio: [isInteractive ? 'inherit' : 'ignore', 'pipe', 'inherit'],
      windowsHide: true,
    })
    const chunks: Buffer[] = []
    let isLate = false
    const end = () => {
      isLate = true
      child.kill('SIGKILL')
    }
    const timer = isInteractive ? undefined : setTimeout(end, TIMEOUT_MS)
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (chunks.reduce((sum, {length}) => sum + length, 0) > MAX_BYTES) child.kill('SIGKILL')
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      resolve({ended: error.code === 'ENOENT' ? 'missing' : 'forbidden'})
    })
    child.on('close', status => {
      clearTimeout(timer)
      resolve(status === 0 ? {ended: 'well', stdout: Secret.of(Buffer.concat(chunks))} : {ended: isLate ? 'late' : 'badly'})
    })
  })
}
