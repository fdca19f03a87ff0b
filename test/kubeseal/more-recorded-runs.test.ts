import assert from 'node:assert/strict'
import {outcomeOf, prepareRun, readRunGroups} from '../support/kubeseal-runs.js'
import {runKubesealIn} from '../support/run-kubeseal.js'

// Recorded from kubeseal 0.38.4 by test/interop/kubeseal.test.ts. Paths in them are those of POSIX.
const describePosix = process.platform === 'win32' ? describe.skip : describe

for (const {about, runs} of readRunGroups()) {
  describePosix(`kubeseal, ${about}`, () => {
    for (const [index, run] of runs.entries()) {
      const given = run.stdin ?? run.kubeconfig ?? ''
      it(`${index}: ${run.args.slice(-3).join(' ')} ${given.slice(0, 200).split('\n').slice(-3).join(' ')}`, async () => {
        const {folder, args, input, env} = prepareRun(run)
        const {status, stdout, stderr} = await runKubesealIn(folder, args, {stdin: input, env, home: env.HOME})
        assert.deepEqual(outcomeOf(run, folder, {status, stdout, stderr}), run.expect)
      })
    }
  })
}
