import {defineRule} from '../rule.js'

const EMULATOR = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT'

// Sixty-four bytes in base64, after the name of the account or under a name that says what it is.
// Everybody knows the key of the emulator.
export default defineRule({
  id: 'azure-storage-account-key',
  title: 'Azure storage account key',
  severity: 'critical',
  keywords: ['accountkey', 'storage_key', 'storage-key', 'account_key', 'account-key', 'storage_access_key'],
  pattern:
    /(?:AccountName=[a-z0-9]{3,24};\s{0,4}AccountKey=|(?:[Ss]torage|STORAGE)(?:[_-]?(?:[Aa]ccount|ACCOUNT))?(?:[_-]?(?:[Aa]ccess|ACCESS))?[_-]?(?:[Kk]ey|KEY)["']?(?:\s{0,4}[:=]|,?\s{1,40}["']?value["']?\s{0,4}[:=])\s{0,4}["']?)(?<secret>[A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])/g,
  accepts: key => !key.startsWith(EMULATOR),
  remediation: 'rotate the key of the storage account under Access keys',
  documentation: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
})
