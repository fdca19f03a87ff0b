import {dataKeyFault} from '../../manifest/names.js'
import type {StoreKind} from '../../providers/store-kind.js'
import type {OfferedSecrets} from './offered-secrets.js'
import type {Questions} from './questions.js'
import {keyFault, pickedReference, referenceFault, rulesOf} from './reference-answers.js'
import type {StoreChoice} from './store-choice.js'

/** What is there to pick from, and what was picked so far. */
export interface Picking {
  ask: Questions
  store: StoreChoice
  provider: StoreKind
  offered: OfferedSecrets
  names: readonly string[]
  /** The keys of the Secret and their references, in order. */
  references: Map<string, string>
  /** Asks for a key and a reference that is typed. */
  askTyped: () => Promise<void>
}

const DONE = Symbol('done')
const TYPED = Symbol('typed')

/** Lets somebody pick secrets, and the keys inside them, until that is all. */
export async function pickReferences(picking: Picking): Promise<void> {
  const {ask, offered, names, references} = picking
  const secrets = [
    {name: 'type a reference', value: TYPED as string | symbol},
    ...names.map(name => ({name, value: name as string | symbol})),
  ]
  for (;;) {
    const end = references.size > 0 ? [{name: 'that is all', value: DONE}] : []
    const chosen = await ask.choose(references.size > 0 ? 'Next secret:' : `Secret of ${offered.title}:`, [...end, ...secrets])
    if (chosen === DONE) return
    if (chosen === TYPED) await picking.askTyped()
    else await pickFrom(String(chosen), picking)
  }
}

async function pickFrom(name: string, picking: Picking): Promise<void> {
  const {ask, offered, provider} = picking
  const {property} = rulesOf(provider, offered.block)
  const wanted = property.syntax === 'none' ? 'all' : await askForPart(name, ask)
  const keys = wanted === 'all' ? [] : await offered.keysOf(name)
  if (keys === undefined) return
  const nameable = keys.filter(key => isNameable(key, property.syntax))
  if (nameable.length > 0) {
    const ticked = await ask.tick(`Keys of ${name}:`, choicesOf(nameable))
    for (const key of ticked) await add({name, key}, key, picking)
  } else {
    if (wanted === 'keys') ask.say(`${name} is no JSON object with keys: its whole value is taken`)
    await add({name}, name.slice(name.lastIndexOf('/') + 1), picking)
  }
}

const choicesOf = (words: readonly string[]) => words.map(word => ({name: word, value: word}))

/** Reading a value leaves a trace in the provider's audit log, so it is not done unasked. */
function askForPart(name: string, ask: Questions): Promise<'all' | 'keys'> {
  return ask.choose(`What of ${name}?`, [
    {name: 'the whole value', value: 'all'},
    {name: 'keys of its JSON object: reads the value, shows the keys alone', value: 'keys'},
  ])
}

/** Signs that a path of gjson gives a meaning of their own. https://github.com/tidwall/gjson/blob/master/SYNTAX.md */
const isNameable = (key: string, syntax: string) => key !== '' && !(syntax.includes('gjson') && /[*?|\\]|(^|\.)[@!#{["]/.test(key))

/** Adds a key of the Secret; what it is called is asked only where that does not follow. */
async function add(
  secret: {name: string; key?: string},
  wish: string,
  {ask, provider, offered, store, references}: Picking,
): Promise<void> {
  const fits = (key: string) => keyFault(key, new Set(references.keys())) === undefined
  const cleaned = wish.replace(/[^-._a-zA-Z0-9]/g, '-')
  const isGiven = secret.key !== undefined && fits(wish)
  const key = isGiven
    ? wish
    : await ask.text(
        `Key of the Secret for ${secret.key ?? secret.name}:`,
        answer => (answer === '' ? 'a value needs a key' : keyFault(answer, new Set(references.keys()))),
        dataKeyFault(cleaned) === undefined && fits(cleaned) ? cleaned : undefined,
      )
  const reference = pickedReference(provider, offered.block, secret)
  const problem = referenceFault(key, reference, store)
  if (problem === undefined) references.set(key, reference)
  else ask.say(`${key}: ${problem}`)
}
