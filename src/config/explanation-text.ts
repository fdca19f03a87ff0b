import {originText} from './effective.js'
import type {ExplainedCluster, Explanation} from './explain.js'

/** An explanation as lines for people, indented to stand below the name of the file. */
export function explanationText(explanation: Explanation): string[] {
  const {environment, scope, store, clusters} = explanation
  const {number, of, pattern} = environment
  return [
    `  environment  ${number} of ${of}, ${pattern} matches (${originText(environment.origin)})`,
    `  scope        ${scope.value} (${originText(scope.origin)})`,
    ...(store
      ? [`  store        ${store.value}: ${store.kind} ${store.name}, provider ${store.provider} (${originText(store.origin)})`]
      : []),
    ...(clusters.length > 0 ? clusters.flatMap(clusterText) : ['  cluster      none; nothing is sealed here']),
  ]
}

function clusterText(cluster: ExplainedCluster): string[] {
  const {name, tier, certFingerprints, maxCertAge, output} = cluster
  const pinned = certFingerprints.length
  const conditions = [
    ...(pinned > 0 ? [`${pinned} ${pinned === 1 ? 'key' : 'keys'} pinned`] : []),
    ...(maxCertAge ? [`at most ${maxCertAge.value} old (${originText(maxCertAge.origin)})`] : []),
  ]
  return [
    `  cluster      ${[name, ...(tier === undefined ? [] : [`tier ${tier}`])].join(', ')}`,
    `    certificate  ${[certificateText(cluster), ...conditions].join(', ')}`,
    `    output       ${output ? `${output.value} (${originText(output.origin)})` : 'as flags say'}`,
  ]
}

function certificateText({cert, context, controller}: ExplainedCluster): string {
  if (cert) return `${cert.value} (${originText(cert.origin)})`
  const through = context ? ` through context ${context.value} (${originText(context.origin)})` : ''
  return `from ${controller.name.value} in ${controller.namespace.value}${through}`
}
