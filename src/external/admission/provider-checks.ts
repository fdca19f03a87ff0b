import {below, entriesOf, isEmpty, isTrue, itemsOf, textOf} from '../spot.js'
import {goUrlHost} from './go-url.js'
import {isGiven, type StoreCheck} from './store-check.js'

/**
 * What ESO's webhook refuses in a store (each provider's ValidateStore), for the providers that gsec describes.
 * https://github.com/external-secrets/external-secrets/tree/main/providers/v1
 */
export const providerChecks: Readonly<Record<string, (check: StoreCheck) => void>> = {
  akeyless: checkAkeyless,
  aws: checkAws,
  azurekv: checkAzure,
  bitwardensecretsmanager(check) {
    if (!isGiven(check.at('bitwardenServerSDKURL'))) {
      const at = check.at('bitwardenServerSDKURL')
      check.report('eso-store-setting', at, `${at.path} is missing`, {fix: 'add the address of the bitwarden-sdk-server'})
    }
  },
  doppler(check) {
    if (check.has('auth.secretRef')) {
      check.strict('auth.secretRef.dopplerToken')
      check.complete('auth.secretRef.dopplerToken', ['name'])
    } else if (check.has('auth.oidcConfig')) {
      check.notEmpty('auth.oidcConfig.identity')
      check.strict('auth.oidcConfig.serviceAccountRef')
    }
  },
  fake(check) {
    for (const entry of itemsOf(check.at('data'))) {
      for (const field of ['key', 'value']) {
        const at = below(entry, field)
        if (textOf(at) === '') check.report('eso-store-setting', at, `${at.path} is empty`)
      }
    }
  },
  gcpsm(check) {
    check.referent('auth.secretRef.secretAccessKeySecretRef', 'auth.workloadIdentity.serviceAccountRef')
  },
  gitlab: checkGitlab,
  ibm: checkIbm,
  infisical(check) {
    check.notEmpty('secretsScope.projectSlug', 'secretsScope.environmentSlug')
    check.authority('caProvider')
    if (!check.has('auth.universalAuthCredentials')) return
    for (const path of ['auth.universalAuthCredentials.clientId', 'auth.universalAuthCredentials.clientSecret']) {
      check.referent(path)
      check.complete(path, ['key'])
    }
  },
  kubernetes: checkKubernetes,
  onepassword: checkOnepassword,
  onepasswordSDK(check) {
    check.complete('auth.serviceAccountSecretRef')
    check.strict('auth.serviceAccountSecretRef')
    if (!isGiven(check.at('vault')) && !isGiven(check.at('environment'))) {
      check.report('eso-store-setting', check.block, `${check.block.path} names no vault`, {fix: 'add vault, or environment'})
    }
  },
  openBao(check) {
    check.referent('auth.appRole.roleRef', 'auth.appRole.secretRef', 'auth.tokenSecretRef', 'auth.userPass.secretRef')
  },
  oracle: checkOracle,
  vault: checkVault,
}

function checkAws(check: StoreCheck): void {
  check.notEmpty('region')
  check.referent(
    'auth.secretRef.accessKeyIDSecretRef',
    'auth.secretRef.secretAccessKeySecretRef',
    'auth.secretRef.sessionTokenSecretRef',
    'auth.jwt.serviceAccountRef',
  )
  const days = check.at('secretsManager.recoveryWindowInDays')
  const count = days.node?.kind === 'scalar' && typeof days.node.value === 'number' ? days.node.value : 0
  if (count === 0) return
  if (count < 7 || count > 30) check.report('eso-store-setting', days, `${days.path} must be between 7 and 30 days`)
  else if (isTrue(check.at('secretsManager.forceDeleteWithoutRecovery'))) {
    check.report('eso-store-setting', days, `${days.path} contradicts forceDeleteWithoutRecovery`)
  }
}

function checkAzure(check: StoreCheck): void {
  check.referent('authSecretRef.clientId', 'authSecretRef.clientSecret', 'serviceAccountRef')
  const custom = check.at('customCloudConfig')
  const environment = check.at('environmentType')
  if (check.has('customCloudConfig')) {
    if (!isTrue(check.at('useAzureSDK'))) {
      check.report('eso-store-setting', custom, `${custom.path} needs useAzureSDK`, {fix: 'add useAzureSDK: true'})
    }
    check.notEmpty('customCloudConfig.activeDirectoryEndpoint')
  } else if (textOf(environment) === 'AzureStackCloud') {
    check.report('eso-store-setting', environment, `${environment.path} AzureStackCloud needs customCloudConfig`)
  }
}

function checkAkeyless(check: StoreCheck): void {
  const url = check.at('akeylessGWApiURL')
  const address = textOf(url)
  if (address && !goUrlHost(address)) {
    check.report('eso-store-setting', url, `${url.path} is no address`, {fix: 'write one with its scheme, as in https://api.akeyless.io'})
  }
  if (check.has('authSecretRef.kubernetesAuth')) {
    check.referent('authSecretRef.kubernetesAuth.serviceAccountRef')
    if (check.has('authSecretRef.kubernetesAuth.secretRef')) check.strict('authSecretRef.kubernetesAuth.secretRef')
    check.notEmpty('authSecretRef.kubernetesAuth.accessID', 'authSecretRef.kubernetesAuth.k8sConfName')
    return
  }
  check.strict('authSecretRef.secretRef.accessID', 'authSecretRef.secretRef.accessType')
  check.complete('authSecretRef.secretRef.accessID')
  if (isGiven(check.at('authSecretRef.secretRef.accessTypeParam.name'))) check.strict('authSecretRef.secretRef.accessTypeParam')
  check.referent('authSecretRef.serviceAccountRef')
}

