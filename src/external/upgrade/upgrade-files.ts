import {GsecError} from '../../errors.js'
import type {ObjectName} from '../../finding.js'
import {addressOf, objectAt} from '../../manifest/edit/change.js'
import {EditRefused} from '../../manifest/edit/edit-refused.js'
import {looksLikeTemplate} from '../../manifest/helm-template.js'
import {type ManifestFile, type ManifestObject, objectsOf, readManifests} from '../../manifest/read-manifests.js'
import {isEsoObject} from '../check-head.js'
import {esoObject, nameOf} from '../eso-object.js'
import {aboutParts, KustomizePatches} from '../kustomize-patches.js'
import {lintDocuments} from '../lint.js'
import {type LintSource, mentions, readSurroundings} from '../read-objects.js'
import {loadRegularExpressions, type RegularExpressions} from '../regular-expressions.js'
import {type KnownStore, knownStore} from '../runtime/known-store.js'
import {applyConversions, type Planned} from './apply-conversions.js'
import {StoreChoice, type StoreWishes} from './choose-store.js'
import {type Conversion, formTitles, type OldForm} from './conversion.js'
import {convertKes} from './convert-kes.js'
import {convertPlaceholders} from './convert-placeholders.js'
import {versionConversion} from './convert-version.js'
import {formOf, nestedForms, OLD_MARKS} from './form-of.js'

interface UpgradeInput extends Omit<StoreWishes, 'stores'> {
  sources: Iterable<LintSource>
  /** What to bring up to date. */
  forms: readonly OldForm[]
  /** Other files of the repository, among which stores may be; asked for only where an object names none. */
  surroundings?: (() => Iterable<LintSource>) | undefined
  /** Stores that stand in no manifest. */
  stores?: readonly KnownStore[] | undefined
}

/** One object that was brought up to date, or that was left as it is. */
export interface UpgradedObject {
  form: OldForm
  /** `path:line:column` in the file as it was. */
  where: string
  object: ObjectName
  notes: readonly string[]
}

export interface LeftObject {
  /** Absent for a file that could not be read. */
  form: OldForm | undefined
  where: string
  object: ObjectName | undefined
  /** Why, in a sentence without a full stop. */
  reason: string
}

export interface UpgradedFile {
  path: string
  before: ManifestFile
  after: ManifestFile
  /** Every byte of the new file, the byte order mark included. */
  text: string
  objects: readonly UpgradedObject[]
}

export interface UpgradeResult {
  /** Only those that change. */
  files: readonly UpgradedFile[]
  left: readonly LeftObject[]
}

/**
 * Brings objects of ESO's old versions, of Kubernetes External Secrets and of argocd-vault-plugin to the version that ESO serves.
 * What lint would refuse is left as it was, with the reason. Writes nothing.
 */
export async function upgradeFiles({sources, forms, surroundings, stores = [], ...wishes}: UpgradeInput): Promise<UpgradeResult> {
  const left: LeftObject[] = []
  const patches = new KustomizePatches()
  const read = [...sources].flatMap(source => {
    patches.add(source)
    return readSource(source, left)
  })
  const known = [...stores, ...read.flatMap(({objects}) => storesOf(objects))]
  for (const {objects} of read) for (const object of objects) left.push(...leftInside(object, forms))
  const work = read.map(({file, objects}) => ({file, outdated: objects.flatMap(object => outdatedOf(object, forms))}))
  const needsStore = work.some(({outdated}) => outdated.some(({form}) => form === 'kes' || form === 'avp'))
  if (needsStore && surroundings) known.push(...storesAround(read, surroundings))
  const run: Run = {choice: new StoreChoice({...wishes, stores: known}), expressions: await loadRegularExpressions(), patches, left}
  const files = work.flatMap(({file, outdated}) => (outdated.length > 0 ? upgradeFile(file, outdated, run) : []))
  return {files, left: left.toSorted((a, b) => byPlace.compare(a.where, b.where))}
}

const byPlace = new Intl.Collator('en', {numeric: true})

interface ReadFile {
  file: ManifestFile
  objects: readonly ManifestObject[]
}

interface Outdated {
  object: ManifestObject
  form: OldForm
}

interface Run {
  choice: StoreChoice
  expressions: RegularExpressions
  patches: KustomizePatches
  left: LeftObject[]
}

