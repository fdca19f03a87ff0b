// What `@oclif/core` means in the bundle: the parts that commands use, without its index, which loads all of oclif and
// semver. An import that is missing here is an error of the build: add it.
export * as Args from '@oclif/core/args'
export {Command} from '@oclif/core/command'
export * as Errors from '@oclif/core/errors'
export * as Flags from '@oclif/core/flags'
export {ux} from '@oclif/core/ux'
