import {defineRule} from '../rule.js'

// The bot's number, and 35 characters that begin with AA. No source of the vendor's for the lengths.
export default defineRule({
  id: 'telegram-bot-token',
  title: 'Telegram bot token',
  severity: 'high',
  keywords: [':aa'],
  pattern: /(?<![0-9])(?<secret>[0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])/g,
  remediation: 'run /revoke with @BotFather',
  documentation: 'https://core.telegram.org/bots/features#botfather',
})
