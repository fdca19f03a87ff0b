import {defineRule} from '../rule.js'

// In base64 tok: and more: the name has to stand near. No source of the vendor's for the form.
export default defineRule({
  id: 'intercom-access-token',
  title: 'Intercom access token',
  severity: 'high',
  keywords: ['intercom'],
  pattern: /(?<![A-Za-z0-9+/])(?<secret>dG9rO[A-Za-z0-9+/]{40,100}={0,2})(?![A-Za-z0-9+/=])/g,
  accepts: token => /^tok:[\w:.-]{30,}$/.test(Buffer.from(token, 'base64').toString('latin1')),
  remediation: 'regenerate the token under Authentication of the app in the Developer Hub',
  documentation: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
})