const STORE = /kind["']?: *["']?(Cluster)?SecretStore\b/

function readSource({path, bytes, isNamed}: LintSource, left: LeftObject[]): ReadFile[] {
  const isOld = mentions(bytes, OLD_MARKS) || (mentions(bytes, ['external-secrets.io']) && mentions(bytes, ['v1beta1', 'v1alpha1']))
  if (!isOld && !(mentions(bytes, ['SecretStore']) && STORE.test(Buffer.from(bytes).toString('latin1'))) && !isNamed) return []
  try {
    const file = readManifests(bytes, path)
    return [{file, objects: file.documents.flatMap(document => (document.root.kind === 'map' ? objectsOf(document) : []))}]
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    if (!isOld) return []
    const isTemplate = looksLikeTemplate(bytes)
    const reason = isTemplate
      ? 'a Helm template is not read: change it by hand, and check what it renders'
      : `cannot be read: ${error.message}`
    left.push({form: undefined, where: isTemplate ? markPlace(path, bytes) : (error.where ?? path), object: undefined, reason})
    return []
  }
}

/** Where the first mark stands. */
function markPlace(path: string, bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8')
  const [at = 0] = OLD_MARKS.map(mark => text.indexOf(mark))
    .filter(index => index >= 0)
    .sort((a, b) => a - b)
  const lines = text.slice(0, at).split('\n')
  return `${path}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

const storesOf = (objects: readonly ManifestObject[]) =>
  objects.filter(({apiVersion, kind}) => isEsoObject(apiVersion, kind)).flatMap(object => knownStore(esoObject(object)) ?? [])

function storesAround(read: readonly ReadFile[], surroundings: () => Iterable<LintSource>): KnownStore[] {
  const own = new Set(read.map(({file}) => file.path))
  const found: KnownStore[] = []
  for (const source of surroundings()) if (!own.has(source.path)) found.push(...storesOf(readSurroundings(source)))
  return found
}

function leftInside(object: ManifestObject, forms: readonly OldForm[]): LeftObject[] {
  const name = nameOf(esoObject(object))
  return [...nestedForms(object)]
    .filter(([form]) => forms.includes(form))
    .map(([form, node]) => ({
      form,
      where: object.document.place(node.start),
      object: name,
      reason: `${formTitles[form]} stands inside it: change that by hand`,
    }))
}

function outdatedOf(object: ManifestObject, forms: readonly OldForm[]): Outdated[] {
  const form = formOf(object)
  return form && forms.includes(form) ? [{object, form}] : []
}

function upgradeFile(file: ManifestFile, outdated: readonly Outdated[], run: Run): UpgradedFile[] {
  const planned = outdated.flatMap(one => planOf(one, run))
  const {after, done} = applyAll(file, planned, run)
  if (!after || done.length === 0) return []
  const objects = done.map(({object, form, conversion}) => ({
    form,
    where: object.document.place(object.node.start),
    object: nameOf(esoObject(object)),
    notes: conversion.notes,
  }))
  return [{path: file.path, before: file, after, text: after.byteOrderMark + after.text, objects}]
}

type Plan = Planned & Outdated

function planOf({object, form}: Outdated, run: Run): Plan[] {
  const conversion = attempt({object, form}, run, () => conversionOf(object, form, run.choice))
  return conversion ? [{at: addressOf(object), object, form, conversion}] : []
}

function conversionOf(object: ManifestObject, form: OldForm, choice: StoreChoice): Conversion {
  if (form === 'kes') return convertKes(object, choice)
  return form === 'avp' ? convertPlaceholders(object, choice) : versionConversion
}

/** Runs something for one object; a refusal becomes an entry of what is left. */
function attempt<T>({object, form}: Outdated, {left}: Run, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof EditRefused)) throw error
    left.push({form, where: object.document.place(error.at.start), object: nameOf(esoObject(object)), reason: error.message})
    return undefined
  }
}

interface Applied {
  after: ManifestFile | undefined
  done: readonly Plan[]
}

/** All at once where that works, which it does nearly always; else each object on its own first, to tell which one is at fault. */
function applyAll(file: ManifestFile, planned: readonly Plan[], run: Run): Applied {
  const together = quietly(() => applyConversions(file, planned))
  const able = together ? planned : planned.filter(plan => attempt(plan, run, () => applyConversions(file, [plan])))
  const after = together ?? (able.length > 0 ? quietly(() => applyConversions(file, able)) : undefined)
  if (!after) {
    for (const {object, form} of able) attempt({object, form}, run, () => applyConversions(file, able))
    return {after: undefined, done: []}
  }
  const fine = able.filter(plan => isAccepted(plan, after, run))
  return fine.length === able.length ? {after, done: able} : applyAll(file, fine, run)
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof EditRefused) return undefined
    throw error
  }
}

/** What lint refuses is not written. The place of the finding is one of the new file, and so only its rule and words are told. */
function isAccepted({at, object, form}: Plan, after: ManifestFile, {expressions, patches, left}: Run): boolean {
  const now = objectAt(after, at)
  const all = now ? lintDocuments([now], {expressions}) : []
  const findings = (patches.has(after.path) ? aboutParts(all) : all).filter(({severity}) => severity === 'high')
  const [first] = findings
  if (!first) return true
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  left.push({
    form,
    where: object.document.place(object.node.start),
    object: nameOf(esoObject(object)),
    reason: `lint would refuse it: ${first.message} [${first.ruleId}]${more}`,
  })
  return false
}
