import type {Range} from './text.js'

/** A secret handed to a program on its command line. */
export interface CommandSecret {
  /** What takes it, for the report: `docker login -p`. */
  option: string
  value: Range
  /** False where the option's own key decides: `--from-literal=KEY=value` for a ConfigMap. */
  key?: string
}

interface CommandForm {
  /** Ends with the word that the prefilter found, lower case. */
  word: string
  option: string
  /** From the word on; the group `value` is the secret. */
  pattern: RegExp
}

const VALUE = String.raw`(?:"(?<quoted>[^"\n]{1,512})"|'(?<single>[^'\n]{1,512})'|(?<bare>[^\s"'\x60;|&]{1,512}))`
// The rest of a command: up to the line's end, over continued lines.
const REST = String.raw`(?:[^\n;|&\\]|\\\n|\\\r\n|\\(?![\r\n])){0,400}?`

const form = (word: string, option: string, pattern: string): CommandForm => ({word, option, pattern: new RegExp(pattern, 'dy')})

const FORMS: readonly CommandForm[] = [
  form('docker login', 'docker login -p', `${REST}\\s(?:-p|--password)(?:\\s{1,4}|=)${VALUE}`),
  form('helm registry', 'helm registry login -p', `${REST}\\s(?:-p|--password)(?:\\s{1,4}|=)${VALUE}`),
  form('curl ', 'curl -u', `${REST}(?<=\\s)(?:-u|--user|-U|--proxy-user)\\s{0,4}=?["']?[^\\s:"'$]{0,100}:(?<bare>[^\\s"'\`;|&]{1,512})`),
  form('mysql', 'mysql -p', `(?:dump|admin|import)?${REST}\\s-p(?<bare>[^\\s"'\`;|&-][^\\s"'\`;|&]{0,511})`),
  form('mariadb', 'mariadb -p', `(?:-dump|-admin|-import)?${REST}\\s-p(?<bare>[^\\s"'\`;|&-][^\\s"'\`;|&]{0,511})`),
  form('redis-cli', 'redis-cli -a', `${REST}\\s-a\\s{1,4}${VALUE}`),
  form('sshpass', 'sshpass -p', `${REST}\\s-p\\s{0,4}${VALUE}`),
]

const LITERAL =
  /["']?[= ]["']?(?<key>[\w.-]{1,253})=(?:"(?<quoted>[^"\n]{1,512})"|'(?<single>[^'\n]{1,512})'|(?<bare>[^\s"'`;|&]{1,512}))/dy
const LITERAL_WORD = '--from-literal'

/** Most words that the prefilter finds are no command's. */
const LAST_LETTERS = new Set([LITERAL_WORD, ...FORMS.map(({word}) => word)].map(word => word.charCodeAt(word.length - 1) | 32))

/** The secret in the command that begins at a hit, if one of the known commands does. */
export function commandSecretAt(content: string, hit: number): CommandSecret | undefined {
  if (!LAST_LETTERS.has(content.charCodeAt(hit - 1) | 32)) return undefined
  const word = content.slice(Math.max(0, hit - 16), hit).toLowerCase()
  if (word.endsWith(LITERAL_WORD)) return literalAt(content, hit)
  const known = FORMS.find(candidate => word.endsWith(candidate.word))
  if (!known) return undefined
  const start = known.word.endsWith(' ') ? hit - 1 : hit
  const range = match(known.pattern, content, start)
  return range && {option: known.option, value: range.value}
}

/** `kubectl create secret … --from-literal=KEY=value`: all of them are secrets; for a ConfigMap the key decides. */
function literalAt(content: string, hit: number): CommandSecret | undefined {
  const found = match(LITERAL, content, hit)
  if (!found) return undefined
  const before = content.slice(Math.max(0, hit - 1000), hit)
  const isSecret = /create\s{1,20}secret\b(?![\s\S]*\bcreate\b)/.test(before)
  return {option: LITERAL_WORD, value: found.value, ...(isSecret ? {} : {key: found.key})}
}

function match(pattern: RegExp, content: string, at: number): {key: string; value: Range} | undefined {
  pattern.lastIndex = at
  const found = pattern.exec(content)
  const groups = found?.indices?.groups
  const range = groups?.['quoted'] ?? groups?.['single'] ?? groups?.['bare']
  return range && {key: found?.groups?.['key'] ?? '', value: {start: range[0], end: range[1]}}
}

/** A secret among the words of a command that a list holds. */
export interface ArgumentSecret {
  index: number
  /** The name by which its value is judged. */
  option: string
  /** Within the word. */
  value: Range
}

/** Options whose value is a secret although their name does not tell, by program: glued to it, or the next word. */
const SHORT_OPTIONS: readonly {program: RegExp; glued?: RegExp; separate?: RegExp}[] = [
  {program: /(?:^|\/)(?:mysql|mariadb)(?:-?(?:dump|admin|import|check))?$/, glued: /^-p(?=.)/},
  {program: /(?:^|\/)redis-cli$/, separate: /^(?:-a|--pass)$/},
  {program: /(?:^|\/)sshpass$/, glued: /^-p(?=.)/, separate: /^-p$/},
  {program: /(?:^|\/)(?:docker|podman|helm|skopeo|crane|buildah)$/, separate: /^-p$/},
  {
    program: /(?:^|\/)(?:curl|wget)$/,
    glued: /^(?:-u|--user=|-U|--proxy-user=)[^:]{0,100}:(?=.)/,
    separate: /^(?:-u|--user|-U|--proxy-user)$/,
  },
]

/** Options with a telling name and their values (`--password`, `x`), and the short ones of known programs. */
export function argumentSecrets(words: readonly string[]): ArgumentSecret[] {
  const found: ArgumentSecret[] = []
  const short = SHORT_OPTIONS.find(({program}) => words.some(word => word.length < 200 && program.test(word)))
  words.forEach((word, index) => {
    const next = words[index + 1] ?? ''
    const [, option] = /^--?([A-Za-z][\w.-]{1,100})$/.exec(word) ?? []
    const glued = short?.glued?.exec(word)?.[0].length
    if (option && next !== '' && !next.startsWith('-')) found.push({index: index + 1, option, value: {start: 0, end: next.length}})
    if (glued) found.push({index, option: 'password', value: {start: glued, end: word.length}})
    if (short?.separate?.test(word) && next !== '') {
      const start = /curl|wget/.test(short.program.source) ? next.indexOf(':') + 1 : 0
      found.push({index: index + 1, option: 'password', value: {start, end: next.length}})
    }
  })
  return found
}
