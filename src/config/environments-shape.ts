import {glob} from './glob.js'
import {choice, list, optional, record, required, text, type ValueOf} from './shape.js'
import {outputTemplate} from './template.js'
import {entryName} from './text-forms.js'

export const environment = record('an environment', {
  paths: required(
    list(text(glob), {isNeverEmpty: true}),
    'Globs relative to this file: * and ? stay in one name, ** is any number of folders, [a-z] is one character, {a,b} is either. One must match.',
  ),
  clusters: optional(list(text(entryName)), 'The clusters to seal for, by their names under `clusters`. Several mean one file for each.', {
    flag: '--for',
  }),
  scope: optional(
    choice(['strict', 'namespace-wide', 'cluster-wide']),
    'What a sealed value is bound to: name and namespace, namespace, or the cluster alone. strict unless told otherwise.',
    {flag: '--scope', variables: ['GSEC_SCOPE', 'SEALED_SECRETS_SCOPE']},
  ),
  store: optional(text(entryName), 'The store that ExternalSecrets refer to, by its name under `stores`.'),
  output: optional(
    text(outputTemplate),
    'Where sealed files go, relative to this file. {dir} is the folder of the input, {file} its name without extension, {cluster} the name under `clusters`, {namespace} and {name} those of the Secret. Several clusters without an output write {dir}/{cluster}/{name}.sealed.yaml.',
    {flag: '--output-file'},
  ),
})

/** Which files belong together, and what is done with them. */
export type Environment = ValueOf<typeof environment>

export const environments = list(environment)
