import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {readConfig} from '../../src/config/read-config.js'
import {faultsOf} from './faults-of.js'

const example = readFileSync('test/fixtures/config/full.yaml', 'utf8')
const read = (text: string) => readConfig(Buffer.from(text), '.gsec.yaml').config

describe('a .gsec.yaml', () => {
  it('is read with every default filled in', () => {
    assert.deepEqual(read('version: 1\n'), {
      version: 1,
      clusters: new Map(),
      environments: [],
      stores: new Map(),
      eso: {apiVersion: 'external-secrets.io/v1'},
      scan: {exclude: [], allow: [], failOn: 'medium', failOnSkipped: false, maxSize: '10MB', rules: []},
      audit: {rules: new Map(), external: [], exclude: [], failOn: 'high'},
    })
  })

  it('may say all that the whole example says', () => {
    const {clusters, environments, stores, scan, audit} = read(example)
    assert.deepEqual(clusters.get('staging'), {
      cert: 'clusters/staging/sealed-secrets.pem',
      certFingerprints: [],
      context: 'kind-staging',
      controller: {name: 'sealed-secrets-controller', namespace: 'kube-system'},
      tier: 'nonprod',
    })
    assert.deepEqual(clusters.get('prod-eu'), {
      cert: 'https://seal.example.com/prod-eu.pem',
      certFingerprints: [`sha256:${'0123456789abcdef'.repeat(4)}`],
      maxCertAge: '60d',
      controller: {name: 'sealed-secrets-controller', namespace: 'kube-system'},
      tier: 'prod',
    })
    assert.deepEqual(environments[1], {
      paths: ['apps/*/overlays/production/**'],
      clusters: ['prod-eu', 'prod-us'],
      output: '{dir}/{cluster}/{name}.sealed.yaml',
      scope: 'strict',
      store: 'gcp-prod',
    })
    assert.deepEqual(stores.get('aws-dev'), {
      kind: 'SecretStore',
      name: 'aws',
      provider: 'aws',
      region: 'eu-west-1',
      key: '{namespace}/{name}',
      refreshInterval: '1h0m0s',
    })
    assert.equal(scan.baseline, '.gsec-baseline.json')
    assert.deepEqual(audit.external, [{namespace: 'flux-system', name: 'sops-age', reason: 'bootstrap'}])
  })

  it('is YAML 1.2 to its author: off, no and y are words', () => {
    const {audit, clusters} = read('version: 1\nclusters: {y: {context: no}, on: {context: Off}}\naudit: {rules: {orphan-secret: off}}\n')
    assert.deepEqual(
      [...clusters.entries()].map(([name, {context}]) => [name, context]),
      [
        ['y', 'no'],
        ['on', 'Off'],
      ],
    )
    assert.equal(audit.rules.get('orphan-secret'), 'off')
  })

  const spellings: Record<string, string> = {
    'CRLF line breaks': 'version: 1\r\nclusters:\r\n  a:\r\n    context: x\r\n',
    'a byte order mark': '\ufeffversion: 1\nclusters: {a: {context: x}}\n',
    'comments and document markers': '# yaml-language-server: $schema=x\n---\nversion: 1 # now\nclusters: {a: {context: x}}\n...\n',
    'an alias': 'version: 1\nclusters: {b: &b {context: x}, a: *b}\n',
    'a merge key': 'version: 1\nclusters: {b: &b {context: x}, a: {<<: *b, tier: prod}}\n',
    JSON: '{"version": 1, "clusters": {"a": {"context": "x"}}}',
  }
  for (const [name, text] of Object.entries(spellings)) {
    it(`may hold ${name}`, () => assert.equal(read(text).clusters.get('a')?.context, 'x'))
  }
})

