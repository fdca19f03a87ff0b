import assert from 'node:assert/strict'
import {GsecError} from '../../../src/errors.js'
import {renderTemplate, type TemplateOptions, templateKeys} from '../../../src/manifest/template/template.js'
import {Secret} from '../../../src/secret.js'

function render(template: string, data: Record<string, string | Buffer> = {}, options: TemplateOptions = {}): string {
  const secrets = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Secret.of(value)]))
  return renderTemplate(template, secrets, options).reveal().toString('utf8')
}

function failure(run: () => unknown): GsecError {
  try {
    run()
  } catch (error) {
    assert.ok(error instanceof GsecError, String(error))
    return error
  }
  assert.fail('rendered')
}

describe('what a template gets no text for', () => {
  const unsupported: {template: string; message: string}[] = [
    {template: '{{ genPassword }}', message: 'template:1:4: not evaluated: function "genPassword"'},
    {template: 'a\r\nb {{ .x | sha256sum }}', message: 'template:2:11: not evaluated: function "sha256sum"'},
    {template: '{{ if false }}{{ now.x }}{{ end }}', message: 'template:1:18: not evaluated: function "now"'},
    {template: `{{ ${'k'.repeat(41)} }}`, message: 'template:1:4: not evaluated: function with a long name'},
    {template: '{{ constructor }}', message: 'template:1:4: not evaluated: function "constructor"'},
    {template: '{{ html "a" }}', message: 'template:1:4: not evaluated: function "html"'},
    {template: '{{ define "x" }}{{ end }}', message: 'template:1:4: not evaluated: "define"'},
    {template: '{{ template "x" }}', message: 'template:1:4: not evaluated: "template"'},
    {template: '{{ block "x" . }}{{ end }}', message: 'template:1:4: not evaluated: "block"'},
    {template: '{{ 1i }}', message: 'template:1:4: not evaluated: a complex number'},
    {template: '{{ 1+2i }}', message: 'template:1:4: not evaluated: a complex number'},
    {template: '{{ 0x1p4 }}', message: 'template:1:4: not evaluated: this hexadecimal number'},
    {template: '{{ -0x1e }}', message: 'template:1:4: not evaluated: this hexadecimal number'},
    {template: '{{ 9223372036854775808 }}', message: 'template:1:4: not evaluated: a number outside 64 bits'},
    {template: `{{ ${'1'.repeat(101)} }}`, message: 'template:1:4: not evaluated: so long a number'},
    {template: '{{ index "abc" 0 }}', message: 'template:1:4: not evaluated: "index" of a string'},
    {template: '{{ int "1.5" }}', message: 'template:1:4: not evaluated: "int" of a text with a point'},
    {template: '{{ int 1e19 }}', message: 'template:1:4: not evaluated: "int" of so large a number'},
    {template: '{{ printf "%f" 1.5 }}', message: 'template:1:4: not evaluated: printf verb "%f"'},
    {template: '{{ printf "%!" 1 }}', message: 'template:1:4: not evaluated: this printf directive'},
    {template: '{{ printf "%5." }}', message: 'template:1:4: not evaluated: this printf directive'},
    {template: '{{ printf "%#x" 1 }}', message: 'template:1:4: not evaluated: this printf flag'},
    {template: '{{ printf "%----------d" 1 }}', message: 'template:1:4: not evaluated: this printf flag'},
    {template: '{{ printf "%10000d" 1 }}', message: 'template:1:4: not evaluated: so large a printf width'},
    {template: '{{ printf "%.10000s" "a" }}', message: 'template:1:4: not evaluated: so large a printf width'},
    {template: '{{ printf "%05s" "a" }}', message: 'template:1:4: not evaluated: a printf flag with something that is no int'},
    {template: '{{ printf "%+x" 1 }}', message: 'template:1:4: not evaluated: a printf flag with this verb'},
    {template: '{{ printf "%-05d" 1 }}', message: 'template:1:4: not evaluated: the printf flags "-" and "0" together'},
    {template: '{{ printf "%.3d" 1 }}', message: 'template:1:4: not evaluated: a printf precision for a number'},
    {template: '{{ printf "%.3v" 1.5 }}', message: 'template:1:4: not evaluated: a printf precision for a number'},
    {template: '{{ printf "%.3x" "a" }}', message: 'template:1:4: not evaluated: a printf precision for hexadecimal'},
    {template: '{{ printf "%x" 1.5 }}', message: 'template:1:4: not evaluated: a fraction in hexadecimal'},
    {template: '{{ printf "%q" 65 }}', message: 'template:1:4: not evaluated: printf "%q" of an int'},
    {template: '{{ upper "\\ua7cb" }}', message: 'template:1:4: not evaluated: a character that came with Unicode 16 or later'},
    {template: '{{ lower "\\U00010d50" }}', message: 'template:1:4: not evaluated: a character that came with Unicode 16 or later'},
    {template: '{{ quote "\\U0001fae9" }}', message: 'template:1:4: not evaluated: a character that came with Unicode 16 or later'},
    {template: '{{ .k\ua7cb }}', message: 'template:1:4: not evaluated: a character that came with Unicode 16 or later'},
  ]
  for (const {template, message} of unsupported) {
    it(`${template.slice(0, 40)} is left to the cluster`, () => {
      const error = failure(() => render(template))
      assert.deepEqual([error.code, error.message], ['TEMPLATE_UNSUPPORTED', message])
    })
  }

  const invalid: {template: string; message: string}[] = [
    {template: 'a\nb {{ .x', message: 'template:2:3: "{{" without "}}"'},
    {template: '{{/* a', message: 'template:1:3: comment without end'},
    {template: '{{/* a */ }}', message: 'template:1:8: a comment must fill its braces'},
    {template: '{{ .a.b-c }}', message: 'template:1:8: a name runs into another character'},
    {template: '{{ "a }}', message: 'template:1:4: a quotation mark without its partner'},
    {template: '{{ $x : 1 }}', message: 'template:1:7: ":" without "="'},
    {template: '{{ (.x }}', message: 'template:1:8: "(" without ")"'},
    {template: '{{ .x) }}', message: 'template:1:6: ")" without "("'},
    {template: '{{ § }}', message: 'template:1:4: a character that has no meaning in a template'},
    {template: '{{ ; }}', message: 'template:1:4: unexpected mark in an action'},
    {template: '{{ "\\ud800" }}', message: 'template:1:4: an escape that stands for no character'},
    {template: '{{ "\\q" }}', message: 'template:1:4: an escape that Go does not know'},
    {template: '{{ if }}a{{ end }}', message: 'template:1:7: "if" without a value'},
    {template: '{{ if .x }}a', message: 'template:1:4: "if" without "end"'},
    {template: '{{ if .x }}a{{ else }}b', message: 'template:1:24: "else" without "end"'},
    {template: '{{ range .x }}a{{ else if .x }}b{{ end }}', message: 'template:1:24: unexpected keyword in the template'},
    {template: '{{ x end }}', message: 'template:1:6: unexpected keyword in a command'},
    {template: '{{ $x }}', message: 'template:1:4: no variable "$x" here'},
    {template: '{{ .x | 1 }}', message: 'template:1:9: after "|" stands something that takes no argument'},
    {template: '{{ upper 1 }}', message: 'template:1:10: function "upper" wants string here, not int'},
    {template: '{{ .x | upper }}', message: 'template:1:9: function "upper" wants string here, not nil'},
    {template: '{{ print "a" | ternary 1 2 }}', message: 'template:1:16: function "ternary" wants bool here, not string'},
    {template: '{{ trim "a" "b" }}', message: 'template:1:4: function "trim" with 2 arguments, where it takes 1'},
    {template: '{{ eq }}', message: 'template:1:4: function "eq" with 0 arguments, where it takes at least 1'},
    {template: '{{ range list nil }}{{ .a }}{{ end }}', message: 'template:1:24: no field "a" in a value of type nil'},
    {template: '{{ eq true "a" }}', message: 'template:1:4: bool and string cannot be compared'},
    {template: '{{ len (index (dict "a" dict) "a" "b") }}', message: 'template:1:4: "len" of a value of type nil'},
  ]
  for (const {template, message} of invalid) {
    it(`${template} is a mistake with a place`, () => {
      const error = failure(() => render(template))
      assert.deepEqual([error.code, error.message], ['MANIFEST_INVALID', message])
    })
  }

  it('names the key that is absent, the place and no value', () => {
    const error = failure(() => render('{{ .user }}{{ .pasword }}', {user: 'ada', password: 'x'}, {missingKeys: 'error', where: 'db.yaml'}))
    assert.deepEqual([error.where, error.message], ['db.yaml', 'template:1:15: no entry for key "pasword"'])
  })
})

