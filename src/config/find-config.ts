import systemPath, {type PlatformPath} from 'node:path'

export const CONFIG_NAME = '.gsec.yaml'
const OTHER_NAME = '.gsec.yml'

/** Far more than any configuration needs; whoever reads the file stops here. */
export const MAX_CONFIG_BYTES = 1024 * 1024

interface Found {
  /** The nearest .gsec.yaml. */
  file: string | undefined
  /** The nearest .gsec.yml, which would be overlooked in silence; only when there is no .gsec.yaml before it. */
  misnamed: string | undefined
  /** The folder that holds .git, if any. */
  gitRoot: string | undefined
}

/**
 * Looks for .gsec.yaml from a folder upwards to the root of its git repository. Outside of one only the folder itself counts:
 * further up, as in /tmp, anybody could have laid one.
 * @param start absolute
 * @param exists whether a file or folder is there
 * @param path the rules of the system for paths; tests ask for those of Windows elsewhere
 */
export function findConfig(start: string, exists: (path: string) => boolean, path: PlatformPath = systemPath): Found {
  const folders = foldersUpwards(start, path)
  const gitRoot = folders.find(folder => exists(path.join(folder, '.git')))
  const places = gitRoot === undefined ? [start] : folders.slice(0, folders.indexOf(gitRoot) + 1)
  for (const folder of places) {
    const file = path.join(folder, CONFIG_NAME)
    if (exists(file)) return {file, misnamed: undefined, gitRoot}
    const misnamed = path.join(folder, OTHER_NAME)
    if (exists(misnamed)) return {file: undefined, misnamed, gitRoot}
  }
  return {file: undefined, misnamed: undefined, gitRoot}
}

function foldersUpwards(start: string, path: PlatformPath): string[] {
  const folders = [start]
  for (let folder = start; path.dirname(folder) !== folder; folder = path.dirname(folder)) folders.push(path.dirname(folder))
  return folders
}
