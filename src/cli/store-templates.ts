import path from 'node:path'
import {readFile} from '../files/read-file.js'

/** A store template: the user's own, or one that comes with gsec. */
export interface TemplateText {
  text: string
  /** For messages. */
  source: string
}

/**
 * Reads a manifest of templates/stores.
 * @param root folder of the package
 * @throws GsecError FILE_UNREADABLE
 */
export function packagedTemplate(root: string, folder: string, auth: string): TemplateText {
  const text = readFile(path.join(root, 'templates', 'stores', folder, `${auth}.yaml`)).toString('utf8')
  return {text, source: `templates/stores/${folder}/${auth}.yaml`}
}
