import {readdirSync, readFileSync} from 'node:fs'
import {runScript} from '../support/run-script.js'

const folder = new URL('scenarios/', import.meta.url)

describe('gsec, as a user runs it', () => {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.txt'))) {
    it(name.replace('.txt', '').replaceAll('-', ' '), () => {
      runScript(readFileSync(new URL(name, folder), 'utf8'), name)
    })
  }
})
