import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http'
import {buffer} from 'node:stream/consumers'
import {type LocalServer, serveHttp, serveHttps} from '../servers.js'

export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** Answers in place of the provider; false lets the request through. */
export type Misbehaviour = (request: Seen, response: ServerResponse) => boolean

/** A provider on this machine that is as strict as the real one: what it would not understand becomes a fault. */
export interface ProviderServer {
  url: URL
  requests: Seen[]
  /** What was wrong with requests so far; tests expect none. */
  faults: string[]
  misbehave: Misbehaviour
}

/** Thrown by an answer function for a request that the real provider would not understand. */
export class ProtocolFault extends Error {}

export function expectThat(isTrue: unknown, fault: string): asserts isTrue {
  if (!isTrue) throw new ProtocolFault(fault)
}

export async function serveProvider(answer: (request: Seen) => Answer, scheme: 'http' | 'https' = 'http'): Promise<ProviderServer> {
  const server: Omit<ProviderServer, 'url'> = {requests: [], faults: [], misbehave: () => false}
  const listener = async (incoming: IncomingMessage, response: ServerResponse) => {
    const {pathname, searchParams: query} = new URL(incoming.url ?? '', 'http://localhost')
    const {method = '', headers} = incoming
    const seen: Seen = {method, path: pathname, query, headers, body: (await buffer(incoming)).toString()}
    server.requests.push(seen)
    if (server.misbehave(seen, response)) return
    const {status, body, headers: more = {}} = judged(seen, answer, server.faults)
    response.writeHead(status, {'content-type': 'application/json', ...more}).end(body === undefined ? '' : JSON.stringify(body))
  }
  const local: LocalServer = await (scheme === 'http' ? serveHttp(listener) : serveHttps(listener))
  return Object.assign(server, {url: local.url})
}

function judged(seen: Seen, answer: (request: Seen) => Answer, faults: string[]): Answer {
  try {
    return answer(seen)
  } catch (error) {
    faults.push(`${seen.method} ${seen.path}: ${error instanceof ProtocolFault ? error.message : String(error)}`)
    return {status: 400, body: {message: 'protocol fault'}}
  }
}

/** A value of a secret, and what became of it. */
export interface FakeVersion {
  value: string | Buffer
  state?: 'enabled' | 'disabled' | 'destroyed'
}

export interface FakeSecret {
  /** Oldest first. */
  versions: FakeVersion[]
  tags: Record<string, string>
  isDeleted?: boolean
}

export type FakeSecrets = Map<string, FakeSecret>
