// https://external-secrets.io/latest/api/secretstore/ and https://external-secrets.io/latest/api/clustersecretstore/
import {labelSelector, namespace, plainConditions} from './common.js'
import {
  atMostOneOf,
  type Constraint,
  dateTime,
  exactlyOneOf,
  int32,
  list,
  type MapForm,
  map,
  one,
  secondsOrDuration,
  someOf,
  text,
} from './form.js'
import {aws, azurekv, gcpsm, ibm, oracle} from './providers/cloud.js'
import {
  akeyless,
  bitwardensecretsmanager,
  doppler,
  fake,
  gitlab,
  infisical,
  onepassword,
  onepasswordSDK,
  webhook,
} from './providers/services.js'
import {kubernetes, openBao, vault} from './providers/vaults.js'

/** A provider whose fields are not described here: of it only the rules over several fields are checked. */
const unchecked = (fields: Readonly<Record<string, MapForm>> = {}, constraints: MapForm['constraints'] = undefined) =>
  map(fields, {others: 'unchecked', constraints})

/** A part of such a provider. */
const part = (constraint: Constraint) => map({}, {others: 'free', constraints: [constraint]})

const valueOrSecret = part(exactlyOneOf('value', 'secretRef'))

export const providers: Readonly<Record<string, MapForm>> = {
  akeyless,
  aws,
  azurekv,
  barbican: unchecked(),
  beyondtrust: unchecked(),
  beyondtrustworkloadcredentials: unchecked(),
  bitwardensecretsmanager,
  chef: unchecked(),
  cloudrusm: unchecked(),
  conjur: unchecked(),
  crd: unchecked({}, [someOf(['auth'], ['authRef']), atMostOneOf('auth', 'authRef')]),
  delinea: unchecked(),
  doppler,
  dvls: unchecked(),
  fake,
  fortanix: unchecked(),
  gcpsm,
  github: unchecked(),
  gitlab,
  ibm,
  infisical,
  keepersecurity: unchecked(),
  kubernetes,
  nebiusmysterybox: unchecked({auth: part(someOf(['serviceAccountCredsSecretRef'], ['tokenSecretRef']))}),
  ngrok: unchecked(),
  onboardbase: unchecked(),
  onepassword,
  onepasswordSDK,
  openBao,
  oracle,
  ovh: unchecked(),
  passbolt: unchecked(),
  passworddepot: unchecked(),
  previder: unchecked(),
  pulumi: unchecked({auth: part(exactlyOneOf('accessToken', 'oidcConfig'))}, [exactlyOneOf('auth', 'accessToken')]),
  scaleway: unchecked(),
  secretserver: unchecked({token: valueOrSecret, username: valueOrSecret, password: valueOrSecret}, [
    someOf(['token'], ['username', 'password']),
  ]),
  senhasegura: unchecked(),
  vault,
  volcengine: unchecked(),
  webhook,
  yandexcertificatemanager: unchecked(),
  yandexlockbox: unchecked(),
}

export const retrySettings = map({maxRetries: int32, retryInterval: text})

export const store = map({
  spec: map({
    'provider*': map(providers, one),
    controller: text,
    refreshInterval: secondsOrDuration,
    retrySettings,
    conditions: list(map({namespaceSelector: labelSelector, namespaces: list(namespace), namespaceRegexes: list(text)})),
  }),
  status: map({capabilities: text, conditions: plainConditions({reason: text, lastTransitionTime: dateTime})}),
})
