import {defineRule} from '../rule.js'

// A number and 68 characters: whoever knows the address may post. No source of the vendor's for the lengths.
export default defineRule({
  id: 'discord-webhook-url',
  title: 'Discord webhook address',
  severity: 'medium',
  keywords: ['discord.com/api/', 'discordapp.com/api/'],
  pattern:
    /(?<secret>https:\/\/(?:(?:canary|ptb)\.)?discord(?:app)?\.com\/api\/(?:v[0-9]{1,2}\/)?webhooks\/[0-9]{17,20}\/[A-Za-z0-9_-]{60,80})(?![A-Za-z0-9_-])/g,
  remediation: 'delete the webhook under Integrations of the channel',
  documentation: 'https://docs.discord.com/developers/resources/webhook',
})
