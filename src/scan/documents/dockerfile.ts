import {definePolicy} from '../document.js'
import {formOf, inspectAssignments} from '../inspect-embedded.js'
import type {Inspection} from '../inspection.js'
import {stepInto} from '../key-path.js'
import {newSecret} from '../next-steps.js'

// ENV NAME value, the old form without an equals sign; all others are assignments like any.
const OLD_ENV = /^[ \t]*ENV[ \t]{1,20}([A-Za-z_]\w{0,200})[ \t]{1,20}(?!=)([^\s=][^\n\r]{0,2000})$/gim

export default definePolicy({
  id: 'dockerfile',
  rule: {
    id: 'dockerfile-credential',
    title: 'credential in a Dockerfile',
    remediation:
      'hand the value over as a build secret (RUN --mount=type=secret) or when the container starts; layers keep what was in them',
    documentation: 'https://docs.docker.com/build/building/secrets/',
  },
  applies: ({format}) => format === 'dockerfile',
  ownsText: true,
  inspect(inspection) {
    const {text, range, format} = inspection.document
    inspectAssignments(inspection, text, range, formOf(format), undefined)
    inspectOldEnv(inspection)
  },
  commands: newSecret,
})

function inspectOldEnv(inspection: Inspection): void {
  const {text} = inspection.document
  for (const {0: whole, 1: key = '', 2: value = '', index} of text.content.matchAll(OLD_ENV)) {
    const start = index + whole.length - value.length
    inspection.reportAssignment(text, key, {start, end: start + value.trimEnd().length}, false, stepInto(undefined, key))
  }
}
