// What a field of an ESO object may hold, in gsec's own words. The tables beside this file are written with the functions
// at its end; --crds reads the same forms from a cluster's own definitions.

export type Form = TextForm | IntegerForm | BooleanForm | IntegerOrTextForm | ListForm | MapForm | AnythingForm

/** How a text is read by more than its characters: base64 and date-time by the API server, a duration by ESO alone. */
export type TextFormat = 'base64' | 'date-time' | 'duration'

/** A regular expression in Go's syntax, and whatever runs it: V8 where both agree, else an engine for RE2. */
export interface TextPattern {
  source: string
  test(text: string): boolean
}

export interface TextForm {
  is: 'text'
  oneOf?: readonly string[] | undefined
  /** It may match anywhere in the text. */
  pattern?: TextPattern | undefined
  /** Characters (code points). */
  min?: number | undefined
  max?: number | undefined
  format?: TextFormat | undefined
}

export interface IntegerForm {
  is: 'integer'
  bits?: 32 | 64 | undefined
  min?: number | undefined
  max?: number | undefined
}

interface BooleanForm {
  is: 'boolean'
}

interface IntegerOrTextForm {
  is: 'integer or text'
  format?: TextFormat | undefined
}

export interface ListForm {
  is: 'list'
  of: Form
  min?: number | undefined
  max?: number | undefined
}

export interface MapForm {
  is: 'map'
  fields: Readonly<Record<string, Field>>
  /** The form of every value, where the keys are the user's own. */
  values?: Form | undefined
  /** Fields that are not listed are allowed: "unchecked" when they exist but are not described here, "free" when anything goes. */
  others?: 'unchecked' | 'free' | undefined
  min?: number | undefined
  max?: number | undefined
  /** What no single field shows. */
  constraints?: readonly Constraint[] | undefined
  /** Rules of a cluster's own definition that gsec does not understand. */
  unreadRules?: number | undefined
}

interface AnythingForm {
  is: 'anything'
}

export interface Field {
  form: Form
  isRequired: boolean
  /** The API server fills it in, so that it is never missing. */
  hasDefault: boolean
}

/**
 * A rule of the definition (CEL) over several fields. A name may lead deeper: storeRef.name.
 * someOf: all names of at least one group are there. excludes: `list` is absent or empty when `field` is there.
 */
export type Constraint =
  | {rule: 'exactly one of'; names: readonly string[]}
  | {rule: 'at most one of'; names: readonly string[]}
  | {rule: 'some of'; groups: readonly (readonly string[])[]}
  | {rule: 'none of'; names: readonly string[]}
  | {rule: 'excludes'; field: string; list: string}

export const text: TextForm = {is: 'text'}
export const boolean: BooleanForm = {is: 'boolean'}
export const integer: IntegerForm = {is: 'integer'}
export const int32: IntegerForm = {is: 'integer', bits: 32}
export const int64: IntegerForm = {is: 'integer', bits: 64}
export const anything: AnythingForm = {is: 'anything'}
export const base64: TextForm = {is: 'text', format: 'base64'}
export const dateTime: TextForm = {is: 'text', format: 'date-time'}
export const duration: TextForm = {is: 'text', format: 'duration'}
export const secondsOrDuration: IntegerOrTextForm = {is: 'integer or text', format: 'duration'}

/** A pattern that means the same to Go and to V8. */
export function pattern(source: string): TextPattern {
  const compiled = new RegExp(source, 'u')
  return {source, test: subject => compiled.test(subject)}
}

export const oneOf = (...words: string[]): TextForm => ({is: 'text', oneOf: words})
export const list = (of: Form, limits: {min?: number} = {}): ListForm => ({is: 'list', of, ...limits})
export const mapOf = (values: Form): MapForm => ({is: 'map', fields: {}, values})

type MapRest = Omit<MapForm, 'is' | 'fields' | 'values'>

/** A map of these fields. `name*` is required, `name=` has a default, `name*=` is both. */
export function map(table: Readonly<Record<string, Form>>, rest: MapRest = {}): MapForm {
  const fields = Object.entries(table).map(([key, form]) => {
    const [, name = '', required, defaulted] = /^(.*?)(\*)?(=)?$/.exec(key) ?? []
    return [name, {form, isRequired: required !== undefined, hasDefault: defaulted !== undefined}] as const
  })
  return {is: 'map', fields: Object.fromEntries(fields), ...rest}
}

/** Limits for a map of which exactly one field is set. */
export const one = {min: 1, max: 1}

export const exactlyOneOf = (...names: string[]): Constraint => ({rule: 'exactly one of', names})
export const atMostOneOf = (...names: string[]): Constraint => ({rule: 'at most one of', names})
export const someOf = (...groups: (readonly string[])[]): Constraint => ({rule: 'some of', groups})
export const noneOf = (...names: string[]): Constraint => ({rule: 'none of', names})
