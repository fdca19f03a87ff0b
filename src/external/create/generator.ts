import {GsecError} from '../../errors.js'
import {nameFault} from '../../manifest/names.js'
import {suggestionFor} from '../../suggestion.js'
import {GENERATORS_GROUP, knownKinds} from '../schema/kinds.js'

export interface GeneratorChoice {
  kind: string
  name: string
}

/** Kinds of generators that an ExternalSecret may name. */
const generatorKinds = knownKinds.filter(({group, kind}) => group === GENERATORS_GROUP && kind !== 'GeneratorState').map(({kind}) => kind)

/** Reads KIND/NAME; the kind in any case. @throws GsecError USAGE */
export function readGenerator(text: string): GeneratorChoice {
  const [typed = '', name, ...more] = text.split('/')
  const kind = generatorKinds.find(known => known.toLowerCase() === typed.toLowerCase())
  if (!kind) {
    const meant = suggestionFor(typed, generatorKinds)
    const hint = meant ? `did you mean ${meant}/NAME?` : `write KIND/NAME with one of ${generatorKinds.join(', ')}`
    throw new GsecError('USAGE', '--generator names no kind of generator', {hint})
  }
  if (name === undefined || more.length > 0 || nameFault(name) !== undefined)
    throw new GsecError('USAGE', '--generator has no name behind its kind', {hint: `write ${kind}/NAME`})
  return {kind, name}
}
