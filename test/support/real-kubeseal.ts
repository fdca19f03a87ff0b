import {execFileSync, spawnSync} from 'node:child_process'
import {copyFileSync, existsSync, mkdirSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'
import {temporaryFolder} from './temporary-folder.js'

const VERSION = '0.36.6'
const MODULE = 'github.com/bitnami-labs/sealed-secrets/cmd/kubeseal'

export interface RealKubeseal {
  path: string
  /** 0.36.6; undefined for a build that does not say. */
  version: string | undefined
}

/**
 * The real kubeseal: $GSEC_KUBESEAL, one in $PATH, the one of our cache folder, or else built there with Go.
 * @throws where there is none and no Go
 */
export function realKubeseal(): RealKubeseal {
  const found = process.env['GSEC_KUBESEAL'] || inPath() || cached()
  const printed = execFileSync(found, ['--version'], {encoding: 'utf8'})
  return {path: found, version: /(\d+\.\d+\.\d+)/.exec(printed)?.[1]}
}

/** True when it is as new as that, or does not say how old it is. */
export function isAtLeast({version}: RealKubeseal, wanted: string): boolean {
  if (version === undefined) return true
  const parts = (text: string) => text.split('.').map(part => part.padStart(4, '0'))
  return parts(version).join('.') >= parts(wanted).join('.')
}

function inPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return folders.map(folder => path.join(folder, 'kubeseal')).find(file => path.isAbsolute(file) && existsSync(file) && !isGsec(file))
}

/** A link of that name may be our own. */
function isGsec(file: string): boolean {
  return spawnSync(file, ['--version'], {encoding: 'utf8'}).stdout.includes('+gsec')
}

function cached(): string {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache')
  const file = path.join(cache, 'gsec-tests', `kubeseal-${VERSION}`, process.platform === 'win32' ? 'kubeseal.exe' : 'kubeseal')
  if (existsSync(file)) return file
  const folder = temporaryFolder()
  const run = spawnSync('go', ['install', `${MODULE}@v${VERSION}`], {env: {...process.env, GOBIN: folder}, encoding: 'utf8'})
  if (run.status !== 0) throw new Error(`no kubeseal: set GSEC_KUBESEAL, or install Go to build one\n${run.stderr ?? ''}`)
  mkdirSync(path.dirname(file), {recursive: true})
  copyFileSync(path.join(folder, path.basename(file)), file)
  return file
}
