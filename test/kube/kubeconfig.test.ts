import assert from 'node:assert/strict'
import path from 'node:path'
import fc from 'fast-check'
import {GsecError} from '../../src/errors.js'
import {emptyKubeconfig, type Kubeconfig, kubeconfigPaths, loadKubeconfig, parseKubeconfig} from '../../src/kube/kubeconfig.js'
import {chosenCluster, describeSource, faultsOf, findNamespace, type KubeChoice} from '../../src/kube/kubeconfig-choice.js'

const text = (name: string, namespace = '') => `apiVersion: v1
kind: Config
clusters:
- {name: ${name}-cluster, cluster: {server: "https://${name}.example", certificate-authority: ca.crt}}
- name: shared
  cluster: {server: "https://shared.${name}", insecure-skip-tls-verify: true, tls-server-name: s, proxy-url: "http://p", certificate-authority-data: eA==}
users:
- {name: ${name}-user, user: {token: x}}
contexts:
- {name: ${name}, context: {cluster: ${name}-cluster, user: ${name}-user, namespace: "${namespace}"}}
- {name: shared, context: {cluster: shared, user: ${name}-user, namespace: from-${name}}}
current-context: ${name}
`
const folder = path.resolve('/etc/kube')
const file = (name: string) => path.join(folder, name)
const parsed = (name = 'a', namespace?: string) => parseKubeconfig(Buffer.from(text(name, namespace)), file(name))

describe('the kubeconfig files', () => {
  const where = (flag: string | undefined, env: Record<string, string>) => kubeconfigPaths(flag, {env, home: '/home/me', delimiter: ':'})

  it('are the one of the flag, those of KUBECONFIG, or the one in the home folder', () => {
    assert.deepEqual(where('/x', {KUBECONFIG: '/y'}), ['/x'])
    assert.deepEqual(where('', {KUBECONFIG: '/y::/z:/y'}), ['/y', '/z'])
    for (const env of [{}, {KUBECONFIG: ''}]) assert.deepEqual(where(undefined, env), [path.join('/home/me', '.kube', 'config')])
  })

  it('are merged so that the first to say something is right', () => {
    const files: Record<string, string> = {a: text('a'), b: text('b')}
    const bytes = (name: string) => (files[name] === undefined ? undefined : Buffer.from(files[name]))
    const config = loadKubeconfig(['nowhere', 'a', 'b'], bytes)
    assert.deepEqual(config.files, ['a', 'b'])
    assert.equal(config.currentContext, 'a')
    assert.deepEqual([...config.contexts.keys()].sort(), ['a', 'b', 'shared'])
    assert.equal(config.contexts.get('shared')?.namespace, 'from-a')
    assert.equal(config.clusters.get('shared')?.server, 'https://shared.a')
    assert.deepEqual([...config.users.keys()].sort(), ['a-user', 'b-user'])
  })

  it('may say nothing', () => {
    for (const nothing of ['', '# nothing\n', 'kind: Config\napiVersion: v1\n', 'contexts: null\nclusters: []\n']) {
      assert.deepEqual(parseKubeconfig(Buffer.from(nothing), 'x'), {...emptyKubeconfig, files: ['x']})
    }
  })

  it('give a certificate authority beside them its whole path', () => {
    const cluster = parsed().clusters.get('a-cluster')
    assert.equal(cluster?.certificateAuthority, file('ca.crt'))
    assert.deepEqual(parsed().clusters.get('shared'), {
      file: file('a'),
      server: 'https://shared.a',
      certificateAuthority: '',
      certificateAuthorityData: 'eA==',
      insecureSkipTlsVerify: true,
      tlsServerName: 's',
      proxyUrl: 'http://p',
      loginExtension: undefined,
    })
  })

  for (const [name, bad, message, where] of [
    ['no YAML', 'a: [', /not valid YAML/, /^x:\d+:\d+$/],
    ['no map', 'hello', /is no kubeconfig/, /^x$/],
    ['another kind', 'kind: Secret', /is a manifest of another kind/, /^x$/],
    ['contexts that are no list', 'contexts: {a: b}', /contexts is no list/, /^x$/],
    ['bytes that are no text', Buffer.of(0xff, 0x41), /is not UTF-8/, /^x$/],
  ] as const) {
    it(`are refused with ${name}`, () => {
      assert.throws(
        () => parseKubeconfig(Buffer.from(bad), 'x'),
        (error: unknown) =>
          error instanceof GsecError && error.code === 'KUBECONFIG_INVALID' && message.test(error.message) && where.test(error.where ?? ''),
      )
    })
  }

  it('are read or refused, whatever they hold, and nothing of them shows', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 60}), fc.constantFrom('', 'contexts:\n- ', 'clusters: ', text('a')), (bytes, prefix) => {
        try {
          parseKubeconfig(Buffer.concat([Buffer.from(prefix), bytes]), 'x')
        } catch (error) {
          assert.ok(error instanceof GsecError && error.code === 'KUBECONFIG_INVALID', String(error))
        }
      }),
    )
  })
})

