import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'
import {parse} from 'yaml'
import type {RemoteRef} from '../../src/providers/remote-ref.js'
import type {ProviderBlock, Scope, Usage} from '../../src/providers/store-kind.js'

interface Case {
  name: string
  remoteRef: RemoteRef
  use?: Usage['use']
  store?: ProviderBlock
  storeKind?: Usage['storeKind']
}

/** What test/fixtures/stores/<key>.yaml says of one provider. */
export interface StoreFixture {
  provider: string
  accepts: Case[]
  /** `problems` are "severity id" in their order; `becomes` is what their replacements make of the remoteRef. */
  refuses: (Case & {problems: string[]; becomes?: RemoteRef})[]
  /** `for` is the provider of the store in use; `writes` is the text that comes back, if it is another. */
  reads: {text: string; for?: string; reference: {scope?: Scope} & RemoteRef; writes?: string; vals?: string}[]
  rejects?: {text: string; for?: string; message: string}[]
  scopes: {block: ProviderBlock; scope: Scope}[]
  /** The problems of a dataFrom[].find with name, tags and path. */
  find: string[]
}

const folder = 'test/fixtures/stores'

/** Reads every fixture; «times:x:255» in one stands for 255 times x. */
export function readStoreFixtures(): StoreFixture[] {
  return readdirSync(folder).map(file => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    const expanded = text.replace(/«times:(.):(\d+)»/g, (_, sign: string, count: string) => sign.repeat(Number(count)))
    return {provider: path.basename(file, '.yaml'), ...(parse(expanded) as Omit<StoreFixture, 'provider'>)}
  })
}
