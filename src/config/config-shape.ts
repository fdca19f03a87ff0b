import {audit} from './audit-shape.js'
import {clusters} from './clusters-shape.js'
import {environments} from './environments-shape.js'
import {scan} from './scan-shape.js'
import {choice, constant, defaulted, record, required, type ValueOf} from './shape.js'
import {stores} from './stores-shape.js'

const eso = record('the operator', {
  apiVersion: defaulted(
    choice(['external-secrets.io/v1', 'external-secrets.io/v1beta1']),
    'The API version of the ExternalSecrets and stores that gsec writes. v1beta1 is not served since version 0.17 of the operator.',
    {fallback: 'external-secrets.io/v1'},
  ),
})

/** Everything that .gsec.yaml may say. */
export const configShape = record('the file', {
  version: required(constant(1), 'The version of this format.'),
  clusters: defaulted(clusters, 'The clusters to seal for, under names of your choice.'),
  environments: defaulted(
    environments,
    'What is done with which files. The first entry that matches a path wins; a last one with paths: ["**"] takes the rest.',
  ),
  stores: defaulted(stores, 'The stores that ExternalSecrets refer to, under names of your choice.'),
  eso: defaulted(eso, 'The External Secrets Operator in your clusters.'),
  scan: defaulted(scan, 'What `gsec scan` looks at and how it judges.'),
  audit: defaulted(audit, 'What `gsec audit` asks and how it judges.'),
})

/** The configuration with every default filled in. */
export type Config = ValueOf<typeof configShape>
