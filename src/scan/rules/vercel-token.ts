import {defineRule, namedValue} from '../rule.js'

// Twenty-four letters and digits: only the name tells.
export default defineRule({
  id: 'vercel-token',
  title: 'Vercel token',
  severity: 'high',
  keywords: ['vercel'],
  pattern: namedValue('vercel[\\w.-]{0,20}token', '[A-Za-z0-9]{24}'),
  accepts: token => [/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(token)),
  remediation: 'delete the token under Account Settings, Tokens',
  documentation: 'https://vercel.com/docs/rest-api#authentication',
})
