import {defineRule} from '../rule.js'

// LTAI, and a digit among what follows. No source of the vendor's for the length: twelve to twenty characters pass.
export default defineRule({
  id: 'alibaba-cloud-access-key-id',
  title: 'Alibaba Cloud AccessKey ID',
  severity: 'high',
  keywords: ['ltai'],
  pattern: /(?<![A-Za-z0-9])(?<secret>LTAI[A-Za-z0-9]{12,20})(?![A-Za-z0-9])/g,
  accepts: key => /\d/.test(key.slice(4)),
  remediation: 'disable and delete the AccessKey pair in RAM',
  documentation: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
})
