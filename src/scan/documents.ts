import type {RuleInfo} from './detection.js'
import type {DocumentFacts, DocumentPolicy} from './document.js'
import analysisTemplate from './documents/analysis-template.js'
import argocdApplication from './documents/argocd-application.js'
import argocdConfig from './documents/argocd-config.js'
import ciWorkflow from './documents/ci-workflow.js'
import compose from './documents/compose.js'
import configMap from './documents/config-map.js'
import dockerConfig from './documents/docker-config.js'
import dockerfile from './documents/dockerfile.js'
import dotenv from './documents/dotenv.js'
import externalSecret from './documents/external-secret.js'
import fluxHelmRelease from './documents/flux-helm-release.js'
import fluxKustomization from './documents/flux-kustomization.js'
import fluxProvider from './documents/flux-provider.js'
import fluxSource from './documents/flux-source.js'
import gitCredentials from './documents/git-credentials.js'
import helmValues from './documents/helm-values.js'
import htpasswd from './documents/htpasswd.js'
import kubeconfig from './documents/kubeconfig.js'
import kustomization from './documents/kustomization.js'
import manifest from './documents/manifest.js'
import mavenSettings from './documents/maven-settings.js'
import netrc from './documents/netrc.js'
import noSecrets from './documents/no-secrets.js'
import npmrc from './documents/npmrc.js'
import plain from './documents/plain.js'
import pod from './documents/pod.js'
import pypirc from './documents/pypirc.js'
import schema from './documents/schema.js'
import sealedSecret from './documents/sealed-secret.js'
import secret from './documents/secret.js'
import secretStore from './documents/secret-store.js'
import sops from './documents/sops.js'
import tfvars from './documents/tfvars.js'
import translations from './documents/translations.js'
import {urlPassword} from './url-passwords.js'

/** In the order in which they are asked, those for the document's kind first: a file of SOPS is one whatever it holds, and the last takes everything. */
export const policies: readonly DocumentPolicy[] = [
  sops,
  secret,
  sealedSecret,
  externalSecret,
  secretStore,
  kubeconfig,
  dockerConfig,
  kustomization,
  fluxKustomization,
  fluxHelmRelease,
  fluxProvider,
  fluxSource,
  argocdApplication,
  argocdConfig,
  configMap,
  analysisTemplate,
  pod,
  noSecrets,
  schema,
  translations,
  manifest,
  ciWorkflow,
  helmValues,
  compose,
  dockerfile,
  npmrc,
  pypirc,
  netrc,
  gitCredentials,
  htpasswd,
  mavenSettings,
  tfvars,
  dotenv,
  plain,
]

const general = policies.filter(({kinds}) => !kinds)
const byKind = new Map<string, DocumentPolicy[]>()
for (const policy of policies) for (const kind of policy.kinds ?? []) byKind.set(kind, [...(byKind.get(kind) ?? []), policy])

export function policyFor(document: DocumentFacts): DocumentPolicy {
  const asks = ({applies}: DocumentPolicy) => !applies || applies(document)
  if (sops.applies?.(document)) return sops
  return byKind.get(document.kind)?.find(asks) ?? general.find(asks) ?? plain
}

const quietKinds = new Set(noSecrets.kinds)
// a kustomization without a kind has its secretGenerator, which tells enough
const wholeKinds = new Set(policies.filter(({needsAll}) => needsAll).flatMap(({kinds = []}) => kinds.filter(kind => kind !== '')))

/** How much of a document must be walked, by its kind: nothing, what has credential words in it, or all of it. */
export function walkFor(kind: string | undefined): 'nothing' | 'telling' | 'all' {
  if (kind === undefined || kind.endsWith('List') || wholeKinds.has(kind)) return 'all'
  return quietKinds.has(kind) ? 'nothing' : 'telling'
}

/** Every rule of a place, each once: what `gsec rules` lists beside the rules for tokens. */
export const placeRules: readonly RuleInfo[] = [
  ...new Map([...policies.flatMap(({rule, rules = []}) => [rule, ...rules]), urlPassword].map(rule => [rule.id, rule])).values(),
]
