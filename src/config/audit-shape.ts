import {severities} from '../finding.js'
import {glob} from './glob.js'
import {choice, defaulted, list, map, optional, record, required, text} from './shape.js'
import {age, dnsLabel, objectNamePattern, ruleId, sentence} from './text-forms.js'

const externalSecret = record('an external Secret', {
  namespace: optional(text(dnsLabel), 'Its namespace; without it, any.'),
  name: required(text(objectNamePattern), 'Its name, in which * stands for any characters.'),
  reason: required(text(sentence), 'Who makes it, for whoever reads this next.'),
})

export const audit = record('the audit', {
  rules: defaulted(
    map(ruleId, choice(['error', 'warning', 'info', 'off'])),
    'How much a rule counts here, by its id. error is severity high, warning medium, info info; off does not ask.',
  ),
  external: defaulted(
    list(externalSecret),
    'Secrets that exist although nothing in the repository makes them, such as those of a bootstrap script.',
  ),
  exclude: defaulted(list(text(glob)), 'Files that are not looked at, as globs relative to this file.'),
  failOn: defaulted(choice(severities), 'The least severity that makes the answer no.', {
    fallback: 'high',
    flag: '--fail-on',
    variables: ['GSEC_FAIL_ON'],
  }),
  rotateAfter: optional(text(age), 'How long a sealed value may stay unchanged before the audit suggests a new one: 365d.'),
})
