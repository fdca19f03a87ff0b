import type {Inspection} from './inspection.js'
import {type Step, stepInto, stepToItem} from './key-path.js'
import {lastWhere} from './sorted.js'
import type {Node, Scalar} from './walk/node.js'

export interface PlacedLeaf {
  leaf: Scalar
  step: Step | undefined
  inspection: Inspection
}

/** The leaves of the documents of a file, by their offsets: whose value is a token that was found in the bytes? */
export class Leaves {
  readonly #leaves: PlacedLeaf[] = []

  /** Documents come in the order in which they stand. */
  add(inspection: Inspection, node: Node | undefined, step?: Step): void {
    if (!node) return
    if (node.type === 'scalar') this.#leaves.push({leaf: node, step, inspection})
    else if (node.type === 'mapping') for (const {key, value} of node.entries) this.add(inspection, value, stepInto(step, key))
    else for (const [index, item] of node.items.entries()) this.add(inspection, item, stepToItem(step, index, item))
  }

  /** The leaf around an offset of the file. */
  at(offset: number): PlacedLeaf | undefined {
    const found = this.#leaves[lastWhere(this.#leaves, ({leaf}) => leaf.start <= offset)]
    return found && offset < found.leaf.end ? found : undefined
  }
}
