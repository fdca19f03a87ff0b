import {defineRule} from '../rule.js'

// A JWT without a header after sk.; one after pk. is public by design. No source of the vendor's for the form.
export default defineRule({
  id: 'mapbox-secret-token',
  title: 'Mapbox secret token',
  severity: 'high',
  keywords: ['sk.eyj'],
  pattern: /(?<![A-Za-z0-9.])(?<secret>sk\.eyJ[A-Za-z0-9_-]{40,200}\.[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the token under Access tokens',
  documentation: 'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
})
