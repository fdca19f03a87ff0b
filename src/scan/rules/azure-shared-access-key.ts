import {defineRule} from '../rule.js'

// Thirty-two bytes in base64. No source of Microsoft's at hand for the length. Event Grid and Relay have the same form.
export default defineRule({
  id: 'azure-shared-access-key',
  title: 'shared access key of Azure Service Bus, Event Hubs or IoT Hub',
  severity: 'critical',
  keywords: ['sharedaccesskey='],
  pattern: /SharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/g,
  remediation: 'regenerate the key of the shared access policy, the secondary one first',
  documentation: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
})
