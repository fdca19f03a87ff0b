import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the form.
export default defineRule({
  id: 'drone-token',
  title: 'Drone user token',
  severity: 'high',
  keywords: ['drone'],
  pattern: namedValue('drone[\\w.-]{0,20}token', '[A-Za-z0-9]{32}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'rotate the token on the account page',
  documentation: 'https://docs.drone.io/cli/configure/',
})
