import {ranks} from '../detection.js'
import {definePolicy} from '../document.js'
import {stepInto} from '../key-path.js'
import {sealFile} from '../next-steps.js'
import {classifyValue} from '../values.js'

const LINE = /^([^\s:#]{1,255}):([^\s:]{4,512})/gm

// https://httpd.apache.org/docs/current/misc/password_encryptions.html
export default definePolicy({
  id: 'htpasswd',
  rule: {
    id: 'htpasswd-hash',
    title: 'password hash in .htpasswd',
    remediation: 'seal the file and mount it; a hash can be guessed at for as long as it lies in git',
    documentation: 'https://httpd.apache.org/docs/current/misc/password_encryptions.html',
  },
  applies: ({format}) => format === 'htpasswd',
  ownsText: true,
  inspect(inspection) {
    const {text} = inspection.document
    for (const {0: whole, 1: user = '', 2: value = '', index} of text.content.matchAll(LINE)) {
      const kept = classifyValue(value, {kind: 'password'})
      if (kept !== 'hash' && kept !== 'literal') continue
      const range = {start: index + whole.length - value.length, end: index + whole.length}
      inspection.reportText(isHashed(value) ? 'low' : 'high', text, range, stepInto(undefined, user), {rank: ranks.exact})
    }
  },
  commands: sealFile,
})

/** Also crypt(3)'s oldest form: thirteen characters. */
function isHashed(value: string): boolean {
  return classifyValue(value, {kind: 'password'}) === 'hash' || /^[./0-9A-Za-z]{13}$/.test(value)
}
