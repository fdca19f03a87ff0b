import {GsecError} from '../../../errors.js'
import {renderTemplate} from '../../../manifest/template/template.js'
import type {Bytes} from '../../../manifest/template/value.js'
import {Secret} from '../../../secret.js'
import {ResolveFault, unverified} from '../fault.js'

/** The key that a template makes of another, which it has as `.value`. @throws ResolveFault rewrite, unverified */
export function transformKey(template: string, key: Bytes): Bytes {
  try {
    return renderTemplate(template, {value: Secret.of(Buffer.from(key, 'latin1'))})
      .reveal()
      .toString('latin1')
  } catch (error) {
    if (!(error instanceof GsecError)) throw error
    if (error.code === 'TEMPLATE_UNSUPPORTED') throw unverified(`the template of a rewrite: ${error.message}`)
    throw new ResolveFault('rewrite', `the template of a rewrite fails: ${error.message}`)
  }
}
