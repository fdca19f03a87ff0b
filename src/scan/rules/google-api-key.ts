import {defineRule} from '../rule.js'

// Thirty-five characters. A web app of Firebase shows its key to everybody, and so does google-services.json. No source of Google's for the
// length.
export default defineRule({
  id: 'google-api-key',
  title: 'Google API key',
  severity: 'high',
  keywords: ['aiza'],
  pattern: /(?<![A-Za-z0-9_-])(?<secret>AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])/g,
  publicNear: ['authdomain', 'firebaseapp.com', 'mobilesdk_app_id', 'current_key'],
  remediation: 'delete the key under APIs & Services, Credentials, and restrict the new one to its APIs and callers',
  documentation: 'https://cloud.google.com/docs/authentication/api-keys',
})
