import {ranks} from '../detection.js'
import {baseName, type DocumentFacts, definePolicy} from '../document.js'
import type {FileScan} from '../file-scan.js'
import type {Inspection} from '../inspection.js'
import {type Step, stepInto, stepToItem} from '../key-path.js'
import {judgeKey} from '../keys.js'
import {encryptWithSops} from '../next-steps.js'
import {safePattern} from '../safe-pattern.js'
import type {Text} from '../text.js'
import {child, entriesOf, type Node, textAt} from '../walk/node.js'

const missing = {
  id: 'sops-not-encrypted',
  title: 'file for SOPS that is not encrypted',
  remediation: 'encrypt the file before it is committed',
  documentation: 'https://getsops.io/docs/',
}

/** What a sops block has, whatever keeps its data key. https://github.com/getsops/sops/blob/main/stores/stores.go */
const BLOCK_KEYS = ['mac', 'lastmodified', 'version', 'kms', 'pgp', 'age', 'gcp_kms', 'azure_kv', 'hc_vault']

export default definePolicy({
  id: 'sops',
  rule: {
    id: 'sops-plain-value',
    title: 'plain value in a SOPS file',
    remediation: 'open the file with "sops edit", or encrypt it anew, and check its encrypted_regex',
    documentation: 'https://getsops.io/docs/#encrypting-only-parts-of-a-file',
  },
  rules: [missing],
  applies: ({root}) => hasSopsBlock(root),
  inspect(inspection) {
    const {root} = inspection.document
    inspection.scan.hasSops = true
    inspectValues(inspection, root, inspection.origin, '', selectionOf(root))
    inspection.leaveAlone(root)
  },
  commands: encryptWithSops,
})

/** True for a document that sops wrote. In env files its block is flat: sops_mac, sops_version. */
export function hasSopsBlock(root: Node | undefined): boolean {
  const block = child(root, 'sops')
  if (block?.type === 'mapping') return BLOCK_KEYS.filter(key => child(block, key)).length >= 2
  return child(root, 'sops_mac') !== undefined && child(root, 'sops_version') !== undefined
}

/** Which keys sops was told to encrypt; a key without a say leaves it to the keys below it. */
type Selection = (key: string) => boolean

/** https://getsops.io/docs/#encrypting-only-parts-of-a-file; without a word of it all but `…_unencrypted` is encrypted. */
function selectionOf(root: Node | undefined): {isEncrypted: Selection; byDefault: boolean} {
  const setting = (name: string) => textAt(root, 'sops', name) ?? textAt(root, `sops_${name}`)
  const matches = (source: string) => {
    const pattern = safePattern(source)
    return (key: string) => pattern?.test(key.slice(0, 256)) ?? true
  }
  const encryptedRegex = setting('encrypted_regex')
  const encryptedSuffix = setting('encrypted_suffix')
  const unencryptedRegex = setting('unencrypted_regex')
  const unencryptedSuffix = setting('unencrypted_suffix') ?? '_unencrypted'
  if (encryptedRegex) return {isEncrypted: matches(encryptedRegex), byDefault: false}
  if (encryptedSuffix) return {isEncrypted: key => key.endsWith(encryptedSuffix), byDefault: false}
  const isPlain = unencryptedRegex ? matches(unencryptedRegex) : (key: string) => key.endsWith(unencryptedSuffix)
  return {isEncrypted: key => !isPlain(key), byDefault: true}
}

function inspectValues(
  inspection: Inspection,
  node: Node | undefined,
  step: Step | undefined,
  key: string,
  selection: {isEncrypted: Selection; byDefault: boolean},
  isSelected = selection.byDefault,
): void {
  inspection.scan.budget.spend(1)
  if (node?.type === 'scalar') {
    if (isSelected && isSensitive(inspection.document, key, step)) inspection.reportLiteral(node, step, 'high', {rank: ranks.exact})
  } else if (node?.type === 'sequence') {
    for (const [index, item] of node.items.entries()) {
      inspectValues(inspection, item, stepToItem(step, index, item), key, selection, isSelected)
    }
  } else {
    for (const {key: own, value} of entriesOf(node)) {
      if (step === inspection.origin && (own === 'sops' || own.startsWith('sops_'))) continue
      const isOwn = selection.isEncrypted(own)
      const next = selection.byDefault ? isSelected && isOwn : isSelected || isOwn
      inspectValues(inspection, value, stepInto(step, own), own, selection, next)
    }
  }
}

/** A key that names a credential, or any under the data of a Secret. */
function isSensitive({kind}: DocumentFacts, key: string, step: Step | undefined): boolean {
  if (judgeKey(key) !== undefined) return true
  return kind === 'Secret' && (step?.above?.key === 'data' || step?.above?.key === 'stringData')
}

const NAME_SAYS_SOPS = /(?:^|[._-])(?:sops|enc|encrypted)\.(?:ya?ml|json|env|ini)$/
const OTHER_CIPHERTEXT = /^\s*(?:\$ANSIBLE_VAULT;|-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)|age-encryption\.org|\0GITCRYPT)/

/** Reports a file whose name, or a rule of .sops.yaml, says that it is encrypted while it has no sops block. */
export function reportMissingSops(scan: FileScan, text: Text): void {
  const name = baseName(scan.path)
  if (scan.hasSops || name === '.sops.yaml' || !(scan.isForSops || NAME_SAYS_SOPS.test(name))) return
  const {content} = text
  if (OTHER_CIPHERTEXT.test(content.slice(0, 200)) || !/^[^\S\n]*["']?[\w.-]+["']?\s*[:=]\s*["']?[^\s"'#{[|>]/m.test(content)) return
  const commands = encryptWithSops({path: scan.shown, key: ''})
  scan.addForFile(missing, scan.isExample ? 'medium' : 'high', {keyPath: '', waivers: new Map(), commands})
}
