import {Flags} from '@oclif/core'
import {loginFlags} from './cluster-flags.js'
import {newManifestFlags} from './new-manifest-flags.js'
import {providerFlags} from './provider-flags.js'
import {variable} from './variable.js'

const many = {multiple: true, multipleNonGreedy: true} as const
const SOURCES = 'SOURCE'
const SECRET = 'SECRET'
const STORE = 'STORE'
const RENEWAL = 'RENEWAL'
const CLUSTER = 'CLUSTER-WIDE'

/** The flags of `gsec external create`. */
export const externalCreateFlags = {
  namespace: Flags.string({char: 'n', description: 'namespace of the ExternalSecret and its Secret [env: GSEC_NAMESPACE]'}),

  store: Flags.string({
    helpGroup: STORE,
    description: 'name of the store in the cluster, or of its entry in .gsec.yaml (default: that of the environment in .gsec.yaml)',
    helpValue: 'NAME',
  }),
  'store-kind': Flags.option({
    helpGroup: STORE,
    options: ['SecretStore', 'ClusterSecretStore'] as const,
    description: 'its kind (default: that of the store found under the name, else SecretStore)',
  })(),
  'with-store': Flags.boolean({helpGroup: STORE, description: 'write the manifest of the store, too, as gsec external store makes it'}),
  auth: Flags.string({
    helpGroup: STORE,
    dependsOn: ['with-store'],
    description: 'how that store logs in; gsec external store --help lists the ways',
    helpValue: 'AUTH',
  }),

  extract: Flags.string({
    helpGroup: SOURCES,
    ...many,
    description: 'every key of a secret that is a JSON object',
    helpValue: 'REFERENCE',
  }),
  'find-name': Flags.string({
    helpGroup: SOURCES,
    ...many,
    description: 'every secret whose name matches, each as one key; may be repeated',
    helpValue: 'REGEXP',
  }),
  'find-tag': Flags.string({helpGroup: SOURCES, ...many, description: 'every secret with all of these tags', helpValue: 'KEY=VALUE'}),
  'find-path': Flags.string({helpGroup: SOURCES, description: 'search below this path only', helpValue: 'PATH'}),
  generator: Flags.string({
    helpGroup: SOURCES,
    ...many,
    description: 'what a generator makes, such as Password/db',
    helpValue: 'KIND/NAME',
  }),
  rewrite: Flags.string({
    helpGroup: SOURCES,
    ...many,
    description: 'rename the keys of these sources: s/SOURCE/TARGET/, a template with {{ .value }}, merge or merge:KEY; in this order',
    helpValue: 'REWRITE',
  }),
  'from-secret': Flags.string({
    helpGroup: SOURCES,
    description: 'keys, type and labels of this Secret or SealedSecret; the references follow from the key template of the store',
    helpValue: 'FILE',
  }),

  type: Flags.string({helpGroup: SECRET, description: 'type of the Secret, such as kubernetes.io/tls'}),
  template: Flags.string({
    helpGroup: SECRET,
    ...many,
    description: 'a key made from others, as in url=postgres://{{ .user }}@db',
    helpValue: 'KEY=TEXT',
  }),
  'merge-policy': Flags.option({
    helpGroup: SECRET,
    options: ['Replace', 'Merge'] as const,
    description: 'with --template: only its keys (Replace, the default), or those that are fetched as well',
  })(),
  label: Flags.string({helpGroup: SECRET, ...many, description: 'label of the ExternalSecret and its Secret', helpValue: 'KEY=VALUE'}),
  annotation: Flags.string({
    helpGroup: SECRET,
    ...many,
    description: 'annotation of the ExternalSecret and its Secret',
    helpValue: 'KEY=VALUE',
  }),
  immutable: Flags.boolean({helpGroup: SECRET, description: 'make the Secret immutable: what it holds never changes again'}),
  'creation-policy': Flags.option({
    helpGroup: SECRET,
    options: ['Owner', 'Orphan', 'Merge', 'CreateOrMerge', 'None'] as const,
    description: 'who owns the Secret (default: Owner, it goes with the ExternalSecret)',
  })(),
  'deletion-policy': Flags.option({
    helpGroup: SECRET,
    options: ['Retain', 'Delete', 'Merge'] as const,
    description: 'what happens when the values vanish at the provider (default: Retain)',
  })(),

  'refresh-interval': Flags.string({
    helpGroup: RENEWAL,
    description: 'how often the provider is asked again (default: 1h0m0s, or that of the store in .gsec.yaml) [env: GSEC_REFRESH_INTERVAL]',
    helpValue: '1h0m0s',
  }),
  'refresh-policy': Flags.option({
    helpGroup: RENEWAL,
    options: ['Periodic', 'OnChange', 'CreatedOnce'] as const,
    description: 'when it is asked at all (default of the operator: Periodic)',
  })(),

  'cluster-wide': Flags.boolean({helpGroup: CLUSTER, description: 'make a ClusterExternalSecret'}),
  'namespace-selector': Flags.string({
    helpGroup: CLUSTER,
    ...many,
    description: "namespaces that get the Secret, by their labels as for kubectl, or '*' for all; any of several",
    helpValue: 'SELECTOR',
  }),

  'eso-version': Flags.string({
    description: 'version of the operator in the cluster; below 2.9 its three defaults are written out [env: GSEC_ESO_VERSION]',
    helpValue: '2.9',
  }),

  verify: Flags.boolean({
    helpGroup: 'PROVIDER',
    description: 'resolve every reference at the provider first, with your own credentials; write nothing when one would not sync',
  }),
  ...providerFlags,
  ...loginFlags,

  ...newManifestFlags,
}

/** What the environment says where a flag does not. */
export function createVariables(flags: {
  namespace?: string | undefined
  'refresh-interval'?: string | undefined
  'eso-version'?: string | undefined
}) {
  return {
    namespace: flags.namespace ?? variable('NAMESPACE'),
    refreshInterval: flags['refresh-interval'] ?? variable('REFRESH_INTERVAL'),
    esoVersion: flags['eso-version'] ?? variable('ESO_VERSION'),
  }
}
