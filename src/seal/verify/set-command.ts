import {dataKeyFault} from '../../manifest/names.js'
import {textAt} from '../../manifest/node.js'
import {type ManifestObject, objectsOf} from '../../manifest/read-manifests.js'
import {shellWord} from '../../shell-word.js'
import {soundName} from '../shown-names.js'

/** The command that seals one value anew; none for what is not in a file, or cannot be a key. */
export function setCommand({document, node}: ManifestObject, key: string): string[] {
  const {path, documents} = document.file
  if (path === 'standard input' || dataKeyFault(key)) return []
  const others = documents.flatMap(one => (one.root.kind === 'map' ? objectsOf(one) : [])).filter(({kind}) => kind === 'SealedSecret')
  const name = others.length > 1 ? ` --name ${shellWord(soundName(textAt(node, 'metadata', 'name')) ?? 'NAME')}` : ''
  return [`gsec set ${shellWord(path)} ${shellWord(key)}${name}`]
}
