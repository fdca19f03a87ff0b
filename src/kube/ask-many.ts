import {ApiError} from './api-error.js'

export interface AskManyOptions {
  /** How many questions are open at once. */
  parallel: number
  whileAsking?: WhileAsking | undefined
  sleep?: ((milliseconds: number) => Promise<void>) | undefined
}

/** Shows how many of the questions are answered. */
export type WhileAsking = <T>(total: number, work: (onAnswer: (count: number) => void) => Promise<T>) => Promise<T>

/** More waiting in one go than this is not for a program that somebody looks at. */
const MAX_WAIT_MS = 30_000
/** So often in a row all of them are sent away before this is no answer. */
const MAX_REFUSALS = 8

/**
 * Asks many questions, a few at a time, and gives the answers in the order of the questions. When the server wants fewer
 * (429), nobody asks until the time is over that it names: a controller allows two verifications a second.
 * After a failure no further question is asked.
 * @throws what `ask` throws
 */
export async function askMany<Question, Answer>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<Answer>,
  {parallel, whileAsking = (_, work) => work(() => {}), sleep = pause}: AskManyOptions,
): Promise<Answer[]> {
  const answers = new Map<number, Answer>()
  let next = 0
  let refusals = 0
  let quiet = Promise.resolve()

  async function patiently(question: Question): Promise<Answer> {
    for (;;) {
      await quiet
      try {
        const answer = await ask(question)
        refusals = 0
        return answer
      } catch (error) {
        const wait = askedWait(error)
        if (wait === undefined || wait > MAX_WAIT_MS || ++refusals > MAX_REFUSALS) throw error
        quiet = sleep(wait)
      }
    }
  }

  async function work(onAnswer: (count: number) => void): Promise<void> {
    for (let index = next++; index < questions.length; index = next++) {
      try {
        answers.set(index, await patiently(questions[index] as Question))
      } catch (error) {
        next = questions.length
        throw error
      }
      onAnswer(answers.size)
    }
  }

  const workers = Math.min(parallel, questions.length)
  await whileAsking(questions.length, onAnswer => Promise.all(Array.from({length: workers}, () => work(onAnswer))))
  return questions.map((_, index) => answers.get(index) as Answer)
}

/** Undefined where the reason is another one; a second where the server does not say. */
function askedWait(error: unknown): number | undefined {
  if (!(error instanceof ApiError) || error.status !== 429) return undefined
  const seconds = /^\d+$/.exec(error.response.headers['retry-after'] ?? '')?.[0]
  return seconds === undefined ? 1000 : Number(seconds) * 1000
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
