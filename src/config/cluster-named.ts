import {GsecError} from '../errors.js'
import {suggestionFor} from '../suggestion.js'
import type {Cluster} from './clusters-shape.js'
import type {Config} from './config-shape.js'

/**
 * The cluster that --for names.
 * @param config undefined without a .gsec.yaml
 * @throws GsecError USAGE
 */
export function clusterNamed(name: string, config: Config | undefined): Cluster {
  const cluster = config?.clusters.get(name)
  if (cluster) return cluster
  if (!config) throw new GsecError('USAGE', '--for names a cluster of .gsec.yaml, and there is no .gsec.yaml')
  const suggestion = suggestionFor(name, [...config.clusters.keys()])
  throw new GsecError('USAGE', `.gsec.yaml knows no cluster "${name}"`, {
    hint: suggestion ? `did you mean ${suggestion}` : `it knows ${[...config.clusters.keys()].join(', ') || 'none'}`,
  })
}
