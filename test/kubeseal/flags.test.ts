import assert from 'node:assert/strict'
import {setFlagsFromEnvironment} from '../../src/kubeseal/environment-flags.js'
import {UsageFailure} from '../../src/kubeseal/failure.js'
import {FlagValues} from '../../src/kubeseal/flag-values.js'
import {parseFlags} from '../../src/kubeseal/parse-flags.js'
import {usageText} from '../../src/kubeseal/usage-text.js'

function parsed(argv: readonly string[], env: Record<string, string> = {}) {
  const values = new FlagValues()
  setFlagsFromEnvironment(env, values)
  return {values, ...parseFlags(argv, values)}
}

const texts: {name: string; argv: string[]; flag: string; expected: string; env?: Record<string, string>}[] = [
  {name: 'a word behind the flag', argv: ['--format', 'yaml'], flag: 'format', expected: 'yaml'},
  {name: 'a value behind an equals sign', argv: ['--format=yaml'], flag: 'format', expected: 'yaml'},
  {name: 'an equals sign inside the value', argv: ['--cert=a=b'], flag: 'cert', expected: 'a=b'},
  {name: 'an empty value behind an equals sign', argv: ['--format='], flag: 'format', expected: ''},
  {name: 'a word behind the letter', argv: ['-o', 'yaml'], flag: 'format', expected: 'yaml'},
  {name: 'a value glued to the letter', argv: ['-oyaml'], flag: 'format', expected: 'yaml'},
  {name: 'a value behind letter and equals sign', argv: ['-o=yaml'], flag: 'format', expected: 'yaml'},
  {name: 'an equals sign alone behind the letter', argv: ['-o='], flag: 'format', expected: '='},
  {name: 'a value that looks like a flag', argv: ['--name', '--raw'], flag: 'name', expected: '--raw'},
  {name: 'the last of several', argv: ['-o', 'a', '-o', 'b'], flag: 'format', expected: 'b'},
  {name: 'the default of the output format', argv: [], flag: 'format', expected: 'json'},
  {name: "the default of the controller's namespace", argv: [], flag: 'controller-namespace', expected: 'kube-system'},
  {name: 'nothing behind the end of the flags', argv: ['--', '-o', 'yaml'], flag: 'format', expected: 'json'},
  {name: 'flags behind other words', argv: ['secret.yaml', '-', '-o', 'yaml'], flag: 'format', expected: 'yaml'},
  {name: 'a namespace as kubectl names it', argv: ['-n', 'Namespaces/prod'], flag: 'namespace', expected: 'prod'},
  {name: 'a short namespace prefix', argv: ['-n', 'NS/prod'], flag: 'namespace', expected: 'prod'},
  {name: 'a prefix with nothing behind it as it is', argv: ['-n', 'ns/'], flag: 'namespace', expected: 'ns/'},
  {name: 'an empty scope as strict', argv: ['--scope', ''], flag: 'scope', expected: 'strict'},
  {name: 'the environment', argv: [], env: {SEALED_SECRETS_CONTROLLER_NAME: 'x'}, flag: 'controller-name', expected: 'x'},
  {name: 'an empty variable', argv: [], env: {SEALED_SECRETS_FORMAT: ''}, flag: 'format', expected: ''},
  {name: 'the flag over its variable', argv: ['-o', 'a'], env: {SEALED_SECRETS_FORMAT: 'b'}, flag: 'format', expected: 'a'},
  {name: 'nothing of a variable that makes no sense', argv: [], env: {SEALED_SECRETS_SCOPE: 'bogus'}, flag: 'scope', expected: 'strict'},
  {name: 'no variable of a logging flag', argv: [], env: {SEALED_SECRETS_LOG_DIR: 'x'}, flag: 'log_dir', expected: ''},
]

