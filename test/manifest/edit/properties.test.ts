import assert from 'node:assert/strict'
import fc from 'fast-check'
import type {EntryChange} from '../../../src/manifest/edit/change.js'
import {editFile} from '../../../src/manifest/edit/edit-file.js'
import {textAt} from '../../../src/manifest/node.js'
import {type ManifestObject, objectsOf, readManifests} from '../../../src/manifest/read-manifests.js'
import {oddFlowManifest, oddManifest} from '../../support/odd-manifests.js'

const NEW = 'AgBnew+value/0=='
const PATH = ['spec', 'encryptedData']

/** The whole file after one change to the SealedSecret of a document. */
function edited(text: string, document: number, change: EntryChange): string {
  const {byteOrderMark, text: after} = editFile(readManifests(Buffer.from(text), 'f'), [
    {object: objectIn(text, document), path: PATH, change},
  ])
  return byteOrderMark + after
}

function objectIn(text: string, document: number): ManifestObject {
  const [object] = readManifests(Buffer.from(text), 'f').documents.slice(document).flatMap(objectsOf)
  assert.ok(object)
  return object
}

const newKey = fc.constantFrom('new', 'aa', 'Z', 'zz9', '_m', 'tls.crt', 'yes', '0', 'x-y')

for (const [form, manifests] of [
  ['block style', oddManifest],
  ['flow style and JSON', oddFlowManifest],
] as const) {
  describe(`an edit of a SealedSecret in ${form}`, () => {
    const place = fc.tuple(manifests, fc.nat(), fc.nat()).map(([manifest, document, key]) => {
      const at = document % manifest.keys.length
      const keys = manifest.keys[at] ?? []
      return {...manifest, at, own: keys, existing: keys[key % keys.length] ?? ''}
    })

    it('that sets a new key and removes it again gives the file back, byte for byte', () => {
      fc.assert(
        fc.property(place, newKey, ({text, at, own}, key) => {
          fc.pre(!own.includes(key))
          const set = edited(text, at, {kind: 'set', key, value: NEW})
          assert.equal(textAt(objectIn(set, at).node, ...PATH, key), NEW)
          assert.equal(edited(set, at, {kind: 'remove', key}), text)
        }),
        {numRuns: 300},
      )
    })

    it('that replaces a value changes the lines of that value alone', () => {
      fc.assert(
        fc.property(place, ({text, at, existing}) => {
          const set = edited(text, at, {kind: 'set', key: existing, value: NEW})
          assert.equal(textAt(objectIn(set, at).node, ...PATH, existing)?.replace(/\n/g, ''), NEW)
          const [start, end] = unchangedEnds(text, set)
          // what differs begins behind the key and ends before the next line that says something
          assert.match(text.slice(0, start), new RegExp(`${existing}['"]? *:[^]*$`))
          const lineBehind = text.slice(end).split('\n').slice(1)
          assert.ok(set.endsWith(lineBehind.join('\n')))
          // and giving the old value back gives the old file back
          const old = textAt(objectIn(text, at).node, ...PATH, existing)?.replace(/\n/g, '') ?? ''
          if (!/#| /.test(old)) {
            const back = edited(set, at, {kind: 'set', key: existing, value: old})
            assert.equal(textAt(objectIn(back, at).node, ...PATH, existing)?.replace(/\n/g, ''), old)
          }
        }),
        {numRuns: 200},
      )
    })

    it('that renames a key and renames it back gives the file back', () => {
      fc.assert(
        fc.property(place, newKey, ({text, at, own, existing}, key) => {
          fc.pre(!own.includes(key))
          const renamed = edited(text, at, {kind: 'rename', key: existing, newKey: key})
          assert.equal(renamed.split('\n').length, text.split('\n').length)
          const differing = renamed.split('\n').filter((line, index) => line !== text.split('\n')[index])
          assert.equal(differing.length, 1)
          if (!/^[y0]/.test(key)) assert.equal(edited(renamed, at, {kind: 'rename', key, newKey: existing}), text)
        }),
        {numRuns: 200},
      )
    })

    it('that removes a key takes nothing but its lines away', () => {
      fc.assert(
        fc.property(place, ({text, at, own, existing}) => {
          const removed = edited(text, at, {kind: 'remove', key: existing})
          if (form === 'block style' && own.length > 1) {
            const rest = [...text.split('\n')]
            // every line that is left stood there before, in this order
            let from = 0
            for (const line of removed.split('\n')) {
              const found = rest.indexOf(line, from) === -1 ? rest.indexOf(`${line}\r`, from) : rest.indexOf(line, from)
              assert.ok(found >= from, line)
              from = found + 1
            }
            const comments = (all: string) => all.split('\n').filter(line => /^ *#/.test(line)).length
            if (!/[|>]/.test(text)) assert.equal(comments(removed), comments(text))
          }
        }),
        {numRuns: 200},
      )
    })
  })
}

/** How far two texts agree from the start, and from where on in the first they agree to the end. */
function unchangedEnds(before: string, after: string): [start: number, end: number] {
  let start = 0
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++
  let back = 0
  while (back < Math.min(before.length, after.length) - start && before.at(-1 - back) === after.at(-1 - back)) back++
  return [start, before.length - back]
}
