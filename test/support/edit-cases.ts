import {createPublicKey, generateKeyPairSync, type KeyObject} from 'node:crypto'
import {readdirSync, readFileSync} from 'node:fs'
import {labelFor} from '../../src/crypto/label.js'
import {applyValueChanges} from '../../src/seal/change/apply-value-changes.js'
import {changeItems} from '../../src/seal/change/change-items.js'
import {chooseSealedSecret} from '../../src/seal/change/choose-sealed-secret.js'
import {valueChanges} from '../../src/seal/change/value-changes.js'
import {bindingOf} from '../../src/seal/open/binding-of.js'
import {FaultExplainer} from '../../src/seal/open/explain-fault.js'
import {findSealedSecrets} from '../../src/seal/open/find-sealed-secrets.js'
import {KnownNames} from '../../src/seal/open/known-names.js'
import {type BoundSealedSecret, openSealedSecrets} from '../../src/seal/open/open-sealed-secrets.js'
import {openHere} from '../../src/seal/open/open-values.js'
import {readKeyFile} from '../../src/seal/open/read-key-file.js'
import {valuesOf} from '../../src/seal/open/unseal-result.js'
import {renewOffline} from '../../src/seal/reseal/renew-offline.js'
import {resealedFiles} from '../../src/seal/reseal/reseal-files.js'
import {sealHere, sealOne} from '../../src/seal/seal-values.js'
import {Secret} from '../../src/secret.js'
import {openEnvelope} from './open-envelope.js'
import {parseTxtar} from './txtar.js'
import {vector, vectorKey, vectorPublicKey} from './vectors.js'

const folder = new URL('../golden/edit/', import.meta.url)
/** The key of another certificate, which `reseal` seals for. */
export const newKey = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey

/**
 * A file as people have it, and what each command changes in it. The head of a golden says `eol: crlf`, `bom: yes`,
 * `end: none` (no final line break), `name: NAME` (which SealedSecret) and `label: LABEL` (where no value shows it). In the file «LABEL:PLAINTEXT» stands for a
 * ciphertext, «64 LABEL:PLAINTEXT» for one in lines of 64 characters. Then a section a command, with the lines that differ:
 *
 *     -- set KEY --            the value "fresh value"
 *     -- unset KEY --
 *     -- rename-key OLD NEW --
 *     -- edit KEY=VALUE -KEY --
 *     -- reseal --             all SealedSecrets of the file, for another key: «new LABEL:PLAINTEXT»
 */
export interface EditCase {
  name: string
  path: URL
  before: string
  operations: readonly {title: string; expected: string; run: () => Promise<string>}[]
  /** The text with each ciphertext as its placeholder. */
  readable: (text: string) => string
  /** The SealedSecret that the commands change. */
  wanted: {name: string | undefined; namespace: undefined}
}

export function editCases(): EditCase[] {
  return readdirSync(folder).map(file => {
    const path = new URL(file, folder)
    const {script, files} = parseTxtar(readFileSync(path, 'utf8'))
    const head = Object.fromEntries([...script.matchAll(/^(\w+): (.*)$/gm)].map(([, key, value]) => [key, value]))
    const source = files.get('before') ?? ''
    const before = inForm(sealedText(source), head)
    const wanted = {name: head['name'], namespace: undefined}
    const titles = [...files.keys()].filter(title => title !== 'before')
    return {
      name: file.replace('.txt', ''),
      path,
      before,
      operations: titles.map(title => ({
        title,
        expected: files.get(title) ?? '',
        run: () => perform(title, before, wanted, path.pathname),
      })),
      readable: text => openedText(text, [...labelsIn(source), ...(head['label'] === undefined ? [] : [head['label']])]),
      wanted,
    }
  })
}

function inForm(text: string, {eol, bom, end}: Record<string, string | undefined>): string {
  const ended = end === 'none' ? text.trimEnd() : text
  return (bom === 'yes' ? '\ufeff' : '') + (eol === 'crlf' ? ended.replaceAll('\n', '\r\n') : ended)
}