describe('the limits of a template', () => {
  const mebibyte = 'a'.repeat(1 << 20)
  const limited: {name: string; template: string; message: RegExp}[] = [
    {name: 'its own length', template: `${mebibyte}a`, message: /^template:1:1: the template is longer than 1048576 characters$/},
    {name: 'its output', template: '{{ .big }}a', message: /makes more than 1048576 bytes$/},
    {name: 'an indentation', template: '{{ indent 1048576 "a" }}', message: /makes more than 1048576 bytes$/},
    {
      name: 'an indentation of many lines',
      template: '{{ .big | replace "a" "\\n" | nindent 9 }}',
      message: /makes more than 1048576 bytes$/,
    },
    {name: 'a replacement', template: '{{ replace "a" "bb" .big }}', message: /makes more than 1048576 bytes$/},
    {name: 'a replacement of nothing', template: '{{ replace "" "b" .big }}', message: /makes more than 1048576 bytes$/},
    {name: 'joined texts', template: '{{ join .big (list 1 2) }}', message: /makes more than 1048576 bytes$/},
    {name: 'a doubled text', template: '{{ $x := "a" }}{{ range 50 }}{{ $x = print $x $x }}{{ end }}', message: /makes more than/},
    {name: 'a quoted text', template: '{{ quote (printf "%s\\n" .big) }}', message: /makes more than 1048576 bytes$/},
    {
      name: 'a doubled list',
      template: '{{ $x := list 1 }}{{ range 50 }}{{ $x = list $x $x }}{{ end }}{{ $x }}',
      message: /makes more than/,
    },
    {
      name: 'JSON of a doubled map',
      template: '{{ $x := 1 }}{{ range 50 }}{{ $x = dict 1 $x 2 $x }}{{ end }}{{ toJson $x }}',
      message: /makes more/,
    },
    {name: 'a loop', template: '{{ range 1000000000 }}{{ end }}', message: /takes more than 100000 steps$/},
    {name: 'a loop in a loop', template: '{{ range 9999 }}{{ range 9999 }}{{ end }}{{ end }}', message: /takes more than 100000 steps$/},
    {name: 'a walk over many elements', template: '{{ range splitList "" .big }}{{ end }}', message: /takes more than 100000 steps$/},
    {
      name: 'all bytes moved',
      template: '{{ range 99 }}{{ if contains "b" $.big }}{{ end }}{{ end }}',
      message: /moves more than 16777216 bytes$/,
    },
    {name: 'parentheses', template: `{{ ${'('.repeat(101)}.x${')'.repeat(101)} }}`, message: /nests more than 100 levels$/},
    {name: 'blocks', template: '{{ if .x }}'.repeat(101) + '{{ end }}'.repeat(101), message: /nests more than 100 levels$/},
    {name: 'a chain of else if', template: `{{ if .x }}${'{{ else if .x }}'.repeat(101)}{{ end }}`, message: /nests more than 100 levels$/},
    {
      name: 'lists in lists',
      template: '{{ $x := list 1 }}{{ range 200 }}{{ $x = list $x }}{{ end }}{{ $x }}',
      message: /nests more than 100/,
    },
    {name: 'JSON in JSON', template: '{{ fromJson .deep }}', message: /nests more than 100 levels$/},
    {name: 'variables', template: '{{ $x := 1 }}'.repeat(1001), message: /has more than 1000 variables$/},
  ]
  for (const {name, template, message} of limited) {
    it(`hold for ${name}`, () => {
      const error = failure(() => render(template, {big: mebibyte, deep: '['.repeat(200) + ']'.repeat(200)}))
      assert.equal(error.code, 'TEMPLATE_UNSUPPORTED')
      assert.match(error.message, message)
    })
  }

  it('leave room for a value as large as a Secret', () => {
    assert.equal(render('{{ .big }}', {big: mebibyte}), mebibyte)
    assert.equal(render('{{ .big | b64enc | b64dec }}', {big: mebibyte.slice(0, 700_000)}).length, 700_000)
  })

  it('leave room for blocks and parentheses as deep as they say', () => {
    assert.equal(render(`${'{{ if .x }}'.repeat(99)}{{ (.x) }}${'{{ end }}'.repeat(99)}`, {x: 'a'}), 'a')
  })
})

