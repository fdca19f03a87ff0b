// What SARIF 2.1.0 says of the properties that gsec writes, and no others: a property that is not here is one that nobody
// has looked up. https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html, by section.

const text = {type: 'string', minLength: 1}
const message = {type: 'object', properties: {text}, required: ['text'], additionalProperties: false} // 3.11
const position = {type: 'integer', minimum: 1} // 3.30.5 to 3.30.8
const level = {enum: ['none', 'note', 'warning', 'error']} // 3.27.10
const bag = {type: 'object'} // 3.8

// 3.30
const region = {
  type: 'object',
  properties: {startLine: position, startColumn: position, endLine: position, endColumn: position},
  required: ['startLine'],
  additionalProperties: false,
}

// 3.4: a URI reference of RFC 3986
const artifactLocation = {
  type: 'object',
  properties: {uri: {type: 'string', pattern: "^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+$"}},
  required: ['uri'],
  additionalProperties: false,
}

// 3.28, 3.29, 3.33
const location = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      properties: {artifactLocation, region},
      required: ['artifactLocation'],
      additionalProperties: false,
    },
    logicalLocations: {
      type: 'array',
      items: {type: 'object', properties: {fullyQualifiedName: text, kind: text}, additionalProperties: false},
    },
  },
  additionalProperties: false,
}

// 3.49
const reportingDescriptor = {
  type: 'object',
  properties: {
    id: text,
    shortDescription: message,
    help: message,
    helpUri: {type: 'string', pattern: '^https://'},
    defaultConfiguration: {type: 'object', properties: {level}, additionalProperties: false}, // 3.50
    properties: bag,
  },
  required: ['id'],
  additionalProperties: false,
}

// 3.27
const result = {
  type: 'object',
  properties: {
    ruleId: text,
    ruleIndex: {type: 'integer', minimum: 0},
    level,
    message,
    locations: {type: 'array', items: location},
    partialFingerprints: {type: 'object', additionalProperties: text, propertyNames: {type: 'string', pattern: '^[^/]+(/v\\d+)?$'}}, // 3.27.17
    properties: bag,
  },
  required: ['message'],
  additionalProperties: false,
}

// 3.14, 3.18, 3.19
const run = {
  type: 'object',
  properties: {
    tool: {
      type: 'object',
      properties: {
        driver: {
          type: 'object',
          properties: {
            name: text,
            semanticVersion: {type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+'},
            rules: {type: 'array', items: reportingDescriptor, uniqueItems: true},
          },
          required: ['name'],
          additionalProperties: false,
        },
      },
      required: ['driver'],
      additionalProperties: false,
    },
    automationDetails: {type: 'object', properties: {id: text}, additionalProperties: false}, // 3.17
    columnKind: {enum: ['utf16CodeUnits', 'unicodeCodePoints']}, // 3.14.17
    results: {type: 'array', items: result},
  },
  required: ['tool'],
  additionalProperties: false,
}

/** 3.13 */
export const sarifSchema = {
  type: 'object',
  properties: {$schema: {type: 'string', pattern: '^https://'}, version: {const: '2.1.0'}, runs: {type: 'array', items: run}},
  required: ['version', 'runs'],
  additionalProperties: false,
}
