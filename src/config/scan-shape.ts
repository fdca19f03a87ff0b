import {severities} from '../finding.js'
import {glob} from './glob.js'
import {choice, defaulted, list, optional, record, required, text, trueOrFalse} from './shape.js'
import {fileBelow, keyword, ruleId, rulePattern, sentence, size, webAddress} from './text-forms.js'

const allowance = record('an allowance', {
  rule: required(text(ruleId), 'The id of the rule. `gsec rules` lists them.'),
  path: required(text(glob), 'The files in which it may match, a glob relative to this file.'),
  reason: required(text(sentence), 'Why that is no secret, for whoever reads this next.'),
})

const ownRule = record('a rule', {
  id: required(text(ruleId), 'Its id, vendor-thing: baselines and ignore comments hold it.'),
  title: required(text(sentence), 'What it finds: "Acme API key".'),
  severity: defaulted(choice(severities), 'How bad a match is.', {fallback: 'high'}),
  keywords: required(
    list(text(keyword), {isNeverEmpty: true}),
    'Lower-case pieces, one of which stands in every match. They are looked for first, in either case, so choose rare ones: acme_live_, not key.',
  ),
  pattern: required(text(rulePattern), 'The match, in RE2 syntax; its group (?<secret>…) is what is reported.'),
  publicNear: defaulted(list(text(keyword)), 'Lower-case pieces that make a match public by design when one stands near it.'),
  remediation: required(text(sentence), 'What to do at the vendor: "roll the key in the Acme console".'),
  documentation: optional(text(webAddress), 'The page of the vendor about the key.'),
})

export const scan = record('the scan', {
  exclude: defaulted(list(text(glob)), 'Files that are not looked at, as globs relative to this file. The summary counts them.'),
  allow: defaulted(list(allowance), 'Matches that are known to be harmless.'),
  baseline: optional(text(fileBelow), 'The file of known findings, which stay quiet. `gsec scan --update-baseline` writes it.', {
    flag: '--baseline',
    variables: ['GSEC_BASELINE'],
  }),
  failOn: defaulted(choice(severities), 'The least severity that makes the answer no.', {
    fallback: 'medium',
    flag: '--fail-on',
    variables: ['GSEC_FAIL_ON'],
  }),
  failOnSkipped: defaulted(
    trueOrFalse(),
    'Whether a file that could not be looked at, for its size or a read error, makes the answer no.',
    {
      fallback: false,
      flag: '--fail-on-skipped',
      variables: ['GSEC_FAIL_ON_SKIPPED'],
    },
  ),
  maxSize: defaulted(text(size), 'Larger files are skipped.', {fallback: '10MB', flag: '--max-size', variables: ['GSEC_MAX_SIZE']}),
  rules: defaulted(list(ownRule), 'Rules of your own, beside the built-in ones.'),
})
