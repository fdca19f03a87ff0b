import {GsecError} from '../errors.js'
import {gitStanding} from '../git/git-standing.js'

/**
 * Refuses to put plaintext where the next `git add` would take it.
 * @param what it holds: "a private key"
 * @throws GsecError PLAINTEXT_NOT_IGNORED
 */
export function refuseCommittable(file: string, what: string): void {
  const standing = gitStanding(file)
  if (standing === 'committable') {
    throw new GsecError('PLAINTEXT_NOT_IGNORED', `git would commit this file, and it would hold ${what}`, {
      where: file,
      hint: 'add it to .gitignore, write it elsewhere, or add --force',
    })
  }
  if (standing === 'unknown') {
    throw new GsecError('PLAINTEXT_NOT_IGNORED', `git does not say whether it would commit this file, and it would hold ${what}`, {
      where: file,
      hint: 'write it outside of the repository, or add --force',
    })
  }
}
