import type {ErrorCode} from 'yaml'

/** What is wrong with YAML text, said without quoting it: the package's own message holds the line. */
export function yamlFault(code: ErrorCode): string {
  return `not valid YAML: ${REASONS[code] ?? 'unexpected text'} (${code})`
}

const REASONS: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'an alias has no name or no anchor',
  BAD_COLLECTION_TYPE: 'a tag does not fit the value',
  BAD_DIRECTIVE: 'a directive (%) is not understood',
  BAD_DQ_ESCAPE: 'an escape in a double-quoted text is not known',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_PROP_ORDER: 'an anchor or tag stands in the wrong place',
  BAD_SCALAR_START: 'a text cannot begin with this character; quote it',
  BLOCK_AS_IMPLICIT_KEY: 'a block cannot be a key; is a quote or a space missing',
  BLOCK_IN_FLOW: 'a block cannot stand inside brackets',
  IMPOSSIBLE: 'this cannot be read',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a quote, bracket, colon or space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key runs over several lines; is a colon or a quote missing',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'a second document is not expected here',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key must be text',
  RESOURCE_EXHAUSTION: 'it is nested too deep',
  TAB_AS_INDENT: 'a tab is used for indentation; YAML wants spaces',
  TAG_RESOLVE_FAILED: 'a tag is not known',
  UNEXPECTED_TOKEN: 'unexpected text',
}
