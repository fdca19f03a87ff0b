import {defineRule} from '../rule.js'

// An identifier (a UUID, once 24 hexadecimal digits) and 32 hexadecimal digits of secret. A third part passes, too.
// https://github.com/Infisical/infisical/blob/097d526cb7703bf32b87c2eaac707947a3612bfa/backend/src/services/service-token/service-token-service.ts
export default defineRule({
  id: 'infisical-service-token',
  title: 'Infisical service token',
  severity: 'high',
  keywords: ['st.'],
  beginsToken: true,
  pattern:
    /(?<![A-Za-z0-9.])(?<secret>st\.(?:[a-f0-9]{24}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.[a-f0-9]{32}(?:\.[a-f0-9]{32})?)(?![A-Za-z0-9.])/g,
  remediation: 'revoke the token under Access Control, Service Tokens, and use a machine identity instead',
  documentation: 'https://infisical.com/docs/documentation/platform/token',
})
