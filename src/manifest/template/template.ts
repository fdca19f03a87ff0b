import {GsecError} from '../../errors.js'
import {formatPlace, LineIndex} from '../../position.js'
import {Secret} from '../../secret.js'
import {bytesOf} from './bytes.js'
import {evaluate, type MissingKeys} from './evaluate.js'
import {Fault} from './fault.js'
import {keysOf} from './keys.js'
import {parse} from './parse.js'
import {Dict} from './value.js'

export interface TemplateOptions {
  /**
   * What `.key` does when the data has no such key. "no-value" (the default) writes "<no value>", as the Sealed Secrets controller does;
   * "error" refuses, as External Secrets' engine v2 does. `index . "key"` is empty in both.
   */
  missingKeys?: MissingKeys
  /** The template's place for messages: file and field. */
  where?: string | undefined
}

/**
 * What a Go template makes of the data: text/template with a choice of sprig's functions. Values are bytes and come through unchanged.
 * Both controllers hand the template a map[string]string and nothing else:
 * https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/pkg/apis/sealedsecrets/v1alpha1/sealedsecret_expansion.go
 * https://github.com/external-secrets/external-secrets/blob/v0.20.4/pkg/template/v2/template.go
 * @throws GsecError TEMPLATE_UNSUPPORTED for what gsec does not evaluate or what would take too much work, MANIFEST_INVALID where the
 *   controller would refuse the template as well. The message has line and column within the template, and no value.
 */
export function renderTemplate(template: string, data: Readonly<Record<string, Secret>>, options: TemplateOptions = {}): Secret {
  return report(template, options.where, () => {
    const parsed = parse(template)
    const entries = Object.entries(data).map(([key, value]) => [bytesOf(key), value.reveal().toString('latin1')] as const)
    const rendered = evaluate(parsed, new Dict(new Map(entries), 'string'), options.missingKeys ?? 'no-value')
    return Secret.of(Buffer.from(rendered, 'latin1'))
  })
}

/**
 * The keys of the data that the template mentions by name, as `.key`, `$.key` or `index . "key"`, in order of first mention. Functions
 * need not be ones that gsec evaluates.
 * @throws GsecError as `renderTemplate` does for the template's syntax.
 */
export function templateKeys(template: string, {where}: Pick<TemplateOptions, 'where'> = {}): string[] {
  return report(template, where, () => keysOf(parse(template).nodes))
}

function report<T>(template: string, where: string | undefined, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const place = formatPlace('template', new LineIndex(template).position(error.at ?? 0))
    throw new GsecError(error.kind === 'invalid' ? 'MANIFEST_INVALID' : 'TEMPLATE_UNSUPPORTED', `${place}: ${error.message}`, {where})
  }
}
