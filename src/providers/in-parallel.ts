/** More requests at once make no provider faster, and some of them say "too many". */
const LIMIT = 10

/** Does the work for each item, ten at a time. @returns the results in the order of the items; the first failure ends it */
export async function inParallel<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const rest = items.entries()
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({length: Math.min(LIMIT, items.length)}, worker))
  return results
}
