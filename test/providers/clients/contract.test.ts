import assert from 'node:assert/strict'
import type {ListedSecret, ListQuery, ProviderClient} from '../../../src/providers/client.js'
import {Secret} from '../../../src/secret.js'
import {type Bench, benches} from '../../support/providers/benches.js'
import {failureOf, openBench, restoreEnvironment, revealed} from '../../support/providers/open-bench.js'
import type {FakeSecret, FakeSecrets, Misbehaviour} from '../../support/providers/provider-server.js'
import {closeServers, serveHttp} from '../../support/servers.js'

const MARKER = 'mArKeR7f3aB9zQ'

async function all(client: ProviderClient, query: ListQuery = {}): Promise<ListedSecret[]> {
  const found: ListedSecret[] = []
  for await (const page of client.list(query)) found.push(...page)
  return found
}

for (const bench of benches) {
  describe(`the client of ${bench.title}`, function () {
    this.timeout(20_000)
    afterEach(() => {
      restoreEnvironment()
      closeServers()
    })

    const db = bench.name('db')
    const secretsOf = (...versions: (string | {value: string; state: 'disabled' | 'destroyed'})[]): FakeSecrets => {
      const stored = versions.map(version =>
        typeof version === 'string' ? {value: bench.stored(version)} : {...version, value: bench.stored(version.value)},
      )
      const secret: FakeSecret = {versions: stored, tags: {team: 'shop'}}
      return new Map([[db, secret]])
    }
    const expected = (value: string) => bench.stored(value).toString()
    const versioned = bench.version(db, 0) !== undefined

    it('gives the newest value, and says which version it is', async () => {
      const {client, server} = await openBench(bench, secretsOf('old', MARKER))
      const found = await client.get(db)
      assert.equal(revealed(found), expected(MARKER))
      if (versioned) assert.equal(found.version, bench.version(db, 1))
      assert.doesNotMatch(JSON.stringify(found), new RegExp(MARKER))
      assert.deepEqual(server.faults, [])
    })

    it('keeps numbers, escapes, spaces and line breaks at the end as they are', async () => {
      const odd = '{"big": 9007199254740993, "e": "\\u00e9", "f": 1.50}\n'
      const secrets = secretsOf('x')
      const isText = bench.stored('x').toString() === 'x'
      if (!isText) return // fields: see the tests of Vault and Kubernetes
      secrets.set(db, {versions: [{value: bench.stored(odd)}], tags: {}})
      const {client} = await openBench(bench, secrets)
      assert.equal(revealed(await client.get(db)), odd)
    })

    if (versioned) {
      it('gives an older version, and tells a missing version from a missing secret', async () => {
        const {client, server} = await openBench(bench, secretsOf('old', 'new'))
        assert.equal(revealed(await client.get(db, bench.version(db, 0))), expected('old'))
        assert.equal((await failureOf(client.get(db, bench.absentVersion))).code, 'VERSION_NOT_FOUND')
        assert.equal((await failureOf(client.get(bench.name('nosuch'), bench.absentVersion))).code, 'SECRET_NOT_FOUND')
        assert.deepEqual(server.faults, [])
      })
    }

    it('says that a secret does not exist', async () => {
      const {client, server} = await openBench(bench, new Map())
      const {code, text} = await failureOf(client.get(bench.name('nosuch')))
      assert.equal(code, 'SECRET_NOT_FOUND')
      assert.match(text, /nosuch/)
      assert.equal((await failureOf(client.describe(bench.name('nosuch')))).code, 'SECRET_NOT_FOUND')
      assert.deepEqual(server.faults, [])
    })

    it('sends no name that cannot exist, or that would lead elsewhere', async () => {
      const {client, server} = await openBench(bench, secretsOf('x'))
      for (const name of bench.badNames) {
        if (bench.provider === 'aws') continue // AWS itself says no: any text is one name to it
        assert.equal((await failureOf(client.get(name))).code, 'PROVIDER_REFUSED', name)
      }
      assert.deepEqual(server.faults, [])
    })

    describe('quotes nothing of an answer, and sends nothing elsewhere,', () => {
      const answering =
        (status: number, body: string, headers: Record<string, string> = {}): Misbehaviour =>
        (_, response) => {
          response.writeHead(status, {'content-type': 'application/json', ...headers}).end(body)
          return true
        }
      const said = ({status, body, headers}: ReturnType<Bench['denied']>) => answering(status, JSON.stringify(body), headers)
      const cases: {name: string; code: string; misbehave: Misbehaviour}[] = [
        {name: 'when access is denied', code: 'ACCESS_DENIED', misbehave: said(bench.denied(MARKER))},
        {name: 'when the login is not accepted', code: 'PROVIDER_LOGIN_FAILED', misbehave: said(bench.unknown(MARKER))},
        {name: 'when it stays busy', code: 'PROVIDER_UNAVAILABLE', misbehave: said(bench.busy)},
        {name: 'when it fails', code: 'PROVIDER_UNAVAILABLE', misbehave: answering(500, `{"message": "${MARKER}"}`)},
        {name: 'when it fails without JSON', code: 'PROVIDER_UNAVAILABLE', misbehave: answering(500, MARKER)},
        {name: 'when the answer is no JSON', code: 'PROVIDER_RESPONSE_INVALID', misbehave: answering(200, `<p>${MARKER}`)},
        {name: 'when the answer is empty', code: 'PROVIDER_RESPONSE_INVALID', misbehave: answering(200, '')},
        {name: 'when the answer is another JSON', code: 'PROVIDER_RESPONSE_INVALID', misbehave: answering(200, `["${MARKER}"]`)},
        {
          name: 'when the connection breaks',
          code: 'PROVIDER_UNREACHABLE',
          misbehave: (_, response) => {
            response.destroy()
            return true
          },
        },
        {
          name: 'when the answer breaks off',
          code: 'PROVIDER_UNREACHABLE',
          misbehave: (_, response) => {
            response.writeHead(200, {'content-length': '1000'}).write(MARKER)
            setTimeout(() => response.destroy(), 20)
            return true
          },
        },
      ]
      for (const {name, code, misbehave} of cases) {
        it(name, async () => {
          const {client, server} = await openBench(bench, secretsOf('x'))
          // Logged in by another service, the provider itself is what misbehaves.
          server.misbehave = (seen, response) => !seen.path.startsWith('/tenant-1/') && misbehave(seen, response)
          for (const work of [
            client.get(db),
            client.describe(db),
            all(client),
            client.put(db, bench.written(MARKER), {expected: 'absent'}),
          ]) {
            const failure = await failureOf(work)
            assert.equal(failure.code, code)
            assert.ok(!failure.text.includes(MARKER) && !failure.text.includes(bench.credential), failure.text)
          }
        })
      }

      it('when it redirects, to where nothing is sent', async () => {
        let asked = 0
        const evil = await serveHttp((_, response) => {
          asked++
          response.end('{}')
        })
        for (const status of [301, 302, 307, 308]) {
          const {client, server} = await openBench(bench, secretsOf('x'))
          server.misbehave = answering(status, `{"message": "${MARKER}"}`, {location: `${evil.url.origin}/x`})
          const {code, text} = await failureOf(client.get(db))
          assert.match(code, /^PROVIDER_(RESPONSE_INVALID|LOGIN_FAILED)$/)
          assert.doesNotMatch(text, new RegExp(MARKER))
        }
        assert.equal(asked, 0)
        assert.equal(evil.connections(), 0)
      })

      it('when the answer has no end', async () => {
        const {client, server} = await openBench(bench, secretsOf('x'))
        let sent = 0
        server.misbehave = (_, response) => {
          const chunk = Buffer.alloc(1 << 20, ' ')
          const more = () => {
            while (!response.destroyed && sent < 1 << 30) {
              sent += chunk.length
              if (!response.write(chunk)) return void response.once('drain', more)
            }
            response.end()
          }
          response.writeHead(200, {'content-type': 'application/json'})
          more()
          return true
        }
        assert.equal((await failureOf(client.get(db))).code, 'PROVIDER_RESPONSE_INVALID')
        assert.ok(sent < 100 << 20, `read ${sent} bytes`)
      })

      it('when the answer drips', async () => {
        const {client, server} = await openBench(bench, secretsOf('x'), {timeoutMs: 300})
        server.misbehave = (_, response) => {
          response.writeHead(200, {'content-type': 'application/json'})
          const timer = setInterval(() => response.write(' '), 20)
          response.on('close', () => clearInterval(timer))
          return true
        }
        const start = performance.now()
        assert.equal((await failureOf(client.get(db))).code, 'PROVIDER_UNREACHABLE')
        assert.ok(performance.now() - start < 3000)
      })
    })

    it('asks again when the provider was busy for a moment', async () => {
      const {client, server} = await openBench(bench, secretsOf('x'))
      let times = 0
      server.misbehave = ({path}, response) => {
        if (path.startsWith('/tenant-1/') || times++ > 0) return false
        const {status, body, headers} = bench.busy
        response.writeHead(status, headers).end(JSON.stringify(body))
        return true
      }
      assert.equal(revealed(await client.get(db)), expected('x'))
      assert.equal(times, 2)
    })

    it('lists every page, what begins so, and what has a tag', async () => {
      const secrets: FakeSecrets = new Map(
        ['alpha', 'beta', 'gamma', 'db1', 'db2'].map(word => [
          bench.name(word),
          {versions: [{value: bench.stored(MARKER)}], tags: word === 'beta' ? {team: 'shop'} : {team: 'other'}},
        ]),
      )
      const {client, server} = await openBench(bench, secrets)
      const names = (found: ListedSecret[]) => found.map(({name}) => name).sort()
      assert.deepEqual(names(await all(client)), [...secrets.keys()].sort())
      assert.deepEqual(names(await all(client, {prefix: bench.name('db')})), [bench.name('db1'), bench.name('db2')])
      assert.deepEqual(names(await all(client, {prefix: bench.name('nosuch')})), [])
      if (!bench.title.includes('KV v1')) assert.deepEqual(names(await all(client, {tags: {team: 'shop'}})), [bench.name('beta')])
      assert.doesNotMatch(JSON.stringify(await all(client)), new RegExp(MARKER))
      assert.deepEqual(server.faults, [])
    })

    it('creates a secret, and none where there is one', async () => {
      const secrets: FakeSecrets = new Map()
      const {client, server} = await openBench(bench, secrets)
      const first = await client.put(db, bench.written('first'), {expected: 'absent', labels: {team: 'shop'}})
      assert.equal(first.outcome, 'created')
      assert.equal(revealed(await client.get(db)), expected('first'))
      if (!bench.title.includes('KV v1')) assert.deepEqual((await client.describe(db)).labels, {team: 'shop'})
      assert.equal((await failureOf(client.put(db, bench.written('second'), {expected: 'absent'}))).code, 'PROVIDER_CONFLICT')
      assert.equal(revealed(await client.get(db)), expected('first'))
      assert.deepEqual(server.faults, [])
    })

    it('writes a new version of the one that was read, and of no other', async () => {
      const {client, server} = await openBench(bench, secretsOf('first'))
      const {version} = await client.get(db)
      if (version !== undefined) {
        assert.equal((await client.put(db, bench.written('second'), {expected: {version}})).outcome, 'updated')
        assert.equal(revealed(await client.get(db)), expected('second'))
        assert.equal((await failureOf(client.put(db, bench.written('third'), {expected: {version}}))).code, 'PROVIDER_CONFLICT')
        assert.equal(revealed(await client.get(db)), expected('second'))
      }
      assert.equal((await client.put(db, bench.written('fourth'), {expected: 'any'})).outcome, 'updated')
      assert.equal(revealed(await client.get(db)), expected('fourth'))
      assert.equal((await client.put(bench.name('new'), bench.written('fifth'), {expected: 'any'})).outcome, 'created')
      assert.deepEqual(server.faults, [])
    })

    it('takes the kinds of value that it says, and refuses the others', async () => {
      const {client} = await openBench(bench, new Map())
      const bytes = Secret.of(Buffer.from([0, 1, 255]))
      for (const value of [
        {kind: 'binary' as const, value: bytes},
        {kind: 'fields' as const, fields: new Map([['a', bytes]])},
      ]) {
        const {code} = await failureOf(client.put(bench.name(value.kind), value, {expected: 'absent'}))
        assert.equal(code, client.accepts.includes(value.kind) ? 'no error' : 'PROVIDER_REFUSED', value.kind)
        if (value.kind === 'binary' && code === 'no error') {
          const read = await client.get(bench.name('binary'))
          assert.ok(read.kind === 'binary' && read.value.equals(bytes))
        }
      }
    })

    it('describes versions and labels without reading a value', async () => {
      const {client, server} = await openBench(bench, secretsOf('old', MARKER))
      const {versions, labels, isPendingDeletion} = await client.describe(db)
      if (versioned) {
        assert.deepEqual(
          versions.map(({id}) => id),
          [bench.version(db, 1), bench.version(db, 0)],
        )
      }
      if (!bench.title.includes('KV v1')) assert.deepEqual(labels, {team: 'shop'})
      assert.equal(isPendingDeletion, false)
      assert.deepEqual(server.faults, [])
    })
  })
}
