/**
 * The environment variable that stands in for a flag: GSEC_NAME, or kubeseal's SEALED_SECRETS_NAME, so that a shell set up
 * for kubeseal works for gsec. An empty one counts as not set.
 */
export function variable(name: string): string | undefined {
  return process.env[`GSEC_${name}`] || process.env[`SEALED_SECRETS_${name}`] || undefined
}
