import {GsecError} from '../../errors.js'
import {dataKeyFault} from '../../manifest/names.js'
import {nodeAt} from '../../manifest/node.js'
import {type SealedSecretManifest, stringsAt} from '../../manifest/sealed-secret-manifest.js'
import {templateKeys} from '../../manifest/template/template.js'
import {shownKey} from '../shown-names.js'
import {type Observation, shownName} from './observation.js'

/** Go templates that the controller could not parse, and those that use a value which is not there. */
export function checkTemplates({object, items, template}: SealedSecretManifest): Observation[] {
  const templates = Object.entries(stringsAt(template, 'data'))
  const known = new Set([...items.map(({key}) => key), ...templates.map(([key]) => key)])
  return templates.flatMap(([key, text]): Observation[] => {
    const about = {object, at: nodeAt(template, 'data', key) ?? object.node, keyPath: templatePath(key)}
    try {
      const missing = templateKeys(text).filter(name => !known.has(name))
      if (missing.length === 0) return []
      const message = `the template of ${shownKey(key)} in ${shownName(object)} uses ${missing.join(', ')}, which it does not have`
      return [{rule: 'sealed-template-missing-key', ...about, message}]
    } catch (error) {
      if (!(error instanceof GsecError)) throw error
      return [templateFault(about, key, error)]
    }
  })
}

/** The path of a template in its document. */
export function templatePath(key: string): string {
  return dataKeyFault(key) ? 'spec.template.data' : `spec.template.data.${key}`
}

/** What is wrong with a template; what gsec itself cannot evaluate is only good to know. */
export function templateFault(
  about: Pick<Observation, 'object' | 'at' | 'keyPath'>,
  key: string,
  {code, message}: Pick<GsecError, 'code' | 'message'>,
): Observation {
  const name = shownName(about.object)
  if (code === 'TEMPLATE_UNSUPPORTED') {
    return {
      rule: 'sealed-invalid-template',
      ...about,
      severity: 'info',
      message: `the template of ${shownKey(key)} in ${name} was not checked: ${message}`,
    }
  }
  return {rule: 'sealed-invalid-template', ...about, message: `the template of ${shownKey(key)} in ${name} does not render: ${message}`}
}
