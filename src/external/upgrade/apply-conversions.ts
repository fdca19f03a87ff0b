import {GsecError} from '../../errors.js'
import {changedPaths} from '../../manifest/changed-paths.js'
import {type Address, objectAt} from '../../manifest/edit/change.js'
import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {applyEdits} from '../../manifest/edit/text-edit.js'
import {type ManifestFile, type ManifestObject, readManifests} from '../../manifest/read-manifests.js'
import type {Conversion} from './conversion.js'

/** A conversion and its object. */
export interface Planned {
  at: Address
  object: ManifestObject
  conversion: Conversion
}

/**
 * The file after all conversions, read anew; every other byte is as it was.
 * @throws EditRefused when the edits would reach beyond these objects, or leave something that cannot be read
 */
export function applyConversions(before: ManifestFile, planned: readonly Planned[]): ManifestFile {
  const count = Math.max(0, ...planned.map(({conversion}) => conversion.steps.length))
  let file = before
  for (let step = 0; step < count; step++) {
    const current = file
    const edits = planned.flatMap(({at, object, conversion}) => {
      const now = objectAt(current, at)
      if (!now) throw new EditRefused('the change would move other documents', object.node)
      return conversion.steps[step]?.(now) ?? []
    })
    file = readAgain(file, withoutNewEnd(file.text, applyEdits(file.text, edits)), planned)
  }
  refuseStray(before, file, planned)
  return file
}

/** A last line without a line break stays one. */
const withoutNewEnd = (before: string, after: string) => (before.endsWith('\n') ? after : after.replace(/\r?\n$/, ''))

function readAgain(file: ManifestFile, text: string, [first]: readonly Planned[]): ManifestFile {
  try {
    return readManifests(Buffer.from(file.byteOrderMark + text), file.path)
  } catch (error) {
    if (!(error instanceof GsecError) || !first) throw error
    throw new EditRefused('the change would leave something that cannot be read', first.object.node)
  }
}

/** An anchor in a converted object may reach into others. */
function refuseStray(before: ManifestFile, after: ManifestFile, planned: readonly Planned[]): void {
  const [first] = planned
  if (!first) return
  const isPlanned = (document: number, path: readonly string[]) =>
    planned.some(
      ({at, object}) => at.document === document && (!object.isListItem || (path[0] === 'items' && path[1] === String(at.object))),
    )
  const strays =
    before.documents.length !== after.documents.length ||
    before.documents.some(({root}, index) => changedPaths(root, after.documents[index]?.root).some(path => !isPlanned(index, path)))
  if (strays)
    throw new EditRefused('the change would reach other objects of the file: does an alias (*) tie them together?', first.object.node)
}