const slip = 'hunter2hunter2' // a secret that slipped into the file: it is never quoted
const invalid: {name: string; text: string; says: string[]}[] = [
  {name: 'nothing', text: '', says: ['.gsec.yaml: is empty (begin with "version: 1")']},
  {name: 'comments alone', text: '# soon\n', says: ['.gsec.yaml: is empty (begin with "version: 1")']},
  {name: 'a word', text: slip, says: ['.gsec.yaml:1:1: the file is text, not a map']},
  {name: 'a list', text: '- a\n', says: ['.gsec.yaml:1:1: the file is a list, not a map']},
  {name: 'no version', text: 'clusters: {}\n', says: ['.gsec.yaml:1:1: the file has no version (begin with "version: 1")']},
  {name: 'a later version', text: 'version: 2\n', says: ['.gsec.yaml:1:10: version is not 1 (this gsec reads version 1)']},
  {name: 'a version in quotes', text: 'version: "1"\n', says: ['.gsec.yaml:1:10: version is not 1 (this gsec reads version 1)']},
  {
    name: 'a mistyped section, and not every name that leads into it',
    text: 'version: 1\ncluster: {a: {context: x}}\nenvironments: [{paths: [a], clusters: [a]}]\n',
    says: ['.gsec.yaml:2:1: unknown key "cluster"; did you mean "clusters"?'],
  },
  {
    name: 'a mistyped key',
    text: 'version: 1\nclusters:\n  a:\n    contxt: x\n',
    says: ['.gsec.yaml:4:5: unknown key "contxt"; did you mean "context"?', '.gsec.yaml:4:5: a cluster needs cert or context'],
  },
  {
    name: 'a key that means nothing',
    text: `version: 1\n${slip}: x\n`,
    says: ['.gsec.yaml:2:1: unknown key (known here are version, clusters, environments, stores, eso, scan, audit)'],
  },
  {name: 'a section without a value', text: 'version: 1\nscan:\n', says: ['.gsec.yaml:2:6: scan has no value']},
  {name: 'a key twice', text: 'version: 1\nversion: 1\n', says: ['.gsec.yaml:2:1: this key stands here for the second time']},
  {name: 'a list for a map', text: 'version: 1\nclusters: [a]\n', says: ['.gsec.yaml:2:11: clusters is a list, not a map']},
  {name: 'text for a list', text: `version: 1\nenvironments: [{paths: ${slip}}]\n`, says: ['.gsec.yaml:2:24: paths is text, not a list']},
  {
    name: 'an environment without paths',
    text: 'version: 1\nenvironments: [{scope: strict}]\n',
    says: ['.gsec.yaml:2:16: an environment has no paths'],
  },
  {name: 'no path in paths', text: 'version: 1\nenvironments: [{paths: []}]\n', says: ['.gsec.yaml:2:24: paths is empty']},
  {
    name: 'a number for text',
    text: 'version: 1\nstores: {a: {kind: SecretStore, name: a, provider: gcpsm, projectID: 1234567}}\n',
    says: ['.gsec.yaml:2:70: projectID is a number, not text (put it in quotes)'],
  },
  {
    name: 'a word for true',
    text: 'version: 1\nscan: {failOnSkipped: yes}\n',
    says: ['.gsec.yaml:2:23: failOnSkipped is text, not true or false'],
  },
  {
    name: 'nearly a choice',
    text: 'version: 1\nenvironments: [{paths: [a], scope: stric}]\n',
    says: ['.gsec.yaml:2:36: scope is not one of strict, namespace-wide, cluster-wide; did you mean "strict"?'],
  },
  {
    name: 'no choice at all',
    text: `version: 1\nscan: {failOn: ${slip}}\n`,
    says: ['.gsec.yaml:2:16: failOn is not one of critical, high, medium, low, info'],
  },
  {
    name: 'a provider that nobody knows',
    text: 'version: 1\nstores: {a: {kind: SecretStore, name: a, provider: azurkv}}\n',
    says: [
      '.gsec.yaml:2:52: provider is not known; did you mean "azurekv"? (known are akeyless, aws, azurekv, barbican, beyondtrust, beyondtrustworkloadcredentials, bitwardensecretsmanager, chef, cloudrusm, conjur, crd, delinea, doppler, dvls, fake, fortanix, gcpsm, gitlab, ibm, infisical, keepersecurity, kubernetes, nebiusmysterybox, onboardbase, onepassword, onepasswordSDK, openBao, oracle, ovh, passbolt, passworddepot, previder, pulumi, scaleway, secretserver, senhasegura, vault, volcengine, webhook, yandexcertificatemanager, yandexlockbox)',
    ],
  },
  {
    name: 'a certificate behind a password',
    text: `version: 1\nclusters: {a: {cert: "https://me:${slip}@seal.example.com/a.pem"}}\n`,
    says: ['.gsec.yaml:2:22: cert holds a user name or password'],
  },
  {
    name: 'an absolute file',
    text: 'version: 1\nclusters: {a: {cert: /etc/a.pem}}\n',
    says: ['.gsec.yaml:2:22: cert is not relative to this file'],
  },
  {
    name: 'a share, which Windows would send a login to',
    text: "version: 1\nclusters: {a: {cert: '\\\\evil\\share\\a.pem'}}\n",
    says: ['.gsec.yaml:2:22: cert has a backslash; write "/" between folders'],
  },
  {
    name: 'an address that is none',
    text: 'version: 1\nclusters: {a: {cert: "https://["}}\n',
    says: ['.gsec.yaml:2:22: cert is not an address'],
  },
  {
    name: 'a baseline somewhere else',
    text: 'version: 1\nscan: {baseline: ../b.json}\n',
    says: ['.gsec.yaml:2:18: baseline leaves the folder of this file'],
  },
  {
    name: 'a fingerprint cut short',
    text: 'version: 1\nclusters: {a: {context: x, certFingerprints: [sha256:3ea852]}}\n',
    says: [
      '.gsec.yaml:2:47: an entry of certFingerprints is not a fingerprint: sha256: and 64 hex digits, or SHA256: and 43 base64 digits',
    ],
  },
  {
    name: 'a duration in words',
    text: 'version: 1\nclusters: {a: {context: x, maxCertAge: 60 days}}\n',
    says: ['.gsec.yaml:2:40: maxCertAge is not a duration such as 60d, 36h or 1d12h'],
  },
  {
    name: 'days for the operator',
    text: 'version: 1\nstores: {a: {kind: SecretStore, name: a, provider: aws, refreshInterval: 1d}}\n',
    says: ['.gsec.yaml:2:74: refreshInterval is in days, which the operator does not know; write hours'],
  },
  {
    name: 'a controller that leads to another API',
    text: 'version: 1\nclusters: {a: {context: x, controller: {name: a/../../secrets}}}\n',
    says: ['.gsec.yaml:2:47: name is not a name as Kubernetes allows it: at most 63 lower-case letters, digits and "-"'],
  },
  {
    name: 'a region that is another host',
    text: 'version: 1\nstores: {a: {kind: SecretStore, name: a, provider: aws, region: x.evil.example}}\n',
    says: ['.gsec.yaml:2:65: region is not a region such as eu-west-1'],
  },
  {
    name: 'a name that is a path',
    text: 'version: 1\nclusters: {../a: {context: x}}\n',
    says: ['.gsec.yaml:2:12: a key of clusters is not a name of at most 63 letters, digits, "-", "_" and "."'],
  },
  {
    name: '__proto__',
    text: 'version: 1\n__proto__: {version: 1}\nclusters: {__proto__: {context: x}}\n',
    says: [
      '.gsec.yaml:2:1: unknown key (known here are version, clusters, environments, stores, eso, scan, audit)',
      '.gsec.yaml:3:12: a key of clusters is not a name of at most 63 letters, digits, "-", "_" and "."',
    ],
  },
  {
    name: 'clusters that are not defined',
    text: `version: 1\nclusters: {prod-eu: {context: x}}\nenvironments: [{paths: [a], clusters: [prod-ue, ${slip}]}]\n`,
    says: [
      '.gsec.yaml:3:40: unknown cluster "prod-ue"; did you mean "prod-eu"?',
      '.gsec.yaml:3:49: unknown cluster (define it under clusters)',
    ],
  },
  {
    name: 'a cluster twice',
    text: 'version: 1\nclusters: {a: {context: x}}\nenvironments: [{paths: [a], clusters: [a, a]}]\n',
    says: ['.gsec.yaml:3:43: this cluster stands here for the second time'],
  },
  {
    name: 'a store that is not defined',
    text: 'version: 1\nenvironments: [{paths: [a], store: gcp}]\n',
    says: ['.gsec.yaml:2:36: unknown store (define it under stores)'],
  },
  {
    name: 'a setting of another provider',
    text: 'version: 1\nstores: {a: {kind: SecretStore, name: a, provider: aws, path: secret}}\n',
    says: ['.gsec.yaml:2:63: path is a setting of vault and openBao, not of this provider'],
  },
  {
    name: 'one output for two clusters',
    text: 'version: 1\nclusters: {a: {context: x}, b: {context: x}}\nenvironments: [{paths: [a], clusters: [a, b], output: "{dir}/{name}.yaml"}]\n',
    says: ['.gsec.yaml:3:55: output is the same file for every cluster (put {cluster} into it)'],
  },
  {
    name: 'a mistyped placeholder',
    text: 'version: 1\nenvironments: [{paths: [a], output: "{dir}/{clustr}.yaml"}]\n',
    says: ['.gsec.yaml:2:37: output has an unknown placeholder {clustr}; did you mean {cluster}?'],
  },
  {
    name: 'a placeholder that means nothing',
    text: `version: 1\nenvironments: [{paths: [a], output: "{${slip}}.yaml"}]\n`,
    says: ['.gsec.yaml:2:37: output has an unknown placeholder; there are {dir} {file} {cluster} {namespace} {name}'],
  },
  {
    name: 'half a placeholder',
    text: 'version: 1\nenvironments: [{paths: [a], output: "{dir/x.yaml"}]\n',
    says: ['.gsec.yaml:2:37: output has a brace that is no placeholder; there are {dir} {file} {cluster} {namespace} {name}'],
  },
  {
    name: 'two rules of one id',
    text: "version: 1\nscan:\n  rules:\n    - &r {id: acme-key, title: Acme, keywords: [acme_], pattern: 'acme_(?<secret>\\w+)', remediation: roll it}\n    - *r\n",
    says: ['.gsec.yaml:4:15: another rule has the same id'],
  },
  {
    name: 'a rule of the user that reports nothing',
    text: "version: 1\nscan: {rules: [{id: acme-key, title: Acme, keywords: [acme_], pattern: 'acme_.*', remediation: roll it}]}\n",
    says: ['.gsec.yaml:2:72: pattern is not a regular expression (RE2) with a group named secret, (?<secret>…)'],
  },
  {
    name: 'several things at once, in the order of the text',
    text: 'version: 1\nenvironments:\n  - paths: [/abs]\n    clusters: [nosuch]\n    colour: red\nstores: 5\nclusters: {a: {context: x}}\n',
    says: [
      '.gsec.yaml:3:13: an entry of paths is not relative to this file',
      '.gsec.yaml:4:16: unknown cluster (define it under clusters)',
      '.gsec.yaml:5:5: unknown key (known here are paths, clusters, scope, store, output)',
      '.gsec.yaml:6:9: stores is a number, not a map',
    ],
  },
  {
    name: 'broken YAML',
    text: `version: 1\nclusters: "${slip}\n`,
    says: ['.gsec.yaml:3:1: not valid YAML: a quote, bracket, colon or space is missing (MISSING_CHAR)'],
  },
  {
    name: 'two documents',
    text: 'version: 1\n---\nversion: 1\n',
    says: ['.gsec.yaml:3:1: a second YAML document begins here (remove the line --- before it)'],
  },
  {
    name: 'a key that is a map',
    text: 'version: 1\n? {a: b}\n: c\n',
    says: ['.gsec.yaml:2:3: a key must be text, not a map or a list'],
  },
]

