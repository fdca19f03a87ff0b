import {defineRule} from '../rule.js'

const EMULATOR = 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5'

// Sixty-four bytes in base64, after the endpoint of the account or under a name that says what it is.
// Everybody knows the key of the emulator.
export default defineRule({
  id: 'azure-cosmos-db-key',
  title: 'Azure Cosmos DB account key',
  severity: 'critical',
  keywords: ['accountendpoint=', 'cosmos'],
  pattern:
    /(?:AccountEndpoint=[^\s;"']{1,120};\s{0,4}AccountKey=|(?:[Cc]osmos|COSMOS)[\w-]{0,24}(?:[Kk]ey|KEY)["']?(?:\s{0,4}[:=]|,?\s{1,40}["']?value["']?\s{0,4}[:=])\s{0,4}["']?)(?<secret>[A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])/g,
  accepts: key => !key.startsWith(EMULATOR),
  remediation: 'regenerate the key of the account under Keys, the secondary one first',
  documentation: 'https://learn.microsoft.com/en-us/azure/cosmos-db/secure-access-to-data',
})
