// The dot reporter of mocha, with one plain last line that a CI job can read.
const Mocha = require('mocha')

class CountingReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options)
    runner.once('end', () => {
      const {passes, failures, pending} = this.stats
      process.on('exit', () => {
        process.stdout.write(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ''}\n`)
      })
    })
  }
}

module.exports = CountingReporter
