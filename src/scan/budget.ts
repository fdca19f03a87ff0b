// Twenty times what ordinary files of a GitOps repository take: about 5 steps a byte, 15 where every line is a credential.
const STEPS_PER_BYTE = 200
const STEPS_FREE = 4_000_000
const FINDINGS_MOST = 5_000

/** Thrown through the engine when a file takes more work than its size allows; `scanFile` alone catches it. */
export class OverBudget extends Error {}

/**
 * The work that one file may cause, in steps (about one a byte looked at) rather than in time: the same file gives the
 * same answer on every machine.
 */
export class Budget {
  #left: number
  #findings = FINDINGS_MOST

  /** @param bytes size of the file */
  constructor(bytes: number) {
    this.#left = STEPS_FREE + STEPS_PER_BYTE * bytes
  }

  /** @throws OverBudget when nothing is left */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new OverBudget()
  }

  /** @throws OverBudget after more findings than a person will read */
  spendFinding(): void {
    this.#findings--
    if (this.#findings < 0) throw new OverBudget()
  }
}
