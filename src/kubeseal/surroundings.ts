import type {KubeSurroundings} from '../kube/surroundings.js'

/** Everything outside the process that a run of kubeseal reads or changes. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  /** The user's home folder, for ~/.kube/config. */
  home: string
  /** Between the files of $KUBECONFIG. */
  pathDelimiter: string
  /** What --version says behind kubeseal's own number. */
  version: string
  now: Date
  isTerminal: {stdin: boolean; stderr: boolean}
  stdout: (data: string | Uint8Array) => void
  stderr: (text: string) => void
  readStdin: () => Buffer
  files: Files
  /** The namespace of the Pod that the program runs in; undefined outside a cluster. */
  podNamespace: () => string | undefined
  /** Runs the program that the kubeconfig logs in with. */
  runLogin: KubeSurroundings['runLogin']
}

/** Files, with kubeseal's words for what can go wrong. Each function throws Failure. */
export interface Files {
  read: (path: string) => Buffer
  exists: (path: string) => boolean
  isReadable: (path: string) => boolean
  /** Stops unless a file can be made beside this one. */
  checkFolder: (path: string) => void
  /** Stops unless the file is there and may be changed. */
  checkWritable: (path: string) => void
  /** Replaces the file at once or not at all; its mode stays, a new one is for the user alone, a link is followed. */
  write: (path: string, data: Uint8Array) => void
}
