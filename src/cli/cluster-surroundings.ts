import {existsSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'
import {cacheFolder} from '../files/cache-folder.js'
import {readFile} from '../files/read-file.js'
import {withProgress} from './progress.js'
import type {LoginProgram} from './run-login.js'

/** What reaching a cluster needs of this process. */
export function clusterSurroundings() {
  return {
    env: process.env,
    home: homedir(),
    pathDelimiter: path.delimiter,
    readFile,
    exists: existsSync,
    // node:child_process costs some milliseconds, which only those with a login program have to pay
    runLogin: async (program: LoginProgram) => (await import('./run-login.js')).runLogin(program),
    isInteractive: Boolean(process.stdin.isTTY && process.stderr.isTTY),
  }
}

interface CacheFlags {
  refresh?: boolean
  'no-cache'?: boolean
}

/** How controllers are asked for their certificates, as the flags of a command say. */
export function controllerAsking({refresh, 'no-cache': noCache}: CacheFlags, {timeoutMs}: {timeoutMs: number | undefined}) {
  const kube = clusterSurroundings()
  return {
    kube,
    timeoutMs,
    cacheFolder: cacheFolder({...kube, platform: process.platform}),
    cacheUse: noCache ? ('off' as const) : refresh ? ('refresh' as const) : ('use' as const),
    whileAsking: <T>(work: () => Promise<T>) => withProgress('asking the controller for its certificate', work),
  }
}
