import {Secret} from '../secret.js'

export interface DockerLogin {
  server: string
  username: string
  password: Secret
  email?: string | undefined
}

export const DOCKER_CONFIG_KEY = '.dockerconfigjson'
export const DOCKER_CONFIG_TYPE = 'kubernetes.io/dockerconfigjson'

/** The login as `kubectl create secret docker-registry` writes it, byte for byte. */
export function dockerConfig({server, username, password, email}: DockerLogin): Secret {
  const auth = Buffer.concat([Buffer.from(`${username}:`), password.reveal()]).toString('base64')
  const login = {username, password: password.reveal().toString('utf8'), ...(email && {email}), auth}
  return Secret.of(goJson({auths: {[server]: login}}))
}

/** Go's encoder escapes what could end a script element. */
function goJson(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
