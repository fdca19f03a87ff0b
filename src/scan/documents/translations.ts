import {definePolicy} from '../document.js'
import plain from './plain.js'

/** Labels of forms in many languages: `password: Passwort`. Tokens are found all the same. */
export default definePolicy({
  id: 'translations',
  rule: plain.rule,
  applies: ({path, kind, isEmbedded}) =>
    kind === '' && !isEmbedded && /(?:^|\/)(?:locales?|i18n|l10n|translations?|lang|langs|languages?)\//i.test(path),
  inspect(inspection) {
    inspection.leaveAlone(inspection.document.root)
  },
  commands: plain.commands,
})
