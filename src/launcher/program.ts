import type {Interfaces} from '@oclif/core'

/** Where the program lies and how its files are loaded: built (bin/run.js) or from the sources (bin/dev.js). */
export interface Program {
  /** The folder of package.json, absolute. */
  root: string
  pjson: Interfaces.PJSON
  /** Loads a module by its absolute path: `require`, or `import` for the sources. */
  load: (file: string) => unknown
  /** What the commands are, when oclif.manifest.json is not to be asked. */
  manifest?: Interfaces.Manifest
}
