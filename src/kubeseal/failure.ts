/** A failure in kubeseal's own words, printed as `error: …`. Ends with 1. The message may name files and fields, never a value. */
export class Failure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
  }
}

/** A command line that cannot be read. kubeseal prints the list of flags and the reason, and ends with 2. */
export class UsageFailure extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageFailure'
  }
}
