import path from 'node:path'
import {runGit} from './run-git.js'

/** The commit that gave a line its present text. */
export interface LineChange {
  /** 40 hexadecimal digits. */
  commit: string
  /** Of the commit, ISO 8601 in UTC. */
  date: string
  author: string
}

/**
 * For each line of a file the commit that it is from, or "uncommitted". Undefined where git does not know the file.
 * The lines are those of the working tree.
 */
export function lineChanges(file: string): (LineChange | 'uncommitted')[] | undefined {
  const absolute = path.resolve(file)
  // no textconv: it would run a program that the repository's configuration names
  const {status, stdout} = runGit(path.dirname(absolute), ['blame', '--porcelain', '--no-textconv', '--', `./${path.basename(absolute)}`])
  return status === 0 ? readPorcelain(stdout.toString('utf8')) : undefined
}

/** https://git-scm.com/docs/git-blame#_the_porcelain_format: facts about a commit stand at its first line only. */
function readPorcelain(output: string): (LineChange | 'uncommitted')[] {
  const commits = new Map<string, {author: string; time: number}>()
  const lines: string[] = []
  let current = ''
  for (const line of output.split('\n')) {
    const [, commit] = /^([0-9a-f]{40}) \d+ \d+/.exec(line) ?? []
    if (commit !== undefined) current = commit
    else if (line.startsWith('\t')) lines.push(current)
    else {
      const known = commits.get(current) ?? {author: '', time: 0}
      const [, field, value = ''] = /^(author|committer-time) (.*)$/.exec(line) ?? []
      commits.set(current, field === 'author' ? {...known, author: value} : field ? {...known, time: Number(value)} : known)
    }
  }
  return lines.map(commit => {
    const {author = '', time = 0} = commits.get(commit) ?? {}
    return /^0+$/.test(commit) ? 'uncommitted' : {commit, date: new Date(time * 1000).toISOString().replace('.000Z', 'Z'), author}
  })
}
