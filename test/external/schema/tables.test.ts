import assert from 'node:assert/strict'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import type {Form, MapForm} from '../../../src/external/schema/form.js'
import {pattern} from '../../../src/external/schema/form.js'
import {knownKinds} from '../../../src/external/schema/kinds.js'
import {readDefinition} from '../../../src/external/schema/read-definition.js'
import {plainValueOf} from '../../../src/manifest/plain-value.js'
import {readManifests} from '../../../src/manifest/read-manifests.js'

const folder = path.resolve('../shared/eso-crds')

interface Recorded {
  group: string
  version: string
  kind: string
  scope: string
  schema: unknown
}

// ESO's own definitions are not part of this repository; where they lie beside it, the tables are held against them.
if (existsSync(folder)) {
  const recorded = readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recorded)

  describe("the tables of ESO's kinds", () => {
    it('hold every kind', () => {
      const title = ({group, version, kind}: {group: string; version: string; kind: string}) => `${group}/${version} ${kind}`
      assert.deepEqual(knownKinds.map(title).sort(), recorded.map(title).sort())
    })

    for (const crd of recorded) {
      it(`describe ${crd.kind} as its definition does`, () => {
        const known = knownKinds.find(({kind, group}) => kind === crd.kind && group === crd.group)
        const [read] = readDefinition(definitionOf(crd), pattern)
        assert.ok(known && read)
        assert.equal(known.isNamespaced, read.isNamespaced)
        assert.deepEqual(lines(known.form).sort(), lines(read.form, known.form).sort())
      })
    }
  })
}

function definitionOf({group, version, kind, scope, schema}: Recorded) {
  const definition = {spec: {group, scope, names: {kind}, versions: [{name: version, served: true, schema: {openAPIV3Schema: schema}}]}}
  const [document] = readManifests(Buffer.from(JSON.stringify(definition)), 'crd.json').documents
  return plainValueOf(document!.root)
}

/** A form as one line a field. Of what `beside` leaves unchecked only the rules over several fields stay. */
function lines(form: Form, beside: Form = form, at = ''): string[] {
  switch (form.is) {
    case 'text': {
      const {oneOf, pattern: shape, min, max, format} = form
      // the definitions know no durations
      return [
        `${at} text ${JSON.stringify({oneOf: oneOf?.toSorted(), shape: shape?.source, min, max, ...(format !== 'duration' && {format})})}`,
      ]
    }
    case 'integer or text':
      return [`${at} ${form.is}`]
    case 'list':
      return [`${at} list ${form.min} ${form.max}`, ...lines(form.of, beside.is === 'list' ? beside.of : form.of, `${at}[]`)]
    case 'map':
      return mapLines(form, beside.is === 'map' ? beside : form, at)
    default:
      return [`${at} ${JSON.stringify(form)}`]
  }
}

function mapLines({fields, values, min, max, others, constraints = []}: MapForm, beside: MapForm, at: string): string[] {
  const isUnchecked = beside.others !== undefined
  const besideField = (name: string) => (Object.hasOwn(beside.fields, name) ? beside.fields[name] : undefined)
  const shown = Object.entries(fields).filter(([name, {form}]) => !isUnchecked || besideField(name) || hasRules(form))
  return [
    ...constraints.map(constraint => `${at} ${JSON.stringify(constraint)}`).sort(),
    ...(isUnchecked ? [] : [`${at} map ${min} ${max} ${others}`]),
    ...shown.flatMap(([name, {form, isRequired, hasDefault}]) => {
      const marks = isUnchecked ? '' : `${isRequired ? '*' : ''}${hasDefault ? '=' : ''}`
      return lines(form, besideField(name)?.form, `${at}.${name}${marks}`)
    }),
    ...(values && !isUnchecked ? lines(values, beside.values, `${at}{}`) : []),
  ].sort()
}

/** A rule that hides in an unchecked part would be lost. */
function hasRules(form: Form): boolean {
  if (form.is === 'list') return hasRules(form.of)
  return form.is === 'map' && ((form.constraints?.length ?? 0) > 0 || Object.values(form.fields).some(field => hasRules(field.form)))
}
