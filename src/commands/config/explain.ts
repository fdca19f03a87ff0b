import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {type LoadedConfig, loadConfig, placeOf, typedPath} from '../../cli/load-config.js'
import {type Explanation, explain} from '../../config/explain.js'
import {explanationText} from '../../config/explanation-text.js'
import {visible} from '../../visible.js'

type ExplainedFile = {path: string} & (Explanation | {environment: null; reason: 'no match' | 'outside' | 'no configuration'})

export default class ConfigExplain extends BaseCommand {
  static override summary = 'say which environment of .gsec.yaml decides about a file, and what it decides'
  static override description =
    `Reads .gsec.yaml and writes nothing. For each path: the entry of "environments" that matches and its glob, scope and store, and for each cluster its certificate and the output file, all with the place that they come from. The files need not exist.

Ends with 0 also when nothing matches.`
  static override examples = [
    {
      description: 'Ask about a manifest.',
      command: '<%= config.bin %> <%= command.id %> apps/orders/overlays/production/db.yaml',
    },
    {description: 'The same for a program.', command: '<%= config.bin %> <%= command.id %> apps/orders/overlays/production/db.yaml --json'},
  ]
  static override args = {
    path: Args.string({
      description: 'files to ask about, relative to the working directory',
      required: true,
      multiple: true,
      ignoreStdin: true,
    }),
  }

  async run(): Promise<{config: string | null; files: ExplainedFile[]}> {
    const {args, flags} = await this.parse(ConfigExplain)
    const loaded = await loadConfig(flags.config)
    if (!loaded.file) this.note('there is no .gsec.yaml here')
    const files = args.path.map(path => explainFile(loaded, path))
    for (const file of files) {
      const lines = file.environment ? explanationText(file) : [`  environment  ${REASONS[file.reason]}`]
      for (const line of [file.path, ...lines]) this.log(visible(line))
    }
    return {config: loaded.file?.source.path ?? null, files}
  }
}

const REASONS = {
  'no match': 'none matches; flags and defaults decide',
  outside: 'none; the file lies outside of the folder of .gsec.yaml',
  'no configuration': 'none; flags and defaults decide',
}

function explainFile(loaded: LoadedConfig, path: string): ExplainedFile {
  if (!loaded.file) return {path, environment: null, reason: 'no configuration'}
  const place = placeOf(loaded, path)
  if (place === undefined) return {path, environment: null, reason: 'outside'}
  const explanation = explain(loaded.file, place, {variables: process.env, locate: at => typedPath(loaded, at)})
  return explanation ? {path, ...explanation} : {path, environment: null, reason: 'no match'}
}
