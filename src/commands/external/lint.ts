import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {clusterOptions, loginFlags} from '../../cli/cluster-flags.js'
import {clusterSurroundings} from '../../cli/cluster-surroundings.js'
import {loadConfig} from '../../cli/load-config.js'
import {withProgress} from '../../cli/progress.js'
import {giveReport, reportFlags, reportTargets} from '../../cli/report-flags.js'
import {repositoryManifests, shownManifests} from '../../cli/repository-manifests.js'
import {counted} from '../../duration.js'
import {configuredStores} from '../../external/configured-stores.js'
import {type LintResult, lintFiles} from '../../external/lint-files.js'
import type {LintSource} from '../../external/read-objects.js'
import {GROUP} from '../../external/schema/kinds.js'
import {ApiServer} from '../../kube/api-server.js'
import {chooseCluster} from '../../kube/cluster-access.js'
import {readLiveDefinitions} from '../../kube/custom-resource-definitions.js'
import type {RunInfo} from '../../report/reporter.js'
import {type JsonReport, jsonReport} from '../../report/reporters/json.js'

/** A variable alone asks no cluster: lint is for places without one. */
const definitionFlags = {
  ...loginFlags,
  context: {...loginFlags.context, description: 'check with the definitions of the cluster of this context of the kubeconfig'},
}

export default class ExternalLint extends BaseCommand {
  static override summary = 'find what is wrong with ExternalSecrets, stores and generators, without a cluster'
  static override description =
    `Reads manifests from files, folders and standard input (-), and holds the objects of the External Secrets Operator against its definitions, the rules of its admission webhook, and what its controller does with them. Other kinds are passed over. Writes nothing but the files of --report, and asks nobody, unless --context names a cluster: then its own definitions count.

What the cluster would refuse is an error (severity high). What it accepts, and then fails, hides or makes expensive, is a warning (medium and low). Ends with 1 on a finding of the severity of --fail-on or worse. docs/external.md explains every rule.

A store that the named files lack is looked for in the rest of their git repository and in .gsec.yaml.`
  static override examples = [
    {description: 'check every manifest below the working directory', command: '<%= config.bin %> <%= command.id %>'},
    {
      description: 'let warnings fail a pull request too',
      command: '<%= config.bin %> <%= command.id %> deploy --fail-on medium --format github',
    },
    {description: 'check what a chart makes', command: 'helm template . | <%= config.bin %> <%= command.id %> -'},
    {description: "check with your cluster's own version of ESO", command: '<%= config.bin %> <%= command.id %> deploy --crds crds.yaml'},
    {description: 'the same, and ask the cluster for it', command: '<%= config.bin %> <%= command.id %> deploy --context staging'},
  ]

  static override args = {
    path: Args.string({
      description: 'files, folders, or - for standard input; the working directory when none is named',
      multiple: true,
      ignoreStdin: true,
    }),
  }

  static override flags = {
    file: Flags.string({char: 'f', description: 'the same as a PATH argument', multiple: true, multipleNonGreedy: true, helpValue: 'FILE'}),
    crds: Flags.string({
      description: "check with these CustomResourceDefinitions instead of ESO 2.9's",
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FILE|DIR',
    }),
    ...reportFlags('high'),
    ...definitionFlags,
  }

  async run(): Promise<JsonReport> {
    const {args, flags} = await this.parse(ExternalLint)
    reportTargets(flags.report)
    const named = [...(args.path ?? []), ...(flags.file ?? [])]
    const paths = named.length > 0 ? named : ['.']
    const {config} = await loadConfig(flags.config)
    const result = await lintFiles({
      sources: shownManifests(paths),
      surroundings: () => repositoryManifests(paths),
      definitions: [...shownManifests(flags.crds ?? []), ...(await liveDefinitions(flags))],
      stores: configuredStores(config.stores),
    })
    const run = this.#runInfo(result)
    return this.answer(giveReport(result.findings, run, flags, this.jsonEnabled()), jsonReport(result.findings, run))
  }

  #runInfo({counts}: LintResult): RunInfo {
    if (counts.objects === 0) this.note('there is no object of the External Secrets Operator here')
    if (counts.templates > 0) this.note(`passed over ${counted(counts.templates, 'Helm template')}: render them first`)
    const scope = `${counted(counts.objects, 'object')} in ${counted(counts.files, 'file')}`
    return {version: this.config.version, command: 'external lint', scope, counts}
  }
}

/** The definitions of ESO's kinds in the cluster that a flag names. */
async function liveDefinitions(flags: Partial<Record<keyof typeof definitionFlags, string | undefined>>): Promise<LintSource[]> {
  if ((flags.context ?? flags.cluster ?? flags.kubeconfig) === undefined) return []
  const options = clusterOptions(flags)
  const surroundings = clusterSurroundings()
  const access = chooseCluster(options, surroundings)
  const instead = 'gsec external lint --crds FILE'
  const api = new ApiServer(access, surroundings, {timeoutMs: options.timeoutMs, instead: `or use ${instead}`})
  await api.logIn()
  const definitions = await withProgress('asking the cluster for its definitions', () => readLiveDefinitions(api, GROUP, instead))
  return definitions.map(({name, json}) => ({path: `${name} in ${access.label}`, bytes: Buffer.from(json), isNamed: true}))
}
