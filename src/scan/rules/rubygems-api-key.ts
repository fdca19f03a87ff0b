import {defineRule} from '../rule.js'

// Forty-eight hexadecimal digits: generate_rubygems_key in rubygems.org's app/controllers/concerns/api_keyable.rb.
export default defineRule({
  id: 'rubygems-api-key',
  title: 'RubyGems API key',
  severity: 'high',
  keywords: ['rubygems_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>rubygems_[a-f0-9]{48})(?![A-Za-z0-9])/g,
  remediation: 'delete the key at rubygems.org under Settings, API keys',
  documentation: 'https://guides.rubygems.org/api-key-scopes/',
})
