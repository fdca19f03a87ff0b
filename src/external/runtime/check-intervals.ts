import type {EsoObject, ExternalSecretSpec, Report} from '../eso-object.js'
import {formatGoDuration, parseGoDuration} from '../go-duration.js'
import {below, isSet, itemsOf, type Spot, textOf} from '../spot.js'
import {type Cost, monthlyCost} from './calls.js'
import {cronFault} from './cron.js'
import type {KnownStore} from './known-store.js'

/** Below this, a change comes hardly sooner, and every provider is asked hundreds of times a day. */
const SHORTEST = 5 * 60_000

/** refreshInterval of an ExternalSecret, by its refreshPolicy. */
export function checkRefresh(external: ExternalSecretSpec, store: KnownStore | undefined, report: Report): void {
  const {spec} = external
  const at = below(spec, 'refreshInterval')
  const policy = textOf(below(spec, 'refreshPolicy')) ?? 'Periodic'
  const interval = durationAt(at)
  if (interval === undefined) return
  if (policy !== 'Periodic') {
    if (interval !== 0) report('eso-interval-unused', at, `${at.path} has no effect under refreshPolicy ${policy}`)
    return
  }
  checkInterval(at, interval, () => describeCost(monthlyCost(external, interval, serviceOf(store))), report)
  checkSyncWindows(below(spec, 'syncWindows'), interval, report)
}

/** Intervals at which ESO does other things than fetch. */
export function checkOtherIntervals({kind, spec}: EsoObject, report: Report): void {
  if (kind === 'PushSecret') checkPush(below(spec, 'refreshInterval'), report)
  if (kind === 'ClusterPushSecret') checkPush(below(spec, 'pushSecretSpec', 'refreshInterval'), report)
  for (const at of OTHER[kind]?.map(name => below(spec, name)) ?? []) {
    if ((durationAt(at) ?? 0) < 0) report('eso-interval-negative', at, `${at.path} is negative`)
  }
}

const OTHER: Readonly<Record<string, readonly string[]>> = {
  ClusterExternalSecret: ['refreshTime'],
  ClusterPushSecret: ['refreshTime'],
  SecretStore: ['refreshInterval'],
  ClusterSecretStore: ['refreshInterval'],
}

function checkPush(at: Spot, report: Report): void {
  const interval = durationAt(at)
  if (interval !== undefined) checkInterval(at, interval, () => undefined, report, 'pushes')
}

function checkInterval(at: Spot, interval: number, cost: () => string | undefined, report: Report, does = 'fetches'): void {
  if (interval < 0) report('eso-interval-negative', at, `${at.path} is negative, which ESO takes for zero: it ${does} once and never again`)
  else if (interval === 0) report('eso-interval-zero', at, `${at.path} is zero: ESO ${does} once and never again`)
  else if (interval < SHORTEST) {
    const price = cost()
    report('eso-interval-hot', at, `${at.path} is ${formatGoDuration(interval)}${price ? `: ${price}` : ''}`)
  }
}

/** Milliseconds; undefined for what is absent or no duration. A number means seconds. */
function durationAt(at: Spot): number | undefined {
  const {node} = at
  if (node?.kind === 'scalar' && typeof node.value === 'number') return node.value * 1000
  const text = textOf(at)
  return text === undefined ? undefined : parseGoDuration(text)
}

function serviceOf(store: KnownStore | undefined): string | undefined {
  if (!store?.provider) return undefined
  const {kind, block} = store.provider
  return kind.id === 'aws' ? `aws ${String(block['service'])}` : kind.id
}

function describeCost({calls, dollars}: Cost): string {
  const read = `${calls.toLocaleString('en-US')} reads a month`
  return dollars === undefined || dollars < 0.005 ? read : `${read}, about $${dollars.toFixed(2)} at list price`
}

function checkSyncWindows(windows: Spot, interval: number, report: Report): void {
  for (const window of itemsOf(below(windows, 'windows'))) {
    const schedule = below(window, 'schedule')
    const length = below(window, 'duration')
    const text = textOf(schedule)
    const duration = durationAt(length)
    const fault = text === undefined ? undefined : cronFault(text)
    if (fault) report('eso-sync-window', schedule, `${schedule.path}: ${fault}; ESO ignores such a window without a word`)
    if (isSet(length) && duration !== undefined && interval > 0 && duration <= interval) {
      report('eso-sync-window', length, `${length.path} is not longer than refreshInterval, so that a refresh may miss the window`)
    }
  }
}
