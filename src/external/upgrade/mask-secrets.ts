import {GsecError} from '../../errors.js'
import {applyEdits, type TextEdit} from '../../manifest/edit/text-edit.js'
import {type ManifestNode, nodeAt} from '../../manifest/node.js'
import {type ManifestObject, objectsOf, readManifests} from '../../manifest/read-manifests.js'
import type {LintSource} from '../read-objects.js'
import {type DefaultPath, defaultPathOf, findPlaceholder} from './placeholders.js'

const MASK = '[secret]'

/** A file with another text in the place of every value of a Secret that holds no placeholder, so that a diff of it can be shown. */
export function maskedSource(source: LintSource): LintSource {
  if (!Buffer.from(source.bytes).includes('Secret')) return source
  try {
    const file = readManifests(source.bytes, source.path)
    const objects = file.documents.flatMap(document => (document.root.kind === 'map' ? objectsOf(document) : []))
    const edits = objects.filter(({kind}) => kind === 'Secret').flatMap(masks)
    return edits.length === 0 ? source : {...source, bytes: Buffer.from(file.byteOrderMark + applyEdits(file.text, unique(edits)))}
  } catch (error) {
    // what cannot be read is not upgraded, and so not shown
    if (error instanceof GsecError) return source
    throw error
  }
}

function masks(object: ManifestObject): TextEdit[] {
  const {text} = object.document.file
  return ['data', 'stringData'].flatMap(field => {
    const values = nodeAt(object.node, field)
    const word = field === 'data' ? Buffer.from(MASK).toString('base64') : `"${MASK}"`
    return values ? maskBelow(text, values, word, defaultPathOf(object)) : []
  })
}

function maskBelow(text: string, node: ManifestNode, word: string, defaultPath: DefaultPath | undefined): TextEdit[] {
  if (node.kind !== 'scalar') {
    const below = node.kind === 'map' ? node.entries.map(({value}) => value) : node.items
    return below.flatMap(child => maskBelow(text, child, word, defaultPath))
  }
  const {start, end} = node
  if (end === start || findPlaceholder(node, defaultPath, true)) return []
  const lineBreak = /\r?\n$/.exec(text.slice(start, end))?.[0] ?? ''
  return [{start, end, text: word + lineBreak}]
}

/** An alias shows the place of its anchor's values again. */
function unique(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map(edit => [edit.start, edit])).values()]
}
