import {type KnownRule, knownRules} from '../../src/scan/known-rules.js'

const intro = `<!-- Generated from the rules by \`npm run docs\`: do not edit. -->

# The rules of gsec scan

\`gsec rules ID\` explains one. A finding names its rule in brackets; \`gsec:ignore=ID reason\` on its line leaves it out. [Scanning](scanning.md)
says what is found and why, [Extending gsec](extending.md) how to write a rule.
`

/** docs/rules.md: every rule that gsec brings along. */
export function rulesPage(): string {
  const places = knownRules.filter(({kind}) => kind === 'place')
  const tokens = knownRules.filter(({kind}) => kind === 'token')
  return `${intro}
## Places

What a document and its keys say decides, whatever the value looks like. How bad a finding is follows from the place and the value.

${table(['rule', 'finds', 'what to do'], places.map(placeRow))}

## Tokens

Told by their form, wherever they stand, also in base64.

${table(['rule', 'finds', 'severity', 'what to do'], tokens.map(tokenRow))}
`
}

const placeRow = ({id, title, remediation, documentation}: KnownRule) => [`\`${id}\``, linked(title, documentation), remediation]
const tokenRow = ({id, title, severity, remediation, documentation}: KnownRule) => [
  `\`${id}\``,
  linked(title, documentation),
  severity ?? '',
  remediation,
]

const linked = (title: string, documentation: string | undefined) => (documentation ? `[${title}](${documentation})` : title)

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
