import {defineRule} from '../rule.js'

// Sixty hexadecimal digits and eight of checksum; how that is made is not documented. No source of the vendor's for the length.
export default defineRule({
  id: 'packagist-token',
  title: 'Private Packagist authentication token',
  severity: 'high',
  keywords: ['packagist_'],
  pattern: /(?<![A-Za-z0-9])(?<secret>packagist_[a-z]{3}_[a-f0-9]{68})(?![A-Za-z0-9])/g,
  remediation: 'delete the token on the authentication page of the organization or the user',
  documentation: 'https://packagist.com/docs/composer-authentication',
})
