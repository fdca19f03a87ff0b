import {GsecError} from '../../errors.js'
import {templateKeys} from '../../manifest/template/template.js'
import type {ExternalSecretSpec, Report} from '../eso-object.js'
import type {RegularExpressions} from '../regular-expressions.js'
import {below, isEmpty, isSet, itemsOf, type Spot, textOf} from '../spot.js'

/** Searches, rewrites and strategies of an ExternalSecret that fail or do nothing. */
export function checkSources({spec}: ExternalSecretSpec, expressions: RegularExpressions | undefined, report: Report): void {
  for (const entry of itemsOf(below(spec, 'data'))) checkStrategies(below(entry, 'remoteRef'), 'in data', report)
  for (const entry of itemsOf(below(spec, 'dataFrom'))) {
    const hasRewrite = !isEmpty(below(entry, 'rewrite'))
    for (const source of ['extract', 'find'])
      checkStrategies(below(entry, source), hasRewrite ? 'where there is a rewrite' : undefined, report)
    checkExpression(below(entry, 'find', 'name', 'regexp'), 'eso-find-regexp', expressions, report)
    for (const rewrite of itemsOf(below(entry, 'rewrite'))) checkRewrite(rewrite, expressions, report)
  }
}

/** Expressions and rewrites of a PushSecret. */
export function checkPushSources(spec: Spot, expressions: RegularExpressions | undefined, report: Report): void {
  for (const entry of itemsOf(below(spec, 'dataTo'))) {
    checkExpression(below(entry, 'match', 'regexp'), 'eso-find-regexp', expressions, report)
    for (const rewrite of itemsOf(below(entry, 'rewrite'))) checkRewrite(rewrite, expressions, report)
  }
}

/** @param where conversionStrategy has no effect */
function checkStrategies(source: Spot, where: string | undefined, report: Report): void {
  const conversion = below(source, 'conversionStrategy')
  const decoding = below(source, 'decodingStrategy')
  if (where !== undefined && textOf(conversion) === 'Unicode')
    report('eso-strategy-unused', conversion, `${conversion.path} has no effect ${where}`)
  if (textOf(decoding) === 'Auto')
    report('eso-decoding-auto', decoding, `${decoding.path} Auto decodes whatever looks like base64, such as 1234`)
}

function checkRewrite(rewrite: Spot, expressions: RegularExpressions | undefined, report: Report): void {
  checkExpression(below(rewrite, 'regexp', 'source'), 'eso-rewrite', expressions, report)
  checkTransform(below(rewrite, 'transform', 'template'), report)
  const merge = below(rewrite, 'merge')
  if (isSet(merge) && textOf(below(merge, 'strategy')) === 'JSON' && (textOf(below(merge, 'into')) ?? '') === '') {
    report('eso-rewrite', merge, `${merge.path} with strategy JSON needs into, the key that the JSON goes to`)
  }
}

/** The template of a rewrite has one key, value: the name of the key. */
function checkTransform(at: Spot, report: Report): void {
  const {node} = at
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return
  try {
    const unknown = templateKeys(node.value).find(key => key !== 'value')
    if (unknown !== undefined)
      report('eso-rewrite', at, `${at.path} uses another key than value, which is all it has`, {fix: 'write {{ .value }}'})
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    if (error.code === 'MANIFEST_INVALID') report('eso-rewrite', at, `${at.path}: ${error.message}`)
  }
}

function checkExpression(
  at: Spot,
  ruleId: 'eso-find-regexp' | 'eso-rewrite',
  expressions: RegularExpressions | undefined,
  report: Report,
): void {
  const source = textOf(at)
  const fault = source === undefined ? undefined : expressions?.fault(source)
  if (fault) report(ruleId, at, `${at.path} is no regular expression: ${fault}`)
}
