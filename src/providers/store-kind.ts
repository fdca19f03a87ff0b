import type {Reference} from './reference.js'
import type {ReferenceProblem} from './reference-problem.js'

/** What a store writes under spec.provider.<id>. */
export type ProviderBlock = Readonly<Record<string, unknown>>

/** Where a secret lives: project, region, vault address … by the names of the kind's scope fields. */
export type Scope = Readonly<Record<string, string>>

/** How a reference is used, and by which store. */
export interface Usage {
  /** One key of data[], or dataFrom[].extract. */
  use: 'data' | 'extract'
  block?: ProviderBlock | undefined
  storeKind?: 'SecretStore' | 'ClusterSecretStore' | undefined
}

/** What can be said of a reference once its provider is known. */
export interface ReferenceParts {
  scope: Scope
  key: string
  version?: string | undefined
  property?: string | undefined
}

export interface ScopeField {
  name: string
  /** What it is, for messages: "project". */
  is: string
  /** Where it stands in the provider block, steps joined by dots; the name when absent. */
  at?: string
  /** What ESO takes when the block says nothing. */
  default?: string
  /** What a block allows, where that is not one text at one place. */
  read?: (block: ProviderBlock) => readonly string[]
  /** The part of a block that says this value, where `at` cannot. */
  write?: (value: string) => ProviderBlock
  /** Makes two spellings of the same place equal. */
  normalize?: (value: string) => string
}

interface KeyRule {
  /** What the key is, for messages: "the name of the secret". */
  is: string
  example: string
  /** Every key that can exist. */
  pattern?: RegExp
  /** What the pattern allows, in words. */
  allows?: string
  maxLength?: number
  /** The usual mistakes, each with its own advice; when there are any, the pattern is not asked. */
  mistakes?: (reference: Reference, usage: Usage) => ReferenceProblem[]
}

/**
 * How ESO finds a property in a value:
 * none – it is ignored; plain – the exact name of a field; gjson – a gjson path; escaped-then-gjson – as a name (dots
 * escaped), then as a path; gjson-then-escaped – the other way round; exact-then-gjson – as the exact key, then as a path;
 * exact-then-rest – as the exact key, then key before the first dot and a path behind it; template – the store's own
 * templates decide.
 */
export type PropertySyntax =
  | 'none'
  | 'plain'
  | 'gjson'
  | 'escaped-then-gjson'
  | 'gjson-then-escaped'
  | 'exact-then-gjson'
  | 'exact-then-rest'
  | 'template'

export interface PropertyRule {
  syntax: PropertySyntax
  /** The only names there are. */
  values?: readonly string[]
  /** ESO fails without one (data[] only). */
  required?: boolean
  mistakes?: (reference: Reference, usage: Usage) => ReferenceProblem[]
}

export type VersionRule =
  | {use: 'ignored'}
  | {use: 'refused'}
  | {
      use: 'read'
      /** What a version is, for messages: "a number". */
      is: string
      example: string
      pattern?: RegExp
      mistakes?: (version: string, reference: Reference, usage: Usage) => ReferenceProblem[]
    }

/** What dataFrom[].find does with a criterion; ignored means that more is found than was asked for. */
type FindUse = 'used' | 'ignored' | 'refused'
export interface FindRule {
  name: FindUse
  tags: FindUse
  path: FindUse
}

export interface StoreRules {
  key: KeyRule
  property: PropertyRule
  version: VersionRule
  /** dataFrom[].extract works. */
  extract: boolean
  /** Absent: dataFrom[].find fails. */
  find?: FindRule
}

/** A service's own spelling. */
export interface NativeForm {
  /** Reads a text of this form; undefined for every other text. @throws GsecError REFERENCE_INVALID for a near miss */
  read(text: string): ReferenceParts | undefined
  /** undefined where the form cannot carry the reference. */
  write(reference: Reference): string | undefined
  /** Another provider reads this spelling too, and is the better guess. */
  onlyWhenPreferred?: boolean
}

/** A vals URI taken apart as vals does: `path` is host and path joined, percent signs decoded; it begins with / when there is no host. */
export interface ValsUri {
  path: string
  parameters: Readonly<Record<string, string>>
  /** The steps of the fragment; empty without one. */
  fragment: readonly string[]
}

export interface ValsForm {
  scheme: string
  /** A complete URI, for hints. */
  example: string
  /** The parameters that `read` looks at. */
  parameters: readonly string[]
  /** Parameters that say how to log in: accepted and left out, since the store says that. */
  logins: readonly string[]
  read(uri: ValsUri): ReferenceParts
  /** undefined where the form cannot carry the reference. */
  write(reference: Reference): ValsUri | undefined
}

/** One of ESO's providers, as far as a reference can tell. */
export interface StoreKind {
  /** ESO's key under spec.provider. */
  id: string
  title: string
  /** The words that people type for it, the usual one first, each with what it says of the scope. */
  names: Readonly<Record<string, Scope>>
  /** Page of ESO's documentation. */
  docs: string
  access: 'read' | 'write' | 'read-write'
  /** ESO notices that a secret does not exist; else deletionPolicy Merge and Delete have no effect. */
  reportsMissing: boolean | 'unverified'
  scope: readonly ScopeField[]
  rules(scope: Scope): StoreRules
  /** The same reference as ESO wants it: a full path becomes scope and key. Changes spelling, never meaning. */
  normalize(reference: Reference): Reference
  native: readonly NativeForm[]
  vals: readonly ValsForm[]
}

interface StoreDefinition extends Omit<StoreKind, 'names' | 'docs' | 'access' | 'rules' | 'normalize' | 'native' | 'vals'> {
  names?: readonly string[] | Readonly<Record<string, Scope>>
  /** Last step of the page's address. */
  docs: string
  access?: StoreKind['access']
  rules: StoreRules | StoreKind['rules']
  normalize?: StoreKind['normalize']
  native?: readonly NativeForm[]
  vals?: readonly ValsForm[]
}

export function defineStore(definition: StoreDefinition): StoreKind {
  const {names = [], rules} = definition
  return {
    access: 'read',
    normalize: reference => reference,
    native: [],
    vals: [],
    ...definition,
    names: Array.isArray(names) ? Object.fromEntries(names.map(name => [name, {}])) : (names as StoreKind['names']),
    docs: `https://external-secrets.io/latest/provider/${definition.docs}/`,
    rules: typeof rules === 'function' ? rules : () => rules,
  }
}
