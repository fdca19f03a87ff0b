import {BaseCommand} from '../../cli/base-command.js'
import {configSchema, configSchemaText} from '../../config/json-schema.js'

export default class ConfigSchema extends BaseCommand {
  static override summary = 'print the JSON Schema of .gsec.yaml'
  static override description = `Reads nothing and writes the schema (draft 2020-12) to standard output.

An editor with a YAML language server checks and explains .gsec.yaml when its first line is "# yaml-language-server: $schema=PATH". The npm package holds the same file as schemas/gsec.schema.json.`
  static override examples = [
    {description: 'Keep the schema beside the configuration.', command: '<%= config.bin %> <%= command.id %> > .gsec.schema.json'},
  ]

  async run(): Promise<unknown> {
    await this.parse(ConfigSchema)
    this.log(configSchemaText().trimEnd())
    return configSchema()
  }
}
