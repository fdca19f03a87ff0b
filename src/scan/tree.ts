import path from 'node:path'
import {GsecError} from '../errors.js'
import {reasonOf} from '../files/read-file.js'
import {everyFile, type Standing, standingBehindLinks, standingOf} from '../files/tree-files.js'
import {gitStanding} from '../git/git-standing.js'
import {type Listing, listFiles, listUnversionedFiles, sparsePaths} from '../git/list-files.js'
import {repositoryRoot} from '../git/repository-root.js'
import type {Skipped} from './scanner.js'

/** A file that a scan of a tree looks at. */
export interface TreeFile {
  /** Where it is read. */
  location: string | Uint8Array
  /** From the root of its repository, or from the working directory outside of one. */
  path: string
  /** As the user names it. */
  shown: string
  size: number
  isNamed: boolean
}

/** What is below the paths that the user named. */
export interface Tree {
  files: TreeFile[]
  skipped: Skipped[]
  /** Folders of a repository that git does not read: everything in them is looked at. */
  unanswered: string[]
}

/**
 * Lists files and folders: of a folder in a repository what is tracked, or could be added; elsewhere what `.gitignore` files leave.
 * A file that the user names is listed whatever git says of it.
 * @throws GsecError FILE_UNREADABLE for a path that is not there
 */
export function listTree(named: readonly string[], {ignoresNothing}: {ignoresNothing: boolean}): Tree {
  const tree: Tree = {files: [], skipped: [], unanswered: []}
  for (const word of named) {
    const standing = standingBehindLinks(word)
    if (typeof standing === 'string') throw new GsecError('FILE_UNREADABLE', standing, {where: word})
    if (standing.type === 'folder') new FolderListing(word, tree).list(ignoresNothing)
    else addFile(word, standing, tree)
  }
  const seen = new Set<string>()
  tree.files = tree.files.filter(({shown}) => !seen.has(shown) && seen.add(shown))
  return tree
}

function addFile(word: string, standing: Standing, {files}: Tree): void {
  const root = repositoryRoot(path.dirname(word)) ?? path.resolve('.')
  const size = standing.type === 'file' ? standing.size : 0
  files.push({location: word, path: placeBelow(root, word), shown: shownPath(word), size, isNamed: true})
}

/** One folder that the user named, or a repository below it. */
class FolderListing {
  readonly #folder: string
  readonly #tree: Tree
  /** What stands before every path: of identity, and for people. */
  readonly #place: string
  readonly #shown: string
  readonly #root: string | undefined

  constructor(folder: string, tree: Tree) {
    this.#folder = folder
    this.#tree = tree
    this.#root = repositoryRoot(folder)
    this.#place = withSlash(placeBelow(this.#root ?? path.resolve('.'), folder))
    this.#shown = withSlash(shownPath(folder))
  }

  list(ignoresNothing: boolean): void {
    const listing = ignoresNothing ? undefined : this.#ask()
    if (!listing) {
      this.#addEverything()
      return
    }
    const absent = listing.files.filter(({path: file, raw}) => !this.#add(file, raw)).map(({path: file}) => file)
    if (absent.length > 0 && this.#root !== undefined) {
      for (const file of sparsePaths(this.#folder, new Set(absent))) this.#skip(file, 'not-checked-out')
    }
    for (const repository of listing.repositories) {
      if (this.#root !== undefined) this.#skip(repository, 'repository')
      else new FolderListing(path.join(this.#folder, repository), this.#tree).list(false)
    }
  }

  /** Undefined where everything is to be listed. */
  #ask(): Listing | undefined {
    if (this.#root === undefined) return listUnversionedFiles(this.#folder)
    const listing = listFiles(this.#folder)
    if (!listing) this.#tree.unanswered.push(shownPath(this.#folder) || '.')
    // who names an ignored folder wants to know about it
    const isIgnored = listing?.files.length === 0 && gitStanding(this.#folder) === 'ignored'
    return isIgnored ? undefined : listing
  }

  #addEverything(): void {
    const {files, unreadable} = everyFile(this.#folder)
    for (const file of files) this.#add(file)
    for (const folder of unreadable) this.#skip(folder, 'unreadable')
  }

  /** @returns false for what is not there */
  #add(file: string, raw?: Buffer): boolean {
    const location = raw ? Buffer.concat([Buffer.from(`${this.#folder}/`), raw]) : `${this.#folder}/${file}`
    const standing = standingOf(location)
    if (standing.type === 'file') {
      this.#tree.files.push({location, path: this.#place + file, shown: this.#shown + file, size: standing.size, isNamed: false})
    } else if (standing.type === 'folder') this.#skip(file, 'repository')
    else if (standing.type === 'other') this.#skip(file, 'unreadable')
    return standing.type !== 'absent'
  }

  #skip(file: string, why: Skipped['why']): void {
    this.#tree.skipped.push({path: this.#shown + file, why, ...(why === 'unreadable' && {reason: reasonOf(undefined)})})
  }
}

const withSlash = (folder: string) => (folder === '' ? '' : `${folder}/`)

/** With slashes, without `./` before it; empty for the working directory. */
function shownPath(word: string): string {
  const normal = path.posix.normalize(word.split(path.sep).join('/')).replace(/\/$/, '')
  return normal === '.' ? '' : normal
}

/** Relative to a folder, or as the user names it where it lies elsewhere. */
function placeBelow(root: string, file: string): string {
  const relative = path.relative(root, path.resolve(file)).split(path.sep).join('/')
  return relative === '..' || relative.startsWith('../') || path.isAbsolute(relative) ? shownPath(file) : relative
}
