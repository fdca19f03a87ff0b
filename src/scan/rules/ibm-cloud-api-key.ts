import {defineRule, namedValue} from '../rule.js'

// Only the name tells; letters and digits must both be in it. No source of the vendor's for the length.
export default defineRule({
  id: 'ibm-cloud-api-key',
  title: 'IBM Cloud API key',
  severity: 'high',
  keywords: ['ibm_cloud', 'ibmcloud', 'ibm-cloud', 'ic_api_key', 'bluemix'],
  pattern: namedValue('ibm[_-]?cloud[\\w.-]{0,20}key|ic_api_key|bluemix[\\w.-]{0,20}key', '[A-Za-z0-9_-]{44}'),
  accepts: token => /\d/.test(token) && /[A-Za-z]/.test(token),
  remediation: 'delete the key under Manage, Access (IAM), API keys',
  documentation: 'https://cloud.ibm.com/docs/account?topic=account-manapikey',
})
