import {defineRule} from '../rule.js'

// A version, the number of the user and for newer ones of the token, and 32 hexadecimal digits: the name has to stand near. No source of
// the vendor's for the form.
export default defineRule({
  id: 'asana-personal-access-token',
  title: 'Asana personal access token',
  severity: 'high',
  keywords: ['asana'],
  pattern: /(?<![A-Za-z0-9/])(?<secret>[12]\/[0-9]{13,19}(?:\/[0-9]{13,19})?:[a-f0-9]{32})(?![A-Za-z0-9])/g,
  remediation: 'deauthorize the token in the developer console',
  documentation: 'https://developers.asana.com/docs/personal-access-token',
})