describe('data of a template', () => {
  it('may have keys that mean something to JavaScript', () => {
    const data = JSON.parse('{"__proto__": "a", "constructor": "b"}') as Record<string, string>
    assert.equal(render('{{ .__proto__ }}{{ index . "constructor" }}{{ .hasOwnProperty }}', data), 'ab<no value>')
  })

  it('comes through byte by byte', () => {
    const all = Buffer.from(Array.from({length: 256}, (_, byte) => byte))
    assert.deepEqual(renderTemplate('{{ .k }}', {k: Secret.of(all)}).reveal(), all)
  })
})

describe('the keys that a template mentions', () => {
  const mentioned: {name: string; template: string; keys: string[]}[] = [
    {
      name: 'fields, $ and index, once each',
      template: '{{ .a }}{{ $.b }}{{ index . "c.d" }}{{ index $ `e` }}{{ .a }}',
      keys: ['a', 'b', 'c.d', 'e'],
    },
    {name: 'the first name of several', template: '{{ .a.b.c }}{{ index . "d" "e" }}', keys: ['a', 'd']},
    {
      name: 'arguments, pipes and parentheses',
      template: '{{ printf "%s" .a (upper .b) | default .c }}{{ (.).d }}',
      keys: ['a', 'b', 'c', 'd'],
    },
    {name: 'keys of functions that are not evaluated', template: '{{ htpasswd .a .b }}{{ (genCA .c).d }}', keys: ['a', 'b', 'c']},
    {
      name: 'conditions and every part of a block',
      template: '{{ if .a }}{{ .b }}{{ else if .c }}{{ .d }}{{ else }}{{ .e }}{{ end }}',
      keys: ['a', 'b', 'c', 'd', 'e'],
    },
    {
      name: 'not the fields of something else',
      template: '{{ with .a }}{{ .b }}{{ $.c }}{{ else }}{{ .d }}{{ end }}',
      keys: ['a', 'c', 'd'],
    },
    {
      name: 'not the fields of elements',
      template: '{{ range $i, $v := . }}{{ .a }}{{ $v.b }}{{ break }}{{ end }}{{ range .c }}{{ .d }}{{ end }}',
      keys: ['c'],
    },
    {name: 'fields where the dot stays the data', template: '{{ with . }}{{ .a }}{{ end }}{{ with $ }}{{ .b }}{{ end }}', keys: ['a', 'b']},
    {name: 'fields of a variable that holds the data', template: '{{ $d := . }}{{ $d.a }}{{ $d = 1 }}{{ $d.b }}', keys: ['a']},
    {
      name: 'not the fields of a variable in another scope',
      template: '{{ if true }}{{ $d := . }}{{ end }}{{ $d := .x }}{{ $d.b }}',
      keys: ['x'],
    },
    {
      name: 'index with anything but a text by its arguments',
      template: '{{ index . .a }}{{ index .b "c" }}{{ index . }}{{ "d" | index . }}',
      keys: ['a', 'b'],
    },
    {name: 'keys in other scripts', template: '{{ .é }}{{ index . "\\u00e9\\xc3\\xa9" }}', keys: ['é', 'éé']},
    {name: 'none in text and comments', template: '.a {{/* .b */}}{{ "c" }}', keys: []},
    {name: 'a variable that is set before it is declared', template: '{{ $d = . }}{{ $d.a }}', keys: []},
  ]
  for (const {name, template, keys} of mentioned) {
    it(`are ${name}`, () => assert.deepEqual(templateKeys(template), keys))
  }

  it('are not known for a template that cannot be read', () => {
    assert.equal(failure(() => templateKeys('{{ .a', {where: 'db.yaml'})).where, 'db.yaml')
    assert.equal(failure(() => templateKeys('{{ define "x" }}{{ .a }}{{ end }}')).code, 'TEMPLATE_UNSUPPORTED')
  })
})
