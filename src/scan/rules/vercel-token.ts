import {defineRule, namedValue} from '../rule.js'

// Twenty-four letters and digits: only the name tells. Newer ones have a prefix and a rule of their own.
// https://github.com/vercel/terraform-provider-vercel/blob/0224347bf07d17349e71ee6725f89324fcc82acd/vercel/provider.go
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
