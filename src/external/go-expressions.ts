// A file of its own, so that the engine is loaded only where it is used.
import {RE2JS} from 're2js'
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
}
