import {ranks} from '../detection.js'
import {definePolicy} from '../document.js'
import {judgeKind} from '../judge.js'
import {stepInto} from '../key-path.js'
import {newSecret} from '../next-steps.js'

const WORDS = /\b(machine|password)\s{1,40}("[^"\n]{1,512}"|[^\s"]{1,512})/g

// https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
export default definePolicy({
  id: 'netrc',
  rule: {
    id: 'netrc-password',
    title: 'login in .netrc',
    remediation: 'change the password, and keep the file out of git: it belongs in the home directory',
  },
  applies: ({format}) => format === 'netrc',
  ownsText: true,
  inspect(inspection) {
    const {text} = inspection.document
    let machine = 'default'
    for (const {0: whole, 1: word, 2: value = '', index} of text.content.matchAll(WORDS)) {
      const isQuoted = value.startsWith('"')
      if (word === 'machine') machine = value
      else {
        const start = index + whole.length - value.length + (isQuoted ? 1 : 0)
        const end = index + whole.length - (isQuoted ? 1 : 0)
        for (const {severity} of judgeKind('password', text.content.slice(start, end), {isExample: inspection.document.isExample})) {
          inspection.reportText(severity, text, {start, end}, stepInto(stepInto(undefined, machine), 'password'), {rank: ranks.exact})
        }
      }
    }
  },
  commands: newSecret,
})
