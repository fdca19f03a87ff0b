import type {StoreSpec} from '../open-client.js'
import type {ProviderSurroundings} from '../surroundings.js'
import {AwsTransport, checkRegion} from './aws-transport.js'
import {settingsInvalid} from './failures.js'
import {setting} from './settings.js'

/** How often a request is sent at most, waiting in between. */
const ATTEMPTS = 4

/**
 * What both clients of AWS are made with. Region: the store's, else that of the SDK (AWS_REGION, the profile). Credentials
 * and addresses (AWS_ENDPOINT_URL…) are the SDK's own business.
 * @throws GsecError PROVIDER_SETTINGS_INVALID
 */
export function awsSettings({block, where}: StoreSpec, surroundings: ProviderSurroundings) {
  const region = setting(block, 'region')
  checkRegion(region, where)
  return {...(region !== undefined && {region}), requestHandler: new AwsTransport(surroundings), maxAttempts: ATTEMPTS}
}

/** The region in use. @throws GsecError PROVIDER_SETTINGS_INVALID where nobody names one */
export async function regionOf(read: () => Promise<string>, where: string): Promise<string> {
  const region = await read().catch(() => undefined)
  if (region === undefined || region === '')
    throw settingsInvalid(where, 'no AWS region is named', 'name it: --region eu-west-1, or AWS_REGION')
  checkRegion(region, 'AWS_REGION')
  return region
}
