import {Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {loadConfig} from '../../cli/load-config.js'
import {effectiveConfig, type Origin, originsOf, originText, plainEffective} from '../../config/effective.js'
import {effectiveYaml} from '../../config/effective-yaml.js'

interface Shown {
  /** Null where there is no .gsec.yaml. */
  file: string | null
  /** Who named the file; null when it was found. */
  namedBy: '--config' | 'GSEC_CONFIG' | null
  config: unknown
  /** Where each value comes from, by its path in `config`. */
  origins: {path: readonly (string | number)[]; origin: Origin}[]
}

export default class ConfigShow extends BaseCommand {
  static override summary = 'print the configuration in force, and where each value comes from'
  static override description =
    `Reads .gsec.yaml and the environment, and writes nothing. A variable wins over the file, and the file over the default; flags of other commands win over all of them.

The file is the nearest .gsec.yaml from the working directory up to the root of the git repository; outside of one, only that of the working directory itself. --config or GSEC_CONFIG names another. Without a file the defaults are printed.`
  static override examples = [
    {description: 'See every value with its origin.', command: '<%= config.bin %> <%= command.id %>'},
    {description: 'Hand the values to another program.', command: '<%= config.bin %> <%= command.id %> --output json'},
  ]
  static override flags = {
    output: Flags.option({
      char: 'o',
      description: 'form of the values: yaml has their origins as comments, json the values alone; --json has both',
      options: ['yaml', 'json'] as const,
      default: 'yaml',
    })(),
  }

  async run(): Promise<Shown> {
    const {flags, raw} = await this.parse(ConfigShow)
    const {config, file} = await loadConfig(flags.config)
    if (!file) this.note('there is no .gsec.yaml here; these are the defaults')
    const isFlag = raw.some(token => token.type === 'flag' && token.flag === 'config')
    const namedBy = flags.config === undefined ? null : isFlag ? '--config' : 'GSEC_CONFIG'
    const effective = effectiveConfig(config, file?.source, process.env)
    if (flags.output === 'json') this.log(JSON.stringify(plainEffective(effective), undefined, 2))
    else this.log(effectiveYaml(effective, originText).trimEnd())
    return {file: file?.source.path ?? null, namedBy, config: plainEffective(effective), origins: originsOf(effective)}
  }
}
