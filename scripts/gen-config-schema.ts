// Writes schemas/gsec.schema.json from the one description in src/config; a test fails while the two differ.
import {mkdirSync, writeFileSync} from 'node:fs'
import {configSchemaText} from '../src/config/json-schema.js'

mkdirSync('schemas', {recursive: true})
writeFileSync('schemas/gsec.schema.json', configSchemaText())
