import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {formats} from '../../src/report/render-report.js'
import {GitRepository} from '../support/git-repository.js'
import type {Run} from '../support/run-gsec.js'

// One value, planted where a scan finds it, where it does not, and where it ends badly: nothing that gsec prints shows it.
const MARKER = 'mArKeR7f3aB9zQ'
const encoded = Buffer.from(MARKER).toString('base64')
const secret = (body: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n${body}`

const files: Record<string, string> = {
  'plain.yaml': secret(`stringData: {password: ${MARKER}, connection: "postgres://u:${MARKER}@db/x"}\n`),
  'data.yaml': secret(`data: {password: ${encoded}, config.json: ${Buffer.from(`{"token": "${MARKER}"}`).toString('base64')}}\n`),
  'registry.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: r}\ntype: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: ${Buffer.from(`{"auths":{"r.io":{"auth":"${Buffer.from(`u:${MARKER}`).toString('base64')}"}}}`).toString('base64')}\n`,
  'pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: a\n    args: [--password=${MARKER}]\n    env: [{name: DB_PASSWORD, value: ${MARKER}}]\n`,
  'app.env': `DB_PASSWORD=${MARKER}\nAUTH="Bearer ${MARKER}${MARKER}"\n`,
  'waived.yaml': secret(`stringData:\n  password: ${MARKER} # gsec:ignore it is ${MARKER}\n`),
  'annotated.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: a, annotations: {gsec.dev/ignore: "kubernetes-secret: ${MARKER}"}}\nstringData: {a: ${MARKER}}\n`,
  'broken.yaml': `stringData:\n  a: "${MARKER}\n\t- ${MARKER}: x: y\n`,
  'stripe.txt': `sk_live_${MARKER}0123456789\n`,
}

const endings: {name: string; args: readonly string[]; files?: Record<string, string>; status: number}[] = [
  {
    name: 'a configuration that is none',
    args: ['scan', '--config', 'c.yaml'],
    files: {'c.yaml': `version: 1\nscan: {failOn: ${MARKER}}\n`},
    status: 2,
  },
  {
    name: 'a pattern that is none of RE2',
    args: ['scan', '--config', 'c.yaml'],
    files: {
      'c.yaml': `version: 1\nscan: {rules: [{id: a-b, title: x, keywords: [acme], remediation: x, pattern: "(?<secret>${MARKER})(?=x)"}]}\n`,
    },
    status: 2,
  },
  {name: 'a baseline that is none', args: ['scan', '--baseline', 'b.json'], files: {'b.json': `{"salt": "${MARKER}`}, status: 2},
  {
    name: 'a baseline of other things',
    args: ['scan', '--baseline', 'b.json'],
    files: {'b.json': `{"version": 1, "salt": "${MARKER}"}`},
    status: 2,
  },
  {name: 'a base that is none', args: ['scan', '--diff', MARKER], status: 2},
  {name: 'a rule that is none', args: ['scan', '--rule', MARKER], status: 2},
  {name: 'a size that is none', args: ['scan', '--max-size', MARKER], status: 2},
  {name: 'a format that is none', args: ['scan', `--format=${MARKER}`], status: 2},
  {name: 'a report of no format', args: ['scan', `--report=${MARKER}`], status: 2},
  {name: 'a rule to explain that is none', args: ['rules', MARKER], status: 2},
]

const debugging = {GSEC_DEBUG: '1', DEBUG: '*', NODE_DEBUG: 'worker'}

function showsNothing({stdout, stderr}: Run, ...more: string[]): void {
  for (const text of [stdout, stderr, ...more]) assert.ok(!text.includes(MARKER) && !text.includes(encoded), text)
}

describe('a value that a scan meets', () => {
  let repository: GitRepository
  before(() => {
    repository = new GitRepository()
    repository.commit({'README.txt': ''})
    repository.git('branch', 'base')
    repository.commit(files)
  })

  for (const format of formats) {
    for (const mode of [[], ['--diff', 'base']]) {
      it(`is not shown as ${format} ${mode.join(' ')}`, () => {
        const report = path.join(repository.folder, '..', `report-${format}`)
        const args = ['scan', ...mode, '--format', format, '--report', `${format}=${report}`, '--verbose', '--fail-on', 'info']
        const run = repository.gsec(args, {env: debugging})
        assert.equal(run.status, 1, run.stderr)
        showsNothing(run, readFileSync(report, 'utf8'))
        assert.equal(run.stdout, readFileSync(report, 'utf8'), 'standard output holds the report alone')
      })
    }
  }

  it('is not shown with --json, and is not in a baseline', () => {
    showsNothing(repository.gsec(['scan', '--json', '--verbose'], {env: debugging}))
    const baseline = path.join(repository.folder, '..', 'known.json')
    const run = repository.gsec(['scan', '--baseline', baseline, '--update-baseline'], {env: debugging})
    assert.equal(run.status, 0, run.stderr)
    showsNothing(run, readFileSync(baseline, 'utf8'))
  })

  for (const {name, args, files: more = {}, status} of endings) {
    for (const json of [[], ['--json']]) {
      it(`is not shown by a run that ends over ${name} ${json.join('')}`, () => {
        repository.write(more)
        const run = repository.gsec([...args, ...json], {env: debugging})
        assert.equal(run.status, status, run.stdout + run.stderr)
        showsNothing(run)
        if (json.length === 0) assert.equal(run.stdout, '')
      })
    }
  }

  it('stands in no file that is left behind', () => {
    const left = readdirSync(path.join(repository.folder, '..')).filter(name => name !== 'repository')
    for (const name of left)
      showsNothing({status: 0, stdout: '', stderr: ''}, readFileSync(path.join(repository.folder, '..', name), 'utf8'))
  })
})
