import {Flags} from '@oclif/core'
import {clusterFlags} from './cluster-flags.js'
import {sealingFlags} from './sealing-flags.js'

const BUILD = 'BUILD A SECRET'
const OUTPUT = 'OUTPUT'
const many = {multiple: true, multipleNonGreedy: true} as const

/** The flags of `gsec seal`, but for the scope. */
export const sealFlags = {
  file: Flags.string({char: 'f', ...many, description: 'the same as a FILE argument', helpValue: 'FILE'}),
  namespace: Flags.string({
    char: 'n',
    description: 'namespace of Secrets that name none; one that names another is an error [env: GSEC_NAMESPACE]',
  }),

  ...sealingFlags,
  ...clusterFlags,

  output: Flags.option({
    char: 'o',
    helpGroup: OUTPUT,
    options: ['yaml', 'json'] as const,
    description: 'format (default: by the name of the output file, else yaml)',
  })(),
  'output-file': Flags.string({
    char: 'w',
    helpGroup: OUTPUT,
    exclusive: ['output-dir', 'in-place'],
    description: 'write all SealedSecrets to one file; - is standard output',
    helpValue: 'FILE',
  }),
  'output-dir': Flags.string({
    helpGroup: OUTPUT,
    exclusive: ['in-place', 'output'],
    description: 'write each file below this folder, other kinds in it untouched',
    helpValue: 'DIR',
  }),
  'in-place': Flags.boolean({
    helpGroup: OUTPUT,
    exclusive: ['output'],
    description: 'replace the Secrets in their files, other kinds in them untouched',
  }),
  force: Flags.boolean({helpGroup: OUTPUT, description: 'overwrite a file that is not the same SealedSecret'}),
  'dry-run': Flags.boolean({helpGroup: OUTPUT, description: 'do everything but write'}),

  name: Flags.string({helpGroup: BUILD, description: 'name of the Secret to build'}),
  type: Flags.string({helpGroup: BUILD, dependsOn: ['name'], description: 'its type, such as kubernetes.io/basic-auth'}),
  'from-file': Flags.string({
    helpGroup: BUILD,
    ...many,
    dependsOn: ['name'],
    description: 'a file, or every file of a folder, under its name or KEY',
    helpValue: '[KEY=]PATH',
  }),
  'from-env-file': Flags.string({
    helpGroup: BUILD,
    ...many,
    dependsOn: ['name'],
    description: 'every KEY=VALUE line of a file',
    helpValue: 'FILE',
  }),
  'from-env': Flags.string({
    helpGroup: BUILD,
    ...many,
    dependsOn: ['name'],
    description: 'an environment variable',
    helpValue: 'KEY[=VAR]',
  }),
  prompt: Flags.string({
    helpGroup: BUILD,
    ...many,
    dependsOn: ['name'],
    description: 'ask for the value on the terminal',
    helpValue: 'KEY',
  }),
  tls: Flags.string({
    helpGroup: BUILD,
    multiple: true,
    dependsOn: ['name'],
    description: 'a TLS Secret from a certificate file and a key file',
    helpValue: 'CERT KEY',
  }),
  'docker-server': Flags.string({
    helpGroup: BUILD,
    dependsOn: ['name', 'docker-username', 'docker-password-stdin'],
    description: 'a registry login for this server',
    helpValue: 'HOST',
  }),
  'docker-username': Flags.string({helpGroup: BUILD, dependsOn: ['docker-server'], description: 'its user', helpValue: 'USER'}),
  'docker-email': Flags.string({helpGroup: BUILD, dependsOn: ['docker-server'], description: 'its mail address', helpValue: 'MAIL'}),
  'docker-password-stdin': Flags.boolean({
    helpGroup: BUILD,
    dependsOn: ['docker-server'],
    description: 'read its password from standard input',
  }),
}
