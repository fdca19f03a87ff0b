import {GsecError} from '../../errors.js'
import {nodeAt} from '../node.js'
import {type ManifestFile, type ManifestObject, readManifests} from '../read-manifests.js'
import {addressOf, type ObjectChange, objectAt} from './change.js'
import {checkChanges} from './check-changes.js'
import {removeEntry, renameEntry, setEntry} from './edit-map.js'
import {EditRefused} from './edit-refused.js'
import {applyEdits, type TextEdit} from './text-edit.js'

/**
 * The file with changes made to maps of its objects and every other byte as it was. The result is read again and
 * compared: nothing but the entries named has another value, in any document.
 * @returns the file read anew; `byteOrderMark + text` is what to write
 * @throws GsecError EDIT_REFUSED with the place, when an anchor, a merge key or an odd layout stands in the way
 */
export function editFile(before: ManifestFile, changes: readonly ObjectChange[]): ManifestFile {
  const addressed = changes.map(change => ({...change, at: addressOf(change.object)}))
  // new values in the place of old ones do not move what stands beside them: thousands of them are one pass
  const replacements = addressed.filter(isReplacement)
  let file =
    replacements.length === 0
      ? before
      : readAgain(
          before,
          replacements.flatMap(one => editsFor(one, one.object)),
          replacements,
        )
  for (const one of addressed.filter(each => !isReplacement(each))) {
    file = readAgain(file, editsFor(one, objectAt(file, one.at) ?? one.object), [one])
  }
  const stray = checkChanges(before, file, addressed)
  if (stray) throw refused('the change would reach other values of the file', placeOf(stray.object))
  return file
}

function isReplacement({object, path, change}: ObjectChange): boolean {
  return change.kind === 'set' && nodeAt(object.node, ...path, change.key)?.kind === 'scalar'
}

function editsFor({path, change}: ObjectChange, {document, node}: ManifestObject): TextEdit[] {
  const place = {text: document.file.text, object: node, path}
  try {
    if (change.kind === 'set') return setEntry(place, change.key, change.value)
    return change.kind === 'remove' ? removeEntry(place, change.key) : renameEntry(place, change.key, change.newKey)
  } catch (error) {
    if (error instanceof EditRefused) throw refused(error.message, document.place(error.at.start))
    throw error
  }
}

function readAgain(file: ManifestFile, edits: readonly TextEdit[], [first]: readonly ObjectChange[]): ManifestFile {
  try {
    return readManifests(Buffer.from(file.byteOrderMark + applyEdits(file.text, edits)), file.path)
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    const where = first ? placeOf(first.object) : file.path
    throw refused('the change would leave something that cannot be read', where)
  }
}

function placeOf({document, node}: ManifestObject): string {
  return document.place(node.start)
}

function refused(message: string, where: string): GsecError {
  return new GsecError('EDIT_REFUSED', message, {
    where,
    hint: 'does an alias (*) or a merge key (<<) tie them together? write the values out, or change it by hand',
  })
}
