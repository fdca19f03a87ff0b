import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {loadConfig} from '../cli/load-config.js'
import {GsecError} from '../errors.js'
import {type KnownRule, knownRules} from '../scan/known-rules.js'
import {suggestionFor} from '../suggestion.js'

export default class Rules extends BaseCommand {
  static override summary = 'list the rules of gsec scan, or explain one'
  static override description =
    `Lists what gsec scan looks for: tokens, which their form gives away wherever they stand, and places, where a document and its keys say that a secret stands. Rules of your own from .gsec.yaml are listed, too. With an id it says what the rule finds and what to do about it. Reads .gsec.yaml, and writes nothing.`
  static override examples = [
    {description: 'list every rule', command: '<%= config.bin %> <%= command.id %>'},
    {description: 'explain the rule that a finding names', command: '<%= config.bin %> <%= command.id %> kubernetes-secret'},
  ]
  static override args = {id: Args.string({description: 'the id of a rule, as a finding shows it', ignoreStdin: true})}

  async run(): Promise<{rules: readonly KnownRule[]}> {
    const {args, flags} = await this.parse(Rules)
    const {config} = await loadConfig(flags.config)
    const own = config.scan.rules.map(
      ({id, title, severity, keywords, remediation, documentation}): KnownRule => ({
        id,
        kind: 'token',
        title,
        severity,
        keywords,
        remediation,
        ...(documentation !== undefined && {documentation}),
      }),
    )
    const all = [...knownRules, ...own]
    const rules = args.id === undefined ? all : all.filter(({id}) => id === args.id)
    if (rules.length === 0) throw unknownRule(args.id ?? '', all)
    this.log(args.id === undefined ? listText(rules) : rules.map(explanation).join('\n\n'))
    return {rules}
  }
}

function unknownRule(id: string, all: readonly KnownRule[]): GsecError {
  const ids = all.map(rule => rule.id)
  const near = suggestionFor(id, ids)
  return new GsecError('USAGE', 'there is no such rule', {hint: near ? `did you mean ${near}?` : '"gsec rules" lists them'})
}

function listText(rules: readonly KnownRule[]): string {
  const width = Math.max(...rules.map(({id}) => id.length))
  return rules.map(({id, severity, title}) => `${id.padEnd(width)}  ${(severity ?? 'by place').padEnd(8)}  ${title}`).join('\n')
}

function explanation({id, kind, title, severity, keywords = [], remediation, documentation}: KnownRule): string {
  const how =
    kind === 'token'
      ? `a token, found anywhere by its form; looked for where one of these stands: ${keywords.join(', ')}`
      : 'a place: what the document and the key say, and what the value is, decide how bad it is'
  return [
    `${id}: ${title}`,
    `severity:   ${severity ?? 'by place and value'}`,
    `found by:   ${how}`,
    `to do:      ${remediation}; rotate the value, since git remembers it`,
    ...(documentation ? [`read more:  ${documentation}`] : []),
    `leave out:  gsec:ignore=${id} REASON on the line or above it; --skip-rule ${id}; scan.allow in .gsec.yaml`,
  ].join('\n')
}
