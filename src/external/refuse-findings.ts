import {type Fault, GsecError} from '../errors.js'
import {type Finding, isAtLeast} from '../finding.js'
import type {ManifestObject} from '../manifest/read-manifests.js'
import {objectsOf, readManifests} from '../manifest/read-manifests.js'
import {type LintContext, lintDocuments} from './lint.js'
import type {LintRuleId} from './rules/rules.js'

/** What the cluster accepts and ESO then certainly fails on, by what the manifest itself says. */
const CERTAIN: readonly LintRuleId[] = [
  'eso-find-empty',
  'eso-find-regexp',
  'eso-generator-in-data',
  'eso-orphan-delete',
  'eso-rewrite',
  'eso-store-unset',
  'eso-template-key',
  'eso-template-syntax',
]

/**
 * Lints manifests that gsec has made, before anybody sees them: what lint calls an error is never written.
 * @param what how the error names the manifest
 * @param context what is around; the manifests may name stores and generators in it
 * @returns warnings
 * @throws GsecError MANIFEST_INVALID
 */
export function refuseFindings(text: string, what: string, context: LintContext): Finding[] {
  const objects: ManifestObject[] = readManifests(Buffer.from(text), what).documents.flatMap(objectsOf)
  const findings = lintDocuments(objects, context)
  const [first, ...others] = findings.filter(isRefused).map((finding): Fault => faultOf(finding, what))
  if (first) throw new GsecError('MANIFEST_INVALID', first.message, {where: first.where, hint: first.hint, others})
  return findings.filter(({severity}) => isAtLeast(severity, 'low'))
}

const isRefused = ({severity, ruleId}: Finding) => isAtLeast(severity, 'high') || CERTAIN.some(rule => rule === ruleId)

const faultOf = ({message, remediation}: Finding, where: string): Fault => ({message, where, hint: remediation})
