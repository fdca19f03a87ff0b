import {defineRule} from '../rule.js'

// In base64 the bot's number, a time, and 27 to 38 characters of signature: without a prefix, so the name has to stand near. No source of
// Discord's for the lengths.
export default defineRule({
  id: 'discord-bot-token',
  title: 'Discord bot token',
  severity: 'high',
  keywords: ['discord'],
  pattern: /(?<![A-Za-z0-9_.-])(?<secret>[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38})(?![A-Za-z0-9_.-])/g,
  accepts: token => /^\d{17,20}$/.test(Buffer.from(token.slice(0, token.indexOf('.')), 'base64').toString('latin1')),
  remediation: 'reset the token on the Bot page of the application',
  documentation: 'https://docs.discord.com/developers/reference#authentication',
})
