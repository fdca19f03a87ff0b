import assert from 'node:assert/strict'
import path from 'node:path'
import {GsecError} from '../../src/errors.js'
import {type ClusterChoice, chooseCluster} from '../../src/kube/cluster-access.js'
import type {KubeSurroundings} from '../../src/kube/surroundings.js'
import {kubeSurroundings} from '../support/kube-surroundings.js'
import {testAuthority} from '../support/servers.js'

const base64 = (text: string) => Buffer.from(text).toString('base64')

const kubeconfig = (cluster: object = {}) =>
  JSON.stringify({
    'current-context': 'dev',
    contexts: [
      {name: 'dev', context: {cluster: 'near', user: 'me'}},
      {name: 'prod', context: {cluster: 'far', user: 'me'}},
      {name: 'lost', context: {cluster: 'gone', user: 'me'}},
    ],
    clusters: [
      {name: 'near', cluster: {server: 'https://near.test:6443', ...cluster}},
      {name: 'far', cluster: {server: 'https://far.test/k8s/clusters/c-1/'}},
      {name: 'mute', cluster: {}},
    ],
    users: [{name: 'me', user: {}}],
  })

const choose = (choice: ClusterChoice, text: string | undefined = kubeconfig(), overrides: Partial<KubeSurroundings> = {}) =>
  chooseCluster(choice, kubeSurroundings(text === undefined ? {} : {'.kube/config': text}, overrides))

function failure(run: () => unknown): {code: string; message: string; where: string | undefined; hint: string | undefined} {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof GsecError, String(error))
    const {code, message, where, hint} = error
    return {code, message, where, hint}
  }
  return assert.fail('it should be refused')
}

describe('choosing a cluster', () => {
  it('takes the current context, or the one that is named', () => {
    assert.equal(choose({}).label, 'context "dev" (https://near.test:6443)')
    assert.equal(choose({context: 'prod'}).label, 'context "prod" (https://far.test/k8s/clusters/c-1)')
    assert.equal(choose({context: 'prod'}).server.href, 'https://far.test/k8s/clusters/c-1')
  })

  it('takes another cluster for a context, and a context that leads nowhere with it', () => {
    assert.equal(choose({cluster: 'far'}).server.hostname, 'far.test')
    assert.equal(choose({context: 'lost', cluster: 'far'}).server.hostname, 'far.test')
  })

  it('reads the CA from a file beside the kubeconfig or from its data; data wins', () => {
    const {ca} = testAuthority()
    const files = {'.kube/config': kubeconfig({'certificate-authority': 'ca.pem'}), '.kube/ca.pem': ca}
    assert.equal(chooseCluster({}, kubeSurroundings(files)).ca, ca)
    const both = {'.kube/config': kubeconfig({'certificate-authority': 'ca.pem', 'certificate-authority-data': base64(ca)})}
    assert.equal(chooseCluster({}, kubeSurroundings(both)).ca, ca)
  })

  it('needs no CA where verification is turned off', () => {
    const {isUnverified, ca} = choose({}, kubeconfig({'insecure-skip-tls-verify': true}))
    assert.deepEqual({isUnverified, ca}, {isUnverified: true, ca: undefined})
  })

  it('hands on proxy and TLS name', () => {
    const {proxy, tlsServerName} = choose({}, kubeconfig({'proxy-url': 'http://proxy.test:3128', 'tls-server-name': 'api.test'}))
    assert.equal(proxy?.href, 'http://proxy.test:3128/')
    assert.equal(tlsServerName, 'api.test')
  })

  it('quotes a context for the shell', () => {
    const text = kubeconfig().replaceAll('"dev"', JSON.stringify("it's; rm"))
    assert.equal(choose({}, text).kubectlFlags, ` --context 'it'\\''s; rm'`)
  })

  const inCluster = {
    KUBERNETES_SERVICE_HOST: 'fd00::1',
    KUBERNETES_SERVICE_PORT: '443',
  }
  const account = '/var/run/secrets/kubernetes.io/serviceaccount'
  const inPod: Partial<KubeSurroundings> = {
    env: inCluster,
    exists: file => file.startsWith(account),
    readFile: file => Buffer.from(file === `${account}/ca.crt` ? testAuthority().ca : 'x'),
  }

  it('takes the cluster of the Pod when there is no kubeconfig', () => {
    const {label, login, ca} = choose({}, undefined, inPod)
    assert.equal(label, 'the cluster of this Pod (https://[fd00::1])')
    assert.equal(login.tokenFile, `${account}/token`)
    assert.equal(ca, testAuthority().ca)
  })

  const refusals: {name: string; choice?: ClusterChoice; text?: string; expected: RegExp}[] = [
    {
      name: 'a context that is not there',
      choice: {context: 'pord'},
      expected: /knows no context of this name .*context "pord" .*did you mean "prod"/,
    },
    {name: 'one like no other', choice: {context: 'x'.repeat(9)}, expected: /it knows dev, lost, prod/},
    {name: 'a cluster that is not there', choice: {cluster: 'nocl'}, expected: /knows no cluster of this name .*it knows far, mute, near/},
    {name: 'a user that is not there', choice: {user: 'nouser'}, expected: /knows no user of this name .*it knows me/},
    {
      name: 'a context without its cluster',
      choice: {context: 'lost'},
      expected: /the cluster of the context is not defined .*context "lost"/,
    },
    {name: 'a cluster without a server', choice: {cluster: 'mute'}, expected: /has no server .*cluster "mute"/},
    {
      name: 'a kubeconfig without a current context',
      text: kubeconfig().replace('"current-context":"dev",', ''),
      expected: /no context is chosen .*--context: dev, lost, prod/,
    },
    {name: 'no kubeconfig', text: '', expected: /there is no kubeconfig that names a cluster .*KUBECONFIG.*--cert FILE/},
    {name: 'a server that is no address', text: kubeconfig({server: 'near.test:6443'}), expected: /not an https address .*https:\/\/HOST/},
    {name: 'a CA that is none', text: kubeconfig({'certificate-authority-data': base64('hush')}), expected: /holds no PEM certificate/},
    {
      name: 'a SOCKS proxy',
      text: kubeconfig({'proxy-url': 'socks5://proxy.test:1080'}),
      expected: /proxy-url is not .*SOCKS proxies are not supported/,
    },
  ]
  for (const {name, choice = {}, text, expected} of refusals) {
    it(`refuses ${name}`, () => {
      const {code, message, where = '', hint = ''} = failure(() => choose(choice, text))
      assert.equal(code, 'KUBECONFIG_INVALID')
      assert.match([message, where, hint].join(' | '), new RegExp(expected.source.replaceAll(' .*', '.*')))
    })
  }

  it('refuses a kubeconfig that the user names and that is not there', () => {
    const {code, where} = failure(() => choose({kubeconfig: path.join('nowhere', 'config')}))
    assert.deepEqual({code, where}, {code: 'FILE_UNREADABLE', where: path.join('nowhere', 'config')})
  })

  it('never shows what stands behind the host of a server', () => {
    const {label} = choose({}, kubeconfig({server: 'https://me:hush@near.test/?token=hush'}))
    assert.equal(label, 'context "dev" (https://near.test)')
  })
})