const labelsIn = (source: string) => [...new Set([...source.matchAll(/«(?:64 )?([^:«]*):/g)].map(([, label = '']) => label))]
const ciphertext = (label: string, plaintext: string, key: KeyObject = vectorPublicKey) =>
  sealOne({value: Secret.of(plaintext), label}, key)

function sealedText(source: string): string {
  return source
    .replace(/^( *)«64 ([^:«]*):([^»]*)»/gm, (_, indent: string, label: string, plaintext: string) =>
      (ciphertext(label, plaintext).match(/.{1,64}/g) ?? []).map(line => indent + line).join('\n'),
    )
    .replace(/«([^:«]*):([^»]*)»/g, (_, label: string, plaintext: string) => ciphertext(label, plaintext))
}

function openedText(text: string, labels: readonly string[]): string {
  const placeholder = (base64: string, mark = '') => {
    const envelope = Buffer.from(base64, 'base64')
    for (const label of labels) {
      for (const [key, word] of [
        [vectorKey, ''],
        [newKey, 'new '],
      ] as const) {
        const {plaintext} = openEnvelope(envelope, label, key)
        if (plaintext) return `«${mark}${word}${label}:${plaintext.toString()}»`
      }
    }
    return '«?»'
  }
  return text
    .replace(
      // in a difference each line begins with its sign
      /^([-+]? *)((?:[A-Za-z0-9+/]{64}\r?\n[-+]? *)+[A-Za-z0-9+/]*={0,2})/gm,
      (_, lead: string, wrapped: string) => lead + placeholder(wrapped.replace(/\r?\n[-+]? */g, ''), '64 '),
    )
    .replace(/A[QgRw][A-Za-z0-9+/]{300,}={0,2}/g, base64 => placeholder(base64))
}

function read(text: string, path: string) {
  return findSealedSecrets({path, bytes: Buffer.from(text), isNamed: true})
}

async function perform(title: string, before: string, wanted: EditCase['wanted'], path: string): Promise<string> {
  const [command, ...words] = title.split(' ')
  const file = read(before, path)
  if (command === 'reseal')
    return reseal(
      file.objects.map(object => bound(chooseSealedSecret({...file, objects: [object]}, {name: undefined, namespace: undefined}))),
      before,
    )
  const one = bound(chooseSealedSecret(file, wanted))
  const [key = '', newName = ''] = words
  if (command === 'edit') return edit(one, words)
  if (command === 'unset') return changeItems([{sealed: one.sealed, change: {kind: 'remove', key}}])
  if (command === 'rename-key') return changeItems([{sealed: one.sealed, change: {kind: 'rename', key, newKey: newName}}])
  return changeItems([{sealed: one.sealed, change: {kind: 'set', key, value: ciphertext(labelFor(one.binding), 'fresh value')}}])
}

const keys = readKeyFile(vector('kubeseal/key.pem'), 'key.pem')
const bound = (sealed: BoundSealedSecret['sealed']) => ({sealed, binding: bindingOf(sealed)})

async function edit(one: BoundSealedSecret, words: readonly string[]): Promise<string> {
  const opened = await openSealedSecrets([one], keys, openHere)
  const values = new Map(opened.flatMap(each => [...valuesOf(each)]))
  const edited = new Map(values)
  for (const word of words) {
    const [key = '', value = ''] = word.split('=')
    if (word.startsWith('-')) edited.delete(word.slice(1))
    else edited.set(key, Secret.of(value))
  }
  return applyValueChanges(one, one, valueChanges(values, edited), vectorPublicKey)
}

async function reseal(all: readonly BoundSealedSecret[], before: string): Promise<string> {
  const renew = renewOffline({
    keys,
    explainer: new FaultExplainer(keys, () => KnownNames.of([])),
    certificateFor: async () => ({publicKey: createPublicKey(newKey), fingerprint: 'another'}),
    openValues: openHere,
    sealValues: sealHere,
  })
  const [file] = resealedFiles(await renew(all))
  return file?.text ?? before
}