function checkGitlab(check: StoreCheck): void {
  check.strict('auth.SecretRef.accessToken')
  check.complete('auth.SecretRef.accessToken')
  const groups = check.at('groupIDs')
  if (!isGiven(check.at('projectID')) && isEmpty(groups)) {
    check.report('eso-store-setting', check.block, `${check.block.path} names neither projectID nor groupIDs`)
  }
  if (isTrue(check.at('inheritFromGroups')) && !isEmpty(groups)) {
    check.report('eso-store-setting', groups, `${groups.path} contradicts inheritFromGroups`)
  }
}

function checkIbm(check: StoreCheck): void {
  const url = check.at('serviceUrl')
  if (!check.has('serviceUrl')) check.report('eso-store-setting', url, `${url.path} is missing`)
  if (check.has('auth.containerAuth')) check.notEmpty('auth.containerAuth.profile')
  else if (check.has('auth.secretRef')) {
    check.strict('auth.secretRef.secretApiKeySecretRef')
    check.complete('auth.secretRef.secretApiKeySecretRef')
  }
}

function checkKubernetes(check: StoreCheck): void {
  check.authority('server.caProvider')
  for (const path of ['auth.cert.clientCert', 'auth.token.bearerToken']) {
    if (!check.has(path)) continue
    check.complete(path)
    check.strict(path)
  }
  check.referent('auth.serviceAccount')
}

function checkOnepassword(check: StoreCheck): void {
  check.complete('auth.secretRef.connectTokenSecretRef')
  check.strict('auth.secretRef.connectTokenSecretRef')
  const vaults = check.at('vaults')
  const host = check.at('connectHost')
  const address = textOf(host)
  if (check.has('vaults') && isEmpty(vaults)) check.report('eso-store-setting', vaults, `${vaults.path} names no vault`)
  const orders = entriesOf(vaults).map(({at}) => (at.node?.kind === 'scalar' ? at.node.text : at.path))
  if (new Set(orders).size < orders.length) {
    check.report('eso-store-setting', vaults, `${vaults.path} gives two vaults the same place in the order`, {
      fix: 'give each vault a number of its own',
    })
  }
  if (address !== undefined && goUrlHost(address) === undefined) check.report('eso-store-setting', host, `${host.path} is no address`)
}

function checkOracle(check: StoreCheck): void {
  check.notEmpty('vault', 'region')
  if (!check.has('auth')) return
  check.notEmpty('auth.user', 'auth.tenancy')
  for (const path of ['auth.secretRef.privatekey', 'auth.secretRef.fingerprint']) {
    check.complete(path)
    check.strict(path)
  }
  check.referent('serviceAccountRef')
}

function checkVault(check: StoreCheck): void {
  check.referent(
    'auth.appRole.secretRef',
    'auth.cert.clientCert',
    'auth.cert.secretRef',
    'auth.jwt.secretRef',
    'auth.kubernetes.serviceAccountRef',
    'auth.kubernetes.secretRef',
    'auth.ldap.secretRef',
    'auth.userPass.secretRef',
    'auth.tokenSecretRef',
    'auth.iam.jwt.serviceAccountRef',
    'auth.iam.secretRef.accessKeyIDSecretRef',
    'auth.iam.secretRef.secretAccessKeySecretRef',
    'auth.iam.secretRef.sessionTokenSecretRef',
  )
  if (!isGiven(check.at('auth.appRole.roleId'))) check.referent('auth.appRole.roleRef')
  if (!check.has('auth.jwt.secretRef')) check.referent('auth.jwt.kubernetesServiceAccountToken.serviceAccountRef')
  const appRole = check.at('auth.appRole')
  if (check.has('auth.appRole') && !isGiven(check.at('auth.appRole.roleId')) && !check.has('auth.appRole.roleRef')) {
    check.report('eso-store-auth', appRole, `${appRole.path} has neither roleId nor roleRef`)
  }
  const jwt = check.at('auth.jwt')
  if (check.has('auth.jwt') && !check.has('auth.jwt.secretRef') && !check.has('auth.jwt.kubernetesServiceAccountToken')) {
    check.report('eso-store-auth', jwt, `${jwt.path} has neither secretRef nor kubernetesServiceAccountToken`)
  }
  checkVaultConnection(check)
}

function checkVaultConnection(check: StoreCheck): void {
  const tls = check.at('tls')
  const parts = ['tls.certSecretRef', 'tls.keySecretRef'].filter(path => check.has(path))
  if (parts.length === 1) check.report('eso-store-setting', tls, `${tls.path} needs both certSecretRef and keySecretRef`)
  else check.referent(...parts)
  const compare = check.at('checkAndSet')
  if (isTrue(check.at('checkAndSet.required')) && textOf(check.at('version')) === 'v1') {
    check.report('eso-store-setting', compare, `${compare.path} does not go with version v1 of the KV engine`, {
      fix: 'leave checkAndSet out',
    })
  }
}
