/** How a text is walked. `script` is anything with assignments and commands; `code` and `prose` say less by their keys. */
export type Format =
  | 'yaml'
  | 'json'
  | 'dotenv'
  | 'ini'
  | 'properties'
  | 'toml'
  | 'hcl'
  | 'xml'
  | 'dockerfile'
  | 'netrc'
  | 'htpasswd'
  | 'script'
  | 'code'
  | 'prose'

const BY_NAME: Readonly<Record<string, Format>> = {
  '.npmrc': 'ini',
  '.yarnrc': 'ini',
  '.pypirc': 'ini',
  '.my.cnf': 'ini',
  '.pgpass': 'script',
  '.netrc': 'netrc',
  _netrc: 'netrc',
  '.htpasswd': 'htpasswd',
  htpasswd: 'htpasswd',
  '.git-credentials': 'script',
  '.dockercfg': 'json',
  '.dockerconfigjson': 'json',
  credentials: 'ini',
  kubeconfig: 'yaml',
  'docker-compose': 'yaml',
  dockerfile: 'dockerfile',
  containerfile: 'dockerfile',
  jenkinsfile: 'code',
  makefile: 'script',
  justfile: 'script',
  vagrantfile: 'code',
}

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  ...named('yaml', 'yaml yml tpl gotmpl sls kubeconfig'),
  ...named('json', 'json json5 jsonc tfstate dockerconfigjson webmanifest'),
  ...named('dotenv', 'env envrc'),
  ...named('ini', 'ini cfg cnf conf config service'),
  ...named('properties', 'properties props'),
  ...named('toml', 'toml'),
  ...named('hcl', 'tfvars hcl tf nomad'),
  ...named('xml', 'xml xsd wsdl pom csproj nuspec'),
  ...named('script', 'sh bash zsh fish ksh ps1 psm1 bat cmd sql mk log csv'),
  ...named(
    'code',
    `js mjs cjs ts mts cts jsx tsx go py pyi pyx rb java kt kts scala groovy gradle php cs fs vb c h cc cpp hpp rs swift m mm dart lua pl pm r ex exs erl hs clj
    map vue svelte html htm css scss less jinja j2 erb ejs hbs cue jsonnet libsonnet rego bicep proto graphql ipynb
    nim zig jl tcl el lisp scm rkt ml mli fsi vbs asm s y am ac m4 cmake bzl bazel star thrift sv vhd f90 sol move cr groff po pot ftl`,
  ),
  ...named('prose', 'md mdx markdown txt text rst adoc asciidoc org tex'),
}

function named(format: Format, extensions: string): Record<string, Format> {
  return Object.fromEntries(
    extensions
      .trim()
      .split(/\s+/)
      .map(extension => [extension, format]),
  )
}

/** A first character does not change these: a JSON file may begin with anything, a source map's brace says nothing. */
const SURE = new Set<Format>(['yaml', 'json', 'xml', 'code', 'prose'])

/**
 * How to walk a text, by the name of its file or key, and by its first characters where the name does not tell.
 * @param name a path, or a key such as `application.properties`
 * @param content one character a byte
 */
export function formatOf(name: string, content: string): Format {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase()
  const byName = formatByName(base)
  const head = content.slice(0, 2048).trimStart()
  if (byName && SURE.has(byName)) return byName
  if (/^[{[]\s*(?:["{[\]}]|$)/.test(head)) return 'json'
  if ((!byName || byName === 'ini') && /^(?:\xef\xbb\xbf)?<(?:\?xml|!DOCTYPE|[a-z]+[\s>])/i.test(head)) return 'xml'
  if (byName === 'ini' && looksLikeYaml(head)) return 'yaml'
  if (byName) return byName
  if (head.startsWith('#!')) return 'script'
  return looksLikeYaml(head) ? 'yaml' : looksLikeProperties(head) ? 'dotenv' : 'script'
}

function formatByName(base: string): Format | undefined {
  const known = BY_NAME[base]
  if (known) return known
  if (/^\.env(?:[.-]|$)|\.env\.(?:example|sample|local|dist|template)$/.test(base)) return 'dotenv'
  if (/^(?:docker|container)file[.-]/.test(base)) return 'dockerfile'
  const stem = base.replace(/\.(?:example|sample|dist|template|tmpl|tpl|bak|orig|old|enc|dec|j2)$/, '')
  const dot = stem.lastIndexOf('.')
  const extension = dot === -1 ? '' : stem.slice(dot + 1)
  return BY_EXTENSION[extension] ?? BY_NAME[stem] ?? BY_EXTENSION[base.slice(base.lastIndexOf('.') + 1)]
}

/** Two lines of `key:` among the first ones, or a document's own marks. */
function looksLikeYaml(head: string): boolean {
  if (/^---\s|^(?:apiVersion|kind):\s/m.test(head)) return true
  const lines = head.split('\n', 40).filter(line => /\S/.test(line) && !/^\s*#/.test(line))
  const keys = lines.filter(line => /^\s*(?:- )?["']?[\w.$/-]{1,80}["']?:(?:\s|$)/.test(line)).length
  return keys > 0 && keys * 2 >= lines.length && !lines.some(line => /^\s*[\w.-]{1,80}\s?=/.test(line))
}

function looksLikeProperties(head: string): boolean {
  const lines = head.split('\n', 40).filter(line => /\S/.test(line) && !/^\s*[#;!]/.test(line))
  const pairs = lines.filter(line => /^\s*(?:export\s{1,4})?[\w.-]{1,100}\s?=/.test(line)).length
  return pairs > 0 && pairs * 2 >= lines.length
}

const EXAMPLE_FOLDER =
  /(?:^|\/)(?:tests?|testdata|test-data|__tests__|specs?|e2e|examples?|samples?|demos?|docs?|documentation|fixtures?|mocks?|__mocks__|__fixtures__)\//i
const EXAMPLE_FILE = /(?:^|[._-])(?:example|sample|test|spec|dist|template|mock|fixture)s?(?:[._-]|$)|_test\.go$/i

/** True for what lies under test, example or documentation folders, or is named so. */
export function isExamplePath(path: string): boolean {
  const slashed = path.replaceAll('\\', '/')
  return EXAMPLE_FOLDER.test(slashed) || EXAMPLE_FILE.test(slashed.slice(slashed.lastIndexOf('/') + 1))
}

// Written by programs, full of digests, and never by hand: skipped and counted.
const LOCK_FILE =
  /(?:^|[\\/])(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|pdm\.lock|go\.sum|go\.work\.sum|flake\.lock|Chart\.lock|\.terraform\.lock\.hcl|mix\.lock|pubspec\.lock|Podfile\.lock|packages\.lock\.json|gradle\.lockfile|deno\.lock)$/

export function isLockFile(path: string): boolean {
  return LOCK_FILE.test(path)
}
