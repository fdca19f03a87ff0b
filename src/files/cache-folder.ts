import path from 'node:path'

/**
 * Where programs keep what they can do without.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder({
  env,
  home,
  platform,
}: {
  env: Readonly<Record<string, string | undefined>>
  home: string
  platform: string
}): string {
  const stated = env['XDG_CACHE_HOME']
  // the specification has relative paths ignored
  if (stated && path.isAbsolute(stated)) return path.join(stated, 'gsec')
  const local = platform === 'win32' ? env['LOCALAPPDATA'] : undefined
  return local ? path.join(local, 'gsec', 'cache') : path.join(home, '.cache', 'gsec')
}
