import {referenceError} from './reference-error.js'
import {splitTail} from './reference-tail.js'
import type {ReferenceParts} from './store-kind.js'

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html (_awssystemsmanager, _awscertificatemanager)
const ARN = /^arn:aws[\w-]*:(secretsmanager|ssm|acm):([a-z0-9-]+):\d{12}:(secret:|parameter\/|certificate\/)(.+)$/su
const RESOURCES: Readonly<Record<string, {prefix: string; service: string}>> = {
  secretsmanager: {prefix: 'secret:', service: 'SecretsManager'},
  ssm: {prefix: 'parameter/', service: 'ParameterStore'},
  acm: {prefix: 'certificate/', service: 'CertificateManager'},
}

/**
 * Reads the ARN of a secret, a parameter or a certificate; it stays the key, since only an ARN reaches other accounts.
 * A secret's ARN may end in :JSON-KEY:STAGE:ID, as ECS writes it.
 * @throws GsecError REFERENCE_INVALID
 */
export function readArn(text: string): ReferenceParts | undefined {
  if (!text.startsWith('arn:')) return undefined
  const {head, version, property} = splitTail(text)
  const [, service = '', region = '', prefix, name = ''] = ARN.exec(head) ?? []
  const resource = RESOURCES[service]
  if (!resource || prefix !== resource.prefix)
    throw referenceError(
      'this is no ARN of a secret, a parameter or a certificate',
      'write arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME or arn:aws:ssm:REGION:ACCOUNT:parameter/NAME',
    )
  const scope = {service: resource.service, region}
  const [, jsonKey, stage, id] = service === 'secretsmanager' ? name.split(':') : []
  if (jsonKey === undefined) return {scope, key: head, version, property}
  return {scope, key: head.slice(0, head.length - name.length + name.indexOf(':')), ...readEcsTail({jsonKey, stage, id, version, property})}
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
function readEcsTail({
  jsonKey,
  stage,
  id,
  version,
  property,
}: Record<'jsonKey' | 'stage' | 'id' | 'version' | 'property', string | undefined>) {
  const ecsVersion = id ? `uuid/${id}` : stage || undefined
  if ((jsonKey && property !== undefined) || (ecsVersion !== undefined && version !== undefined))
    throw referenceError('property or version is named twice', 'name them behind the ARN, or as @VERSION#PROPERTY, not both')
  return {version: ecsVersion ?? version, property: jsonKey || property}
}

/** The region that an ARN names; undefined for any other key. */
export function isArn(key: string): boolean {
  return key.startsWith('arn:')
}
