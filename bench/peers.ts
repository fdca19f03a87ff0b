import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

export const gsec = fileURLToPath(new URL('../bin/run.js', import.meta.url))

/** The version that a program on PATH tells of itself, or undefined when it is not there. */
export function versionOf(program: string, args: readonly string[] = ['--version']): string | undefined {
  const run = spawnSync(program, args, {encoding: 'utf8'})
  return run.status === 0 ? run.stdout.trim().split('\n')[0] : undefined
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
