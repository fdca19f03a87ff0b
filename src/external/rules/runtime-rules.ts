import {defineRules} from './lint-rule.js'

/** What the cluster accepts, and then fails, hides or costs. */
export const runtimeRules = defineRules({
  'eso-repeated-field': {title: 'field set twice', severity: 'medium', fix: 'keep one of the two'},
  'eso-renamed-key': {title: 'key that YAML renames', severity: 'medium', fix: 'write the key in quotes'},
  'eso-spec-missing': {title: 'no spec', severity: 'medium', fix: 'add the spec'},
  'eso-status': {title: 'status in a manifest', severity: 'info', fix: 'leave status out: the controller writes it'},
  'eso-namespace-ignored': {title: 'namespace without effect', severity: 'low', fix: 'leave metadata.namespace out'},

  'eso-interval-zero': {
    title: 'fetched once',
    severity: 'medium',
    fix: 'write an interval such as 1h0m0s, or say it with refreshPolicy: CreatedOnce',
  },
  'eso-interval-negative': {title: 'negative interval', severity: 'medium', fix: 'write an interval such as 1h0m0s'},
  'eso-interval-hot': {title: 'short interval', severity: 'medium', fix: 'write a longer interval, such as 1h0m0s'},
  'eso-interval-unused': {
    title: 'interval without effect',
    severity: 'low',
    fix: 'leave refreshInterval out, or use refreshPolicy: Periodic',
  },
  'eso-sync-window': {
    title: 'sync window without effect',
    severity: 'medium',
    fix: 'write a schedule that comes, and a window longer than the interval',
  },
  'eso-retry-interval': {title: 'unreadable retry interval', severity: 'medium', fix: 'write a duration such as 10s'},

  'eso-reference-key': {title: 'key that the provider cannot have', severity: 'medium', fix: 'write the key as the provider names it'},
  'eso-reference-version': {title: 'version that the provider cannot have', severity: 'medium', fix: 'leave version out for the newest'},
  'eso-reference-property': {title: 'property that the provider does not read', severity: 'medium', fix: 'leave property out'},
  'eso-reference-scope': {title: 'reference to another place than the store', severity: 'medium', fix: 'use the store of that place'},
  'eso-reference-store': {title: 'store that cannot do this', severity: 'medium', fix: 'use a store of another provider'},
  'eso-reference-find': {title: 'search that the provider cannot do', severity: 'medium', fix: 'list the secrets in data or extract'},

  'eso-store-unset': {title: 'no store', severity: 'medium', fix: 'name a store in secretStoreRef'},
  'eso-store-missing': {title: 'store not found', severity: 'medium', fix: 'correct the name, or add the store'},
  'eso-store-kind': {title: 'store of the other kind', severity: 'medium', fix: 'name the kind of the store'},
  'eso-store-namespace': {
    title: 'store in another namespace',
    severity: 'medium',
    fix: 'use a ClusterSecretStore, or a SecretStore of this namespace',
  },
  'eso-store-closed': {title: 'store closed to this namespace', severity: 'medium', fix: "add the namespace to the store's conditions"},
  'eso-store-incomplete': {title: 'store that cannot work', severity: 'medium', fix: 'complete the store'},
  'eso-store-unused-setting': {title: 'setting without effect', severity: 'low', fix: 'leave the setting out'},
  'eso-store-unmaintained': {title: 'provider nobody maintains', severity: 'low', fix: 'keep it out of production'},
  'eso-store-ca': {
    title: 'no certificate authority',
    severity: 'low',
    fix: 'set caBundle or caProvider, unless the system knows the authority',
  },
  'eso-generator-missing': {title: 'generator not found', severity: 'low', fix: 'correct the name, or add the generator'},

  'eso-two-owners': {title: 'two ExternalSecrets for one Secret', severity: 'medium', fix: 'give each ExternalSecret a Secret of its own'},
  'eso-orphan-delete': {
    title: 'Secret that ESO may not delete',
    severity: 'medium',
    fix: 'use creationPolicy: Owner, or deletionPolicy: Retain',
  },
  'eso-deletion-hides-typos': {
    title: 'policy that hides missing secrets',
    severity: 'medium',
    fix: 'use deletionPolicy: Retain, so that a missing secret is an error',
  },
  'eso-deletion-unused': {title: 'deletion policy without effect', severity: 'low', fix: 'use deletionPolicy: Retain'},
  'eso-manifest-target': {
    title: 'target that ESO makes only when told',
    severity: 'low',
    fix: 'start ESO with --unsafe-allow-generic-targets',
  },

  'eso-template-key': {
    title: 'template with a key nobody fetches',
    severity: 'medium',
    fix: 'add an entry for the key, or correct its name',
  },
  'eso-template-syntax': {title: 'unreadable template', severity: 'medium', fix: 'correct the template'},
  'eso-entry-unused': {title: 'fetched but not used', severity: 'low', fix: 'use mergePolicy: Merge, or mention the key in the template'},

  'eso-find-regexp': {title: 'unreadable regular expression', severity: 'medium', fix: "write the expression in Go's syntax (RE2)"},
  'eso-find-empty': {title: 'search without a criterion', severity: 'medium', fix: 'say what to find: name.regexp, tags or path'},
  'eso-rewrite': {title: 'rewrite that fails', severity: 'medium', fix: 'correct the rewrite'},
  'eso-generator-in-data': {title: 'generator that is never asked', severity: 'medium', fix: 'use the generator in dataFrom[].sourceRef'},
  'eso-strategy-unused': {title: 'strategy without effect', severity: 'low', fix: 'leave the strategy out'},
  'eso-decoding-auto': {
    title: 'decoding that guesses',
    severity: 'low',
    fix: 'write Base64 or None: Auto also decodes a plain value that looks like base64',
  },
})
