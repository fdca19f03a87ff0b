import assert from 'node:assert/strict'
import type {Command} from '@oclif/core'
import {parse} from '@oclif/core/parser'
import {commandIds, ourCommand} from '../support/our-commands.js'

describe('the texts of the command', () => {
  for (const id of commandIds) {
    describe(id.replaceAll(':', ' '), () => {
      let command: Command.Class
      before(async () => {
        command = await ourCommand(id)
      })

      it('are a summary of one line, without a full stop', () => {
        assert.match(command.summary ?? '', /^\S.*[^.]$/)
      })

      it('are a description of what it reads and writes', () => {
        assert.ok(command.description)
      })

      it('are a description of each flag and argument', () => {
        const inputs = Object.entries({...command.flags, ...command.args})
        const silent = inputs.filter(([, input]) => !input.description && !('summary' in input && input.summary))
        assert.deepEqual(names(silent), [])
      })

      it('are examples, which write flags in full', () => {
        assert.notEqual(examplesOf(command).length, 0)
        for (const words of examplesOf(command)) {
          const short = words.filter(word => /^-[A-Za-z]/.test(word))
          assert.deepEqual(short, [], words.join(' '))
        }
      })

      it('are examples that it understands', async () => {
        for (const words of examplesOf(command)) {
          await assert.doesNotReject(() => understand(words), words.join(' '))
        }
      })
    })
  }
})

const names = (entries: readonly (readonly [string, unknown])[]) => entries.map(([name]) => name)

/** The words after `gsec` of each call in the examples; what a shell does around the calls is left out. */
function examplesOf(command: Command.Class): string[][] {
  return (command.examples ?? []).flatMap(example => {
    const text = (typeof example === 'string' ? example : example.command)
      .replaceAll('<%= config.bin %>', 'gsec')
      .replaceAll('<%= command.id %>', command.id.replaceAll(':', ' '))
    return text
      .split(/\n|\||;|&&|[<>]\(?|\$\(|\)/)
      .map(call => shellWords(call.replace(/^\s*(\$\s+)?([A-Z_]+=\S*\s+)*/, '')))
      .filter(([first]) => first === 'gsec')
      .map(words => words.slice(1))
  })
}

const shellWords = (text: string) => [...text.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/['"]/g, ''))

/** Parses the words as the command would, but opens and checks nothing that they name. */
async function understand(words: readonly string[]): Promise<void> {
  const length = [3, 2, 1].find(count => commandIds.includes(words.slice(0, count).join(':')))
  assert.ok(length, 'names no command')
  const command = await ourCommand(words.slice(0, length).join(':'))
  if (command.id === 'kubeseal') return // its words are not oclif's
  const json = {type: 'boolean', name: 'json'}
  const {args, strict} = command
  const input = {args: asTyped(args), flags: asTyped({json, ...command.baseFlags, ...command.flags}), strict}
  await parse(words.slice(length), input as Parameters<typeof parse>[1])
}

const asTyped = (inputs: object) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, {...input, parse: async (text: unknown) => text, default: undefined}]),
  )
