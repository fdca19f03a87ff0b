// A file of its own, so that the engine is loaded only where it is used.
import {type Matcher, RE2JS} from 're2js'
import type {RegularExpressions} from './regular-expressions.js'

/** What Go says of an expression that it cannot read; the text behind the colon quotes the expression. */
const REASON = /error parsing regexp: ([^:`]*)/

export const goExpressions: RegularExpressions = {
  fault(source) {
    try {
      RE2JS.compile(source)
      return undefined
    } catch (error) {
      return REASON.exec(error instanceof Error ? error.message : '')?.[1]?.trim() ?? 'Go cannot read it'
    }
  },
  compile(source) {
    const compiled = RE2JS.compile(source)
    return {source, test: text => compiled.matcher(text).find()}
  },
  replacer(source, replacement) {
    const compiled = RE2JS.compile(source)
    return text => replaceAll(compiled.matcher(text), text, replacement)
  },
}

function replaceAll(matcher: Matcher, text: string, replacement: string): string {
  let replaced = ''
  let end = 0
  while (matcher.find()) {
    // Go passes over an empty match right behind another one
    if (matcher.end() === end && matcher.start() > 0) continue
    replaced += text.slice(end, matcher.start()) + expand(matcher, replacement)
    end = matcher.end()
  }
  return replaced + text.slice(end)
}

/** https://pkg.go.dev/regexp#Regexp.Expand */
function expand(matcher: Matcher, template: string): string {
  return template.replace(/\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (mark, braced?: string, bare?: string) => {
    if (mark === '$$') return '$'
    const name = braced ?? bare ?? ''
    const index = /^(?:0|[1-9]\d{0,7})$/.test(name) ? Number(name) : matcher.namedGroups[name]
    return (index !== undefined && index <= matcher.groupCount() && matcher.group(index)) || ''
  })
}