// What would let a checkout run programs, choose credentials or send them elsewhere is told from a mere mistake.
const refused: {key: string; within: string; says: RegExp}[] = [
  {key: 'kubeconfig', within: 'clusters: {a: {context: x, KEY: ~/.kube/config}}', says: /"kubeconfig": which kubeconfig is read/},
  {key: 'exec', within: 'clusters: {a: {context: x, KEY: {command: aws}}}', says: /"exec": \.gsec\.yaml starts no programs/},
  {key: 'command', within: 'KEY: make', says: /"command": \.gsec\.yaml starts no programs/},
  {
    key: 'server',
    within: 'stores: {a: {kind: SecretStore, name: a, provider: vault, KEY: "https://v.example"}}',
    says: /"server": where credentials go/,
  },
  {
    key: 'vaultUrl',
    within: 'stores: {a: {kind: SecretStore, name: a, provider: azurekv, KEY: "https://v.example"}}',
    says: /"vaultUrl": where credentials go/,
  },
  {
    key: 'endpoint',
    within: 'stores: {a: {kind: SecretStore, name: a, provider: aws, KEY: "https://v.example"}}',
    says: /"endpoint": where credentials go/,
  },
  {key: 'allow-endpoint', within: 'KEY: [v.example]', says: /"allow-endpoint": where credentials go/},
  {key: 'insecureHttp', within: 'clusters: {a: {context: x, KEY: true}}', says: /"insecureHttp": where credentials go/},
  {
    key: 'token',
    within: 'stores: {a: {kind: SecretStore, name: a, provider: vault, KEY: x}}',
    says: /"token": no secret lives in \.gsec\.yaml/,
  },
  {key: 'privateKey', within: 'clusters: {a: {context: x, KEY: x}}', says: /"privateKey": no secret lives in \.gsec\.yaml/},
]

