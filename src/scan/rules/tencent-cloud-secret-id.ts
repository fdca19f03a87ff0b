import {defineRule} from '../rule.js'

// Thirty-two letters and digits. Its SecretKey is seldom far away. No source of the vendor's for the length.
export default defineRule({
  id: 'tencent-cloud-secret-id',
  title: 'Tencent Cloud SecretId',
  severity: 'high',
  keywords: ['akid'],
  pattern: /(?<![A-Za-z0-9])(?<secret>AKID[A-Za-z0-9]{32})(?![A-Za-z0-9])/g,
  accepts: id => /\d/.test(id),
  remediation: 'disable and delete the key pair under CAM, API Keys',
  documentation: 'https://www.tencentcloud.com/document/product/598/34228',
})
