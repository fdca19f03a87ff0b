import {flagTable} from './flag-table.js'
import type {FlagValues} from './flag-values.js'

/** The variable that sets a flag: SEALED_SECRETS_CONTROLLER_NAME for --controller-name. */
export function variableOf(flagName: string): string {
  return `SEALED_SECRETS_${flagName.toUpperCase().replaceAll('-', '_')}`
}

/**
 * Sets flags from the environment, all but klog's. What cannot be a flag's value is passed over without a word, as
 * kubeseal does; an empty variable sets the empty text.
 * https://github.com/bitnami-labs/sealed-secrets/blob/v0.38.4/pkg/pflagenv/flagenv.go
 */
export function setFlagsFromEnvironment(env: Readonly<Record<string, string | undefined>>, values: FlagValues): void {
  for (const flag of flagTable) {
    const text = flag.isLogging ? undefined : env[variableOf(flag.name)]
    if (text !== undefined) values.set(flag, text)
  }
}
