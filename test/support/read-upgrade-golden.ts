import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {parseTxtar} from './txtar.js'

/** One file before and after `gsec external upgrade`. */
interface UpgradeGolden {
  name: string
  /** Why the case is there. */
  title: string
  input: string
  /** Other files, with the stores. */
  stores: string
  want: string
  /** `left PLACE FORM REASON` and `note TEXT`, as lines. */
  told: string[]
}

const folder = 'test/golden/upgrade'

/**
 * The cases of test/golden/upgrade, in the txtar form: a sentence, then lines `left …` and `note …`, then `-- stores --` (not
 * always), `-- input --` and `-- want --`.
 */
export function readUpgradeGoldens(): UpgradeGolden[] {
  return readdirSync(folder).map(file => {
    const {script, files} = parseTxtar(readFileSync(path.join(folder, file), 'utf8'))
    const [title = '', ...told] = script.trimEnd().split('\n')
    const part = (name: string) => files.get(name) ?? ''
    return {name: path.basename(file, '.txt'), title, told, input: part('input'), stores: part('stores'), want: part('want')}
  })
}

/** For UPDATE_GOLDEN=1: the case with another end. */
export function rewriteUpgradeGolden(name: string, want: string): void {
  const file = path.join(folder, `${name}.txt`)
  const [head = ''] = readFileSync(file, 'utf8').split(/^-- want --\n/m)
  writeFileSync(file, `${head}-- want --\n${want}`)
}
