import assert from 'node:assert/strict'
import {Text} from '../../../src/scan/text.js'
import {type LineFormat, walkLines} from '../../../src/scan/walk/lines.js'
import {walkXml} from '../../../src/scan/walk/xml.js'
import {plainTree} from '../../support/plain-tree.js'

const cases: {format: LineFormat; name: string; text: string; expected: unknown}[] = [
  {
    format: 'dotenv',
    name: 'quotes, exports, comments and values over lines',
    text: '# c\nexport A=1\nB="two # not a comment"\nC=\'x\ny\'\nD=4 # four\nE=\nF = spaced\nno assignment\nG="a\\nb"\n',
    expected: {A: '1', B: 'two # not a comment', C: 'x y', D: '4', F: 'spaced', G: 'a\nb'},
  },
  {
    format: 'ini',
    name: 'sections, both comment signs, colons and bare values',
    text: '; c\ntop = 1\n[a b]\nx=1 ; one\ny: two\nrequirepass three\n["q"]\nurl = http://a:b/c\n//r/:_authToken=t\n',
    expected: {top: '1', 'a b': {x: '1', y: 'two', requirepass: 'three'}, q: {url: 'http://a:b/c', '//r/:_authToken': 't'}},
  },
  {
    format: 'properties',
    name: 'every separator and continued lines',
    text: '! c\na.b=1\nc : 2\nd 3\ne=x\\\n  y\n',
    expected: {'a.b': '1', c: '2', d: '3', e: 'x\\ y'},
  },
  {
    format: 'toml',
    name: 'tables, inline tables, arrays and long strings',
    text: 'a = "x" # c\n[t]\nb = {c = "1", d = [1, 2]}\ne = [\n  "y",\n  "z",\n]\nf = """\nlong\n"""\n[[l]]\ng = \'raw\\n\'\n',
    expected: {a: 'x', t: {b: {c: '1', d: ['1', '2']}, e: ['y', 'z'], f: '\nlong\n'}, l: {g: 'raw\\n'}},
  },
]

describe('the line walker', () => {
  for (const {format, name, text, expected} of cases) {
    it(`reads ${format}: ${name}`, () => {
      const source = Text.ofFile(Buffer.from(text))
      assert.deepEqual(plainTree(walkLines(source, {start: 0, end: text.length}, format, [])), expected)
    })
  }
})

describe('the XML walker', () => {
  const walk = (text: string) => plainTree(walkXml(Text.ofFile(Buffer.from(text)), {start: 0, end: text.length}))

  it('makes mappings of elements with attributes or elements, leaves of those with text', () => {
    assert.deepEqual(walk('<?xml version="1.0"?><!-- <x>no</x> --><a><b k="1" l=\'2\'/><c> text </c><d><![CDATA[<raw>]]></d></a>'), {
      a: {b: {k: '1', l: '2'}, c: 'text', d: '<raw>'},
    })
  })
  it('forgives what is not closed, or closes nothing', () => {
    assert.deepEqual(walk('<a><b></c><d>y'), {a: {b: {d: 'y'}}})
    assert.deepEqual(walk('</a><a>1</a></a></b>'), {a: '1'})
    assert.deepEqual(walk('a < b && c > d'), {})
  })
})
