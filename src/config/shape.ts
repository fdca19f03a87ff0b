// What a value of .gsec.yaml may be. One description serves the checker, the TypeScript types, the JSON Schema that editors
// read, and `gsec config show`. docs/decisions/0003-configuration-schema.md

/** Text of a certain form. */
export interface TextForm {
  /** A regular expression over the whole text (flag `u`), in the subset that JSON Schema shares with JavaScript. */
  readonly pattern: string
  /** Completes "cert is not …", for people. */
  readonly expects: string
  readonly examples: readonly string[]
  /** Says more of a text that does not match, to follow the key's name: "is not relative to this file". Quotes nothing of it. */
  readonly fault?: (text: string) => string | undefined
}

export interface TextShape {
  readonly type: 'text'
  readonly form: TextForm
}

/** One of a few words. */
export interface ChoiceShape<T extends string = string> {
  readonly type: 'choice'
  readonly options: readonly T[]
}

/** A number that cannot be another. */
export interface ConstantShape<T extends number = number> {
  readonly type: 'constant'
  readonly value: T
}

/** True or false. */
export interface SwitchShape {
  readonly type: 'switch'
}

export interface ListShape<S extends Shape = Shape> {
  readonly type: 'list'
  readonly items: S
  /** True when an empty list makes no sense. */
  readonly isNeverEmpty: boolean
}

/** Values under names that the user chooses. */
export interface MapShape<S extends Shape = Shape> {
  readonly type: 'map'
  readonly names: TextForm
  readonly values: S
}

/** Values under names that gsec gives. */
export interface RecordShape<K extends Keys = Keys> {
  readonly type: 'record'
  /** What one of them is called: "a cluster", "an environment". */
  readonly noun: string
  readonly keys: K
  /** Keys of which at least one must be there. */
  readonly needsOneOf: readonly string[]
}

export type Shape = TextShape | ChoiceShape | ConstantShape | SwitchShape | ListShape | MapShape | RecordShape

/** A key that gsec knows, with its place in the precedence: flag, variables, this file, default. */
export interface Key<S extends Shape = Shape, P extends Presence = Presence> {
  readonly shape: S
  readonly presence: P
  /** Sentences; they stand in the JSON Schema, where an editor shows them. */
  readonly description: string
  /** The value when the key is absent. A list, map or record is then empty, with the defaults of its own keys. */
  readonly fallback: string | number | boolean | undefined
  /** The flag that wins over everything else. */
  readonly flag: string | undefined
  /** Environment variables that win over this file, the strongest first. */
  readonly variables: readonly string[]
}

export type Presence = 'required' | 'optional' | 'defaulted'
export type Keys = Readonly<Record<string, Key>>

/** The TypeScript type of what a shape describes, with every default filled in. */
export type ValueOf<S> = S extends TextShape
  ? string
  : S extends ChoiceShape<infer T>
    ? T
    : S extends ConstantShape<infer T>
      ? T
      : S extends SwitchShape
        ? boolean
        : S extends ListShape<infer I>
          ? readonly ValueOf<I>[]
          : S extends MapShape<infer V>
            ? ReadonlyMap<string, ValueOf<V>>
            : S extends RecordShape<infer K>
              ? RecordOf<K>
              : never

type Optional<K> = {[N in keyof K]: K[N] extends {presence: 'optional'} ? N : never}[keyof K]
type RecordOf<K extends Keys> = {readonly [N in Exclude<keyof K, Optional<K>>]: ValueOf<K[N]['shape']>} & {
  readonly [N in Optional<K>]?: ValueOf<K[N]['shape']>
}

export function text(form: TextForm): TextShape {
  return {type: 'text', form}
}

export function choice<const T extends string>(options: readonly T[]): ChoiceShape<T> {
  return {type: 'choice', options}
}

export function constant<const T extends number>(value: T): ConstantShape<T> {
  return {type: 'constant', value}
}

export function trueOrFalse(): SwitchShape {
  return {type: 'switch'}
}

export function list<S extends Shape>(items: S, {isNeverEmpty = false} = {}): ListShape<S> {
  return {type: 'list', items, isNeverEmpty}
}

export function map<S extends Shape>(names: TextForm, values: S): MapShape<S> {
  return {type: 'map', names, values}
}

export function record<K extends Keys>(
  noun: string,
  keys: K,
  {needsOneOf = []}: {needsOneOf?: readonly (keyof K & string)[]} = {},
): RecordShape<K> {
  return {type: 'record', noun, keys, needsOneOf}
}

interface Stronger {
  flag?: string
  variables?: readonly string[]
}

export function required<S extends Shape>(shape: S, description: string): Key<S, 'required'> {
  return {shape, presence: 'required', description, fallback: undefined, flag: undefined, variables: []}
}

export function optional<S extends Shape>(shape: S, description: string, {flag, variables = []}: Stronger = {}): Key<S, 'optional'> {
  return {shape, presence: 'optional', description, fallback: undefined, flag, variables}
}

/** A key that always has a value. A list, map or record needs no fallback: it is empty. */
export function defaulted<S extends Shape>(
  shape: S,
  description: string,
  {fallback, flag, variables = []}: Stronger & {fallback?: ValueOf<S> & (string | number | boolean)} = {},
): Key<S, 'defaulted'> {
  return {shape, presence: 'defaulted', description, fallback, flag, variables}
}