const lists: {name: string; argv: string[]; expected: string[]; env?: Record<string, string>}[] = [
  {name: 'commas as separators', argv: ['--from-file', 'a,b'], expected: ['a', 'b']},
  {name: 'each flag as more', argv: ['--from-file', 'a', '--from-file=b'], expected: ['a', 'b']},
  {name: 'quotes around a comma', argv: ['--from-file', '"a,b",c'], expected: ['a,b', 'c']},
  {name: 'two quotes as one', argv: ['--from-file', '"a""b"'], expected: ['a"b']},
  {name: 'an empty text as nothing', argv: ['--from-file', ''], expected: []},
  {name: 'empty fields', argv: ['--from-file', ',a,'], expected: ['', 'a', '']},
  {name: 'the first line only', argv: ['--from-file', 'a,b\nc'], expected: ['a', 'b']},
  {name: 'a line break inside quotes', argv: ['--from-file', '"a\nb"'], expected: ['a\nb']},
  {name: 'the command line behind the environment', argv: ['--from-file', 'b'], env: {SEALED_SECRETS_FROM_FILE: 'a'}, expected: ['a', 'b']},
]

const switches: {name: string; argv: string[]; flag: string; expected: boolean; env?: Record<string, string>}[] = [
  {name: 'a switch alone', argv: ['--raw'], flag: 'raw', expected: true},
  {name: 'no value from the next word', argv: ['--raw', 'false'], flag: 'raw', expected: true},
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map(text => ({name: text, argv: [`--raw=${text}`], flag: 'raw', expected: true})),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map(text => ({name: text, argv: ['--raw', `--raw=${text}`], flag: 'raw', expected: false})),
  {name: 'a variable', argv: [], env: {SEALED_SECRETS_RAW: '1'}, flag: 'raw', expected: true},
  {name: 'a variable that makes no sense as false', argv: [], env: {SEALED_SECRETS_RAW: 'yes'}, flag: 'raw', expected: false},
  {name: 'the old name of re-encrypt', argv: ['--rotate'], flag: 're-encrypt', expected: true},
]

const scopeFault = 'flag: must be one of: strict, namespace-wide, cluster-wide'
const quoteFault = 'extraneous or missing " in quoted-field'
// What kubeseal 0.38.4 says of each.
const refused: {argv: string[]; message: string}[] = [
  {argv: ['--nope'], message: 'unknown flag: --nope'},
  {argv: ['--nope=x'], message: 'unknown flag: --nope'},
  {argv: ['-x'], message: "unknown shorthand flag: 'x' in -x"},
  {argv: ['-xyz'], message: "unknown shorthand flag: 'x' in -xyz"},
  {argv: ['-é'], message: "unknown shorthand flag: 'Ã' in -é"},
  {argv: ["-'"], message: "unknown shorthand flag: '\\'' in -'"},
  {argv: ['--=x'], message: 'bad flag syntax: --=x'},
  {argv: ['---x'], message: 'bad flag syntax: ---x'},
  {argv: ['--cert'], message: 'flag needs an argument: --cert'},
  {argv: ['-o'], message: "flag needs an argument: 'o' in -o"},
  {argv: ['--raw=maybe'], message: 'invalid argument "maybe" for "--raw" flag: strconv.ParseBool: parsing "maybe": invalid syntax'},
  {argv: ['--scope', 'Strict'], message: `invalid argument "Strict" for "--scope" ${scopeFault}`},
  {
    argv: ['--scope', 'a"\u0001\t\u007fé\u200b\u{e0001}\\'],
    message: `invalid argument "a\\"\\x01\\t\\x7fé\\u200b\\U000e0001\\\\" for "--scope" ${scopeFault}`,
  },
  {argv: ['-vo'], message: 'invalid argument "o" for "-v, --v" flag: strconv.ParseInt: parsing "o": invalid syntax'},
  {
    argv: ['-v', '99999999999'],
    message: 'invalid argument "99999999999" for "-v, --v" flag: strconv.ParseInt: parsing "99999999999": value out of range',
  },
  {argv: ['--log_file_max_size=x'], message: 'invalid argument "x" for "--log_file_max_size" flag: parse error'},
  {
    argv: ['--log_file_max_size=99999999999999999999'],
    message: 'invalid argument "99999999999999999999" for "--log_file_max_size" flag: value out of range',
  },
  {argv: ['--logtostderr=x'], message: 'invalid argument "x" for "--logtostderr" flag: parse error'},
  {
    argv: ['--stderrthreshold=x'],
    message: 'invalid argument "x" for "--stderrthreshold" flag: strconv.ParseInt: parsing "x": invalid syntax',
  },
  {
    argv: ['--vmodule=x'],
    message: 'invalid argument "x" for "--vmodule" flag: syntax error: expect comma-separated list of filename=N',
  },
  {
    argv: ['--vmodule=a=x'],
    message: 'invalid argument "a=x" for "--vmodule" flag: syntax error: expect comma-separated list of filename=N',
  },
  {argv: ['--vmodule=a=-1'], message: 'invalid argument "a=-1" for "--vmodule" flag: negative value for vmodule level'},
  {argv: ['--log_backtrace_at=x'], message: 'invalid argument "x" for "--log_backtrace_at" flag: syntax error: expect file.go:234'},
  {
    argv: ['--log_backtrace_at=a.go:0'],
    message: 'invalid argument "a.go:0" for "--log_backtrace_at" flag: negative or zero value for level',
  },
  {
    argv: ['--from-file=a"b'],
    message: 'invalid argument "a\\"b" for "--from-file" flag: parse error on line 1, column 2: bare " in non-quoted-field',
  },
  {argv: ['--from-file="ab'], message: `invalid argument "\\"ab" for "--from-file" flag: parse error on line 1, column 4: ${quoteFault}`},
  {
    argv: ['--from-file="a"b'],
    message: `invalid argument "\\"a\\"b" for "--from-file" flag: parse error on line 1, column 3: ${quoteFault}`,
  },
  {
    argv: ['--from-file=a,"b\nc"d'],
    message: `invalid argument "a,\\"b\\nc\\"d" for "--from-file" flag: record on line 1; parse error on line 2, column 2: ${quoteFault}`,
  },
  {argv: ['--from-file=\n'], message: 'invalid argument "\\n" for "--from-file" flag: EOF'},
]