describe('the namespace to work in', () => {
  const noCluster: Kubeconfig = {
    ...emptyKubeconfig,
    contexts: new Map([['a', {file: 'f', cluster: 'gone', user: '', namespace: 'x'}]]),
    currentContext: 'a',
  }
  const cases: {name: string; config: Kubeconfig; choice?: KubeChoice; pod?: string; expected: object; words?: string}[] = [
    {
      name: 'that of the flag, without any kubeconfig',
      config: emptyKubeconfig,
      choice: {namespace: 'n'},
      pod: 'p',
      expected: {namespace: 'n', source: 'flag'},
      words: '-n',
    },
    {
      name: 'that of the current context',
      config: parsed('a', 'mine'),
      pod: 'p',
      expected: {namespace: 'mine', source: 'context', context: 'a', file: file('a')},
      words: `context "a" in ${file('a')}`,
    },
    {
      name: 'that of the chosen context',
      config: parsed('a', 'mine'),
      choice: {context: 'shared'},
      expected: {namespace: 'from-a', source: 'context', context: 'shared', file: file('a')},
    },
    {
      name: 'default, where the context names none',
      config: parsed(),
      expected: {namespace: 'default', source: 'default', context: 'a', file: file('a')},
      words: `context "a" in ${file('a')}, which names none`,
    },
    {
      name: 'default, where there is a server and no context',
      config: emptyKubeconfig,
      choice: {server: 'https://x'},
      expected: {namespace: 'default', source: 'default'},
      words: 'the default of every cluster',
    },
    {
      name: "the Pod's, where the context names none",
      config: parsed(),
      pod: 'p',
      expected: {namespace: 'p', source: 'pod'},
      words: 'the Pod that gsec runs in',
    },
    {name: "the Pod's, where there is no kubeconfig", config: emptyKubeconfig, pod: 'p', expected: {namespace: 'p', source: 'pod'}},
    {name: 'unknown without a kubeconfig', config: emptyKubeconfig, expected: [{fault: 'no-cluster'}]},
    {
      name: 'unknown with a context that is not there, even in a Pod',
      config: parsed(),
      choice: {context: 'zz'},
      pod: 'p',
      expected: [{fault: 'context-unknown', name: 'zz'}, {fault: 'no-cluster'}],
    },
    {name: 'unknown with a context whose cluster is not there', config: noCluster, expected: [{fault: 'no-cluster'}]},
    {
      name: 'unknown with a cluster that is not there',
      config: parsed(),
      choice: {cluster: 'zz'},
      expected: [{fault: 'no-server', cluster: 'zz'}],
    },
    {
      name: 'unknown without a server',
      config: emptyKubeconfig,
      choice: {insecureSkipTlsVerify: true},
      expected: [{fault: 'no-server', cluster: ''}],
    },
  ]
  for (const {name, config, choice = {}, pod, expected, words} of cases) {
    it(`is ${name}`, () => {
      const found = findNamespace(config, choice, pod)
      assert.deepEqual(found, expected)
      if (words !== undefined) assert.equal(!Array.isArray(found) && describeSource(found), words)
    })
  }
})

describe('the cluster to work with', () => {
  it('is that of the context, or the one that a flag names', () => {
    assert.equal(chosenCluster(parsed(), {}).cluster?.server, 'https://a.example')
    assert.equal(chosenCluster(parsed(), {cluster: 'shared'}).cluster?.server, 'https://shared.a')
    assert.deepEqual(chosenCluster(emptyKubeconfig, {}), {name: '', cluster: undefined})
  })

  it('is trusted as the flags say, not as the kubeconfig says', () => {
    const byFile = chosenCluster(parsed(), {cluster: 'shared', certificateAuthority: '/ca'}).cluster
    assert.deepEqual([byFile?.certificateAuthority, byFile?.certificateAuthorityData, byFile?.insecureSkipTlsVerify], ['/ca', '', false])
    const byNone = chosenCluster(parsed(), {insecureSkipTlsVerify: true}).cluster
    assert.deepEqual([byNone?.certificateAuthority, byNone?.insecureSkipTlsVerify], ['', true])
  })

  it('goes by the name and the proxy that flags give, and by no name for another server', () => {
    const {cluster} = chosenCluster(parsed(), {cluster: 'shared', server: 'https://y', proxyUrl: 'http://q'})
    assert.deepEqual([cluster?.server, cluster?.tlsServerName, cluster?.proxyUrl], ['https://y', '', 'http://q'])
    assert.equal(chosenCluster(parsed(), {cluster: 'shared', tlsServerName: 't'}).cluster?.tlsServerName, 't')
  })

  it('is at fault with two certificate authorities', () => {
    const config = parseKubeconfig(
      Buffer.from('clusters: [{name: c, cluster: {server: x, certificate-authority: /a, certificate-authority-data: eA==}}]\n'),
      'f',
    )
    assert.deepEqual(faultsOf(config, {cluster: 'c'}), [{fault: 'two-authorities', cluster: 'c'}])
  })
})
