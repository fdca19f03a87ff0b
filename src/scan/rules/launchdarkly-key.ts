import {defineRule} from '../rule.js'

// A UUID after sdk- or api-. A mobile key is public by design. No source of the vendor's at hand for the UUID.
export default defineRule({
  id: 'launchdarkly-key',
  title: 'LaunchDarkly SDK key or access token',
  severity: 'high',
  keywords: ['launchdarkly', 'sdk-'],
  pattern: /(?<![A-Za-z0-9-])(?<secret>(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9_-])/g,
  remediation: 'reset the SDK key of the environment, or the access token under Authorization',
  documentation: 'https://launchdarkly.com/docs/home/account/environment/keys',
})
