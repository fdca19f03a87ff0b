import {GsecError} from '../errors.js'
import {plainValueOf} from '../manifest/plain-value.js'
import {objectsOf, readManifests} from '../manifest/read-manifests.js'
import {type LintSource, mentions} from './read-objects.js'
import {GENERATORS_GROUP, GROUP, type Kind, knownKinds} from './schema/kinds.js'
import {type CompilePattern, readDefinition} from './schema/read-definition.js'

/**
 * ESO's kinds as a cluster defines them, from files of CustomResourceDefinitions; a kind that they leave out stays as gsec
 * knows it.
 * @throws GsecError MANIFEST_INVALID with the place, also when no file defines a kind of ESO
 */
export function readDefinitions(sources: readonly LintSource[], compile: CompilePattern): Kind[] {
  const defined = sources
    .filter(({bytes, isNamed}) => isNamed || mentions(bytes, ['CustomResourceDefinition']))
    .flatMap(({bytes, path}) => readManifests(bytes, path).documents)
    .flatMap(document => (document.root.kind === 'map' ? objectsOf(document) : []))
    .filter(({kind}) => kind === 'CustomResourceDefinition')
    .flatMap(({node}) => readDefinition(plainValueOf(node), compile))
    .filter(({group}) => group === GROUP || group === GENERATORS_GROUP)
  if (defined.length === 0) {
    throw new GsecError('MANIFEST_INVALID', 'holds no definition of an ESO kind', {
      where: sources[0]?.path,
      hint: 'write one with: kubectl get crd -o yaml > crds.yaml',
    })
  }
  return [...defined, ...knownKinds.filter(known => !defined.some(({group, kind}) => known.group === group && known.kind === kind))]
}
