import type {HttpResponse} from './message.js'

const DEFAULT_ATTEMPTS = 4
const FIRST_WAIT_MS = 500
const MAX_WAIT_MS = 30_000
/** The server answers, but not now: 429 too many requests, 503 unavailable. */
const saysBusy = ({status}: HttpResponse) => status === 429 || status === 503

export interface RetryOptions {
  /** How often the request is sent at most. */
  attempts?: number
  /** Longest single wait; a server that asks for more gets no further request. */
  maxWaitMs?: number
  /** Which answers mean "not now"; unless told otherwise 429 and 503. */
  isBusy?: (response: HttpResponse) => boolean
  sleep?: (milliseconds: number) => Promise<void>
  now?: () => number
  /** From 0 up to 1, like Math.random. */
  random?: () => number
}

/**
 * Sends a request again while the server says that it is busy: after the time that it asks for in Retry-After, else
 * after 0.5, 1, 2 … seconds with some chance in it, so that many clients do not come back at once.
 * @returns the last answer, also when it still says busy
 */
export async function retryWhileBusy(send: () => Promise<HttpResponse>, options: RetryOptions = {}): Promise<HttpResponse> {
  const {attempts = DEFAULT_ATTEMPTS, maxWaitMs = MAX_WAIT_MS, isBusy = saysBusy, sleep = pause} = options
  for (let attempt = 1; ; attempt++) {
    const response = await send()
    if (!isBusy(response) || attempt >= attempts) return response
    const wait = askedWait(response, options.now ?? Date.now) ?? backOff(attempt, maxWaitMs, options.random ?? Math.random)
    if (wait > maxWaitMs) return response
    await sleep(wait)
  }
}

/** Retry-After is a number of seconds or a date (RFC 9110, section 10.2.3); anything else counts as absent. */
function askedWait({headers}: HttpResponse, now: () => number): number | undefined {
  const value = headers['retry-after']?.trim() ?? ''
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now())
}

/** Between half and the whole of 0.5 s, 1 s, 2 s … */
function backOff(attempt: number, maxWaitMs: number, random: () => number): number {
  return Math.min(maxWaitMs, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.5 + random() / 2)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