const accepted = [
  ['-v', '-1'],
  ['-v=4'],
  ['--stderrthreshold', 'info'],
  ['--stderrthreshold=1'],
  ['--log_file_max_size=0x10'],
  ['--log_file_max_size=017'],
  ['--vmodule=a=1,,b=2'],
  ['--log_backtrace_at='],
  ['--log_backtrace_at=a.go:5'],
  ['-test.x'],
]

describe("kubeseal's flags", () => {
  for (const {name, argv, env, flag, expected} of texts) {
    it(`take ${name}`, () => assert.equal(parsed(argv, env).values.text(flag), expected))
  }
  for (const {name, argv, env, expected} of lists) {
    it(`of a list take ${name}`, () => assert.deepEqual(parsed(argv, env).values.list('from-file'), expected))
  }
  for (const {name, argv, env, flag, expected} of switches) {
    it(`of yes or no take ${name}`, () => assert.equal(parsed(argv, env).values.isSet(flag), expected))
  }
  for (const argv of accepted) {
    it(`take ${argv.join(' ')} and make nothing of it`, () => assert.equal(parsed(argv).asksForUsage, false))
  }
  for (const {argv, message} of refused) {
    it(`refuse ${JSON.stringify(argv)}`, () => assert.throws(() => parsed(argv), new UsageFailure(message)))
  }

  it('keep a group with a comma whole', () => {
    assert.deepEqual(parsed(['--as-group', 'a,b', '--as-group=c']).values.list('as-group'), ['a,b', 'c'])
  })

  it('answer -h with the usage, whatever comes behind', () => {
    assert.equal(parsed(['-h', '--nope']).asksForUsage, true)
    assert.equal(parsed(['-hx']).asksForUsage, true)
  })

  it('say that --rotate is old, but not of its variable', () => {
    assert.deepEqual(parsed(['--rotate']).notices, ['Flag --rotate has been deprecated, please use --re-encrypt instead'])
    assert.deepEqual(parsed([], {SEALED_SECRETS_ROTATE: '1'}).notices, [])
  })

  it('are listed in one column, without the old one', () => {
    const lines = usageText().trimEnd().split('\n')
    assert.equal(lines.length, 54)
    const head = /^(?: {2}-\w,| {5}) --[a-z_-]+(?: (?:string|strings|stringArray|Level|severity|moduleSpec|traceLocation|uint))? +(?=\S)/
    assert.deepEqual([...new Set(lines.map(line => head.exec(line)?.[0].length))], [44])
    assert.match(usageText(), /^ {2}-o, --format string +.* \(default "json"\)$/m)
    assert.match(usageText(), /^ {2}-v, --v Level /m)
    assert.doesNotMatch(usageText(), /--rotate/)
  })
})
