import {BaseCommand} from '../cli/base-command.js'
import {runLogin} from '../cli/run-login.js'

export default class Kubeseal extends BaseCommand {
  static override summary = "kubeseal's own command line, for scripts that call kubeseal"
  static override description =
    `Takes kubeseal's flags and environment variables (SEALED_SECRETS_…), prints what kubeseal prints and ends as kubeseal ends.
Reads a Secret from standard input or -f, writes a SealedSecret to standard output or -w. A link to gsec named kubeseal does the same.
"gsec kubeseal --help" lists the flags. docs/kubeseal.md says where it differs.`
  static override examples = [
    {
      description: 'seal a Secret for a certificate',
      command: '<%= config.bin %> <%= command.id %> --cert cert.pem --format yaml < secret.yaml > sealed.yaml',
    },
    {
      description: 'seal one value',
      command: '<%= config.bin %> <%= command.id %> --raw --cert cert.pem --namespace shop --name db --from-file password.txt',
    },
    {
      description: 'ask the controller whether it can decrypt a SealedSecret',
      command: '<%= config.bin %> <%= command.id %> --validate < sealed.yaml',
    },
    {
      description: 'have the controller encrypt a SealedSecret anew, for its newest key',
      command: '<%= config.bin %> <%= command.id %> --re-encrypt --secret-file sealed.yaml',
    },
    {
      description: 'add the items of a Secret to a SealedSecret',
      command: '<%= config.bin %> <%= command.id %> --cert cert.pem --format yaml --merge-into sealed.yaml < more.yaml',
    },
  ]
  static override strict = false
  static override enableJsonFlag = false
  static override baseFlags = {}

  async run(): Promise<void> {
    const {main} = await import('../kubeseal/main.js')
    process.exitCode = await main(this.argv, {runLogin})
  }
}
