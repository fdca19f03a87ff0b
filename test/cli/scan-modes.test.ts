import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {parse} from 'yaml'
import {runScan, type ScanRequest} from '../../src/scan/run-scan.js'
import {expand} from '../support/expand.js'
import {GitRepository} from '../support/git-repository.js'

interface Fixture {
  path: string
  finds: {name: string; path?: string; text: string}[]
}

/** Every document that the fixtures find something in, each in a folder of its own, with the kustomizations' files beside them. */
function documents(): Record<string, string> {
  const folder = 'test/fixtures/documents'
  const files: Record<string, string> = {
    'k/kustomization.yaml': 'secretGenerator: [{name: a, envs: [db.list]}]\n',
    'k/db.list': 'A=hunter2-x\n',
  }
  for (const fixture of readdirSync(folder)) {
    const {path: own, finds}: Fixture = parse(readFileSync(path.join(folder, fixture), 'utf8'))
    for (const [index, {name, path: other = own, text}] of finds.entries()) files[`${fixture}/${index}/${other}`] = expand(text, name)
  }
  return files
}

describe('the same files', () => {
  let repository: GitRepository
  let fromTree: string
  before(function () {
    this.timeout(60_000)
    repository = new GitRepository()
    repository.commit({'README.txt': 'a\n'})
    repository.git('branch', 'base')
    repository.write(documents())
    fromTree = findings(['scan', '--json'])
  })

  function findings(args: readonly string[]): string {
    const {stdout, stderr} = repository.gsec(args)
    assert.ok(stdout, stderr)
    return JSON.stringify(JSON.parse(stdout).findings, undefined, 1)
  }

  it('give the same findings from the tree, the index and a diff', () => {
    assert.ok(JSON.parse(fromTree).length > 100)
    assert.match(fromTree, /"k\/db.list"/)
    repository.git('add', '--all')
    assert.equal(findings(['scan', '--staged', '--json']), fromTree)
    repository.git('commit', '--quiet', '--message', 'all')
    assert.equal(findings(['scan', '--diff', 'base', '--json']), fromTree)
  }).timeout(60_000)

  it('give the same findings on one thread and on several', async () => {
    const request = (most: number): ScanRequest => ({
      target: {type: 'tree', paths: [repository.folder], ignoresNothing: false},
      settings: {ownRules: [], only: [], skip: [], salt: '0'.repeat(32)},
      most: 10_000_000,
      isExcluded: () => false,
      refused: () => assert.fail(),
      threads: {workerFile: path.resolve('dist/workers/scan-worker.js'), most, worth: 1},
    })
    const [one, three] = [await runScan(request(1)), await runScan(request(3))]
    assert.ok(one.outcomes.length > 50)
    const sorted = ({outcomes}: typeof one) => outcomes.map(outcome => JSON.stringify({...outcome, skipped: outcome.skipped?.why})).sort()
    assert.deepEqual(sorted(three), sorted(one))
  }).timeout(60_000)
})