describe('what is wrong with a .gsec.yaml', () => {
  for (const {name, text, says} of invalid) {
    it(`is said with its place: ${name}`, () => {
      const faults = faultsOf(text)
      assert.deepEqual(faults, says)
      assert.ok(!faults.join('\n').includes(slip))
    })
  }

  for (const {key, within, says} of refused) {
    it(`says why ${key} will never be a key, and what to do instead`, () => {
      const [fault = '', ...others] = faultsOf(`version: 1\n${within.replace('KEY', key)}\n`)
      assert.match(fault, says)
      assert.match(fault, / \(.+\)$/)
      assert.deepEqual(others, [])
    })
  }

  it('is cut after twenty lines', () => {
    const lines = faultsOf(`version: 1\n${Array.from({length: 500}, (_, index) => `x${index}x: 1\n`).join('')}`)
    assert.equal(lines.length, 21)
    assert.equal(lines.at(-1), '.gsec.yaml: and more of the kind')
  })

  it('is said of bytes that are no text', () => {
    assert.deepEqual(faultsOf(Buffer.from('\ufeffversion: 1\n', 'utf16le')), ['.gsec.yaml: is not UTF-8 text (save it as UTF-8)'])
    assert.deepEqual(faultsOf(Buffer.of(0x76, 0xff, 0xfe)), ['.gsec.yaml: is not UTF-8 text (save it as UTF-8)'])
    assert.deepEqual(faultsOf(Buffer.alloc(1024 * 1024 + 1, 0x20)), ['.gsec.yaml: is larger than 1 MiB'])
  })
})
