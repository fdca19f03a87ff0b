import type {LoginProgram, LoginProgramResult} from './login-program.js'

/** What reaching a cluster needs of the world around. */
export interface KubeSurroundings {
  env: Readonly<Record<string, string | undefined>>
  /** The user's home folder, for ~/.kube/config. */
  home: string
  /** Between the files of $KUBECONFIG. */
  pathDelimiter: string
  /** Throws FILE_UNREADABLE. */
  readFile: (path: string, maxBytes: number) => Uint8Array
  exists: (path: string) => boolean
  runLogin: (program: LoginProgram) => Promise<LoginProgramResult>
  /** True when somebody sits at a terminal whom a login program can ask. */
  isInteractive: boolean
}
