import systemPath, {type PlatformPath} from 'node:path'

/**
 * A file as the globs of .gsec.yaml see it: relative to the folder of .gsec.yaml, with "/" between folders.
 * Undefined when it lies outside of that folder.
 * @param file absolute, or relative to the working directory
 * @param path the rules of the system for paths; tests ask for those of Windows elsewhere
 */
export function placeInConfig(folder: string, file: string, path: PlatformPath = systemPath): string | undefined {
  const relative = path.relative(folder, file)
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)
  return isOutside ? undefined : relative.split(path.sep).join('/')
}
