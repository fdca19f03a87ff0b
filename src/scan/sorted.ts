/**
 * The index of the last item for which a claim holds that holds for all items before it too; -1 when it holds for none.
 * Takes the logarithm of the list's length.
 */
export function lastWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = -1
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(items[middle] as Item)) low = middle
    else high = middle - 1
  }
  return low
}

/** True when one of the ascending offsets lies in the range, its end included (an offset stands after its word). */
export function anyWithin(offsets: readonly number[], start: number, end: number): boolean {
  return (offsets[firstAfter(offsets, start)] ?? Number.POSITIVE_INFINITY) <= end
}

/** Index of the first of the ascending offsets that is greater than `start`. */
export function firstAfter(offsets: readonly number[], start: number): number {
  return lastWhere(offsets, offset => offset <= start) + 1
}
