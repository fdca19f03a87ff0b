import type {ManifestNode} from '../node.js'

/** An edit that cannot be made without touching more than it should. `editObject` turns it into a GsecError with the place. */
export class EditRefused extends Error {
  readonly at: ManifestNode

  /** @param at the node concerned */
  constructor(reason: string, at: ManifestNode) {
    super(reason)
    this.name = 'EditRefused'
    this.at = at
  }
}
