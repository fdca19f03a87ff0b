import {runLogin} from '../../src/cli/run-login.js'
import {main} from '../../src/kubeseal/main.js'
import type {Surroundings} from '../../src/kubeseal/surroundings.js'
import {temporaryFolder} from './temporary-folder.js'
import {vector} from './vectors.js'

export interface KubesealRun {
  status: number
  stdout: string
  stderr: string
}

export interface KubesealInput extends Partial<Surroundings> {
  stdin?: string | Buffer
}

/** A folder with the pair of test/vectors/kubeseal as cert.pem and key.pem, and other files. */
export function kubesealFolder(files: Record<string, string | Buffer> = {}): string {
  return temporaryFolder({'cert.pem': vector('kubeseal/cert.pem'), 'key.pem': vector('kubeseal/key.pem'), ...files})
}

/** Runs kubeseal's command line in this process and a folder, with an empty environment and no terminal. */
export async function runKubesealIn(
  folder: string,
  args: readonly string[],
  {stdin = '', ...changes}: KubesealInput = {},
): Promise<KubesealRun> {
  const before = process.cwd()
  const printed = {stdout: [] as Buffer[], stderr: ''}
  process.chdir(folder)
  try {
    const status = await main(args, {
      env: {},
      home: `${folder}/home`,
      isTerminal: {stdin: false, stderr: false},
      stdout: data => printed.stdout.push(Buffer.from(data)),
      stderr: text => {
        printed.stderr += text
      },
      readStdin: () => Buffer.from(stdin),
      runLogin,
      ...changes,
    })
    return {status, stdout: Buffer.concat(printed.stdout).toString('utf8'), stderr: printed.stderr}
  } finally {
    process.chdir(before)
  }
}
