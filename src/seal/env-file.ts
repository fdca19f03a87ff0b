import {GsecError} from '../errors.js'
import {Secret} from '../secret.js'

export interface EnvFileEntry {
  key: string
  value: Secret
  line: number
}

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/

/**
 * Reads an environment file by kubectl's grammar: one KEY=VALUE a line, `#` begins a comment line, nothing is unquoted
 * and nothing trimmed but the space before the key. A KEY alone takes its value from the environment, and is empty when it is not set there.
 * https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/env_file.go
 * @throws GsecError SECRET_INVALID with file:line
 */
export function parseEnvFile(bytes: Uint8Array, path: string, environment: (name: string) => string | undefined): EnvFileEntry[] {
  let text: string
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    throw new GsecError('SECRET_INVALID', 'is not UTF-8 text', {where: path})
  }
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.replace(/\r$/, '').trimStart()
    if (line === '' || line.startsWith('#')) return []
    const [key = '', ...rest] = line.split('=')
    if (!NAME.test(key)) {
      throw new GsecError('SECRET_INVALID', 'the line does not begin with a name: letters, digits, "-", "_" and ".", no digit first', {
        where: `${path}:${index + 1}`,
        hint: 'write KEY=VALUE, without "export" and without quotes',
      })
    }
    const value = rest.length > 0 ? rest.join('=') : (environment(key) ?? '')
    return [{key, value: Secret.of(value), line: index + 1}]
  })
}
