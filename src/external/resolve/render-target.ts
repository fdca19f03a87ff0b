import {GsecError} from '../../errors.js'
import {readManifests} from '../../manifest/read-manifests.js'
import {bytesOf} from '../../manifest/template/bytes.js'
import {renderTemplate} from '../../manifest/template/template.js'
import type {Bytes} from '../../manifest/template/value.js'
import {Secret} from '../../secret.js'
import {below, entriesOf, isEmpty, isSet, itemsOf, type Spot} from '../spot.js'
import {faultOf, ResolveFault, unverified} from './fault.js'
import type {ValueMap} from './secret-keys.js'
import {fieldText, templateText} from './sources.js'

/** A template that gives no value. */
interface TemplateFault {
  at: Spot
  fault: ResolveFault
  isSkipped: false
}

interface Rendered {
  /** Absent where a template fails, or gsec cannot tell. */
  values: ValueMap | undefined
  outcomes: TemplateFault[]
}

/**
 * What target.template makes of the fetched values: template.data over templateFrom over what was fetched, which stays only
 * with mergePolicy Merge or where nothing is templated. Labels and annotations are tried, too, since one that fails stops ESO.
 */
export function renderTarget(template: Spot, fetched: ValueMap): Rendered {
  if (!isSet(template)) return {values: fetched, outcomes: []}
  const outcomes: TemplateFault[] = []
  const attempt = <T>(at: Spot, work: () => T): T | undefined => {
    try {
      return work()
    } catch (error) {
      outcomes.push({at, fault: faultOf(error), isSkipped: false})
      return undefined
    }
  }
  const data = new Map(
    [...fetched].map(([key, value]) => [Buffer.from(key, 'latin1').toString('utf8'), Secret.of(Buffer.from(value, 'latin1'))]),
  )
  const values = new Map<Bytes, Bytes>(keepsFetched(template) ? fetched : [])
  for (const source of itemsOf(below(template, 'templateFrom'))) {
    for (const [key, value] of attempt(source, () => fromSource(source, data)) ?? []) values.set(key, value)
  }
  for (const {name, at} of entriesOf(below(template, 'data'))) {
    const value = attempt(at, () => rendered(templateText(at), data))
    if (value !== undefined) values.set(bytesOf(name), value)
  }
  for (const field of ['labels', 'annotations']) {
    for (const {at} of entriesOf(below(template, 'metadata', field))) attempt(at, () => rendered(templateText(at), data))
  }
  return {values: outcomes.length > 0 ? undefined : values, outcomes}
}

function keepsFetched(template: Spot): boolean {
  const isTemplated = !isEmpty(below(template, 'data')) || !isEmpty(below(template, 'templateFrom'))
  const policy = below(template, 'mergePolicy')
  return !isTemplated || (policy.node?.kind === 'scalar' && policy.node.value === 'Merge')
}

/** A literal is rendered, then read as YAML; ConfigMaps and Secrets of a cluster are not looked at. */
function fromSource(source: Spot, data: Readonly<Map<string, Secret>>): [Bytes, Bytes][] {
  const literal = below(source, 'literal')
  const target = fieldText(below(source, 'target')).toLowerCase() || 'data'
  if (!isSet(literal)) throw unverified('templates of a ConfigMap or Secret in the cluster')
  const text = rendered(templateText(literal), data)
  return target === 'data' ? entriesOfYaml(text) : []
}

function rendered(template: string, data: Readonly<Map<string, Secret>>): Bytes {
  try {
    return renderTemplate(template, Object.fromEntries(data), {missingKeys: 'error'}).reveal().toString('latin1')
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    if (error.code === 'TEMPLATE_UNSUPPORTED') throw unverified(error.message)
    throw new ResolveFault('template', error.message)
  }
}

/** The rendered text holds values, so what is wrong with it is not said more exactly. */
function entriesOfYaml(text: Bytes): [Bytes, Bytes][] {
  const invalid = new ResolveFault('template', 'the rendered literal is no YAML map of texts')
  try {
    const [document] = readManifests(Buffer.from(text, 'latin1'), 'literal').documents
    if (!document) return []
    if (document.root.kind !== 'map') throw invalid
    return document.root.entries.map(({key, value}) => {
      if (value.kind !== 'scalar' || typeof value.value !== 'string') throw invalid
      return [bytesOf(key.text), bytesOf(value.value)]
    })
  } catch (error) {
    throw error instanceof GsecError ? invalid : error
  }
}
