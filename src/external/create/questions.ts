/** One of several answers. */
export interface Choice<T> {
  name: string
  value: T
}

/** Asks a person. */
export interface Questions {
  /** @param fault says what is wrong with an answer; then it is asked for again */
  text(question: string, fault: (answer: string) => string | undefined, suggested?: string): Promise<string>
  choose<T>(question: string, choices: readonly Choice<T>[]): Promise<T>
  /** At least one of several. */
  tick<T>(question: string, choices: readonly Choice<T>[]): Promise<readonly T[]>
  /** Tells something between two questions. */
  say(text: string): void
}
