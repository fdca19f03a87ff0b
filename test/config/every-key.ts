import type {Key, Shape} from '../../src/config/shape.js'

export interface DescribedKey {
  /** Dotted, with NAME for a name of the user's and [] for an entry of a list: "environments[].paths". */
  path: string
  key: Key
}

/** Every key that .gsec.yaml may hold, at any depth. */
export function everyKey(shape: Shape, path = ''): DescribedKey[] {
  switch (shape.type) {
    case 'record':
      return Object.entries(shape.keys).flatMap(([name, key]) => {
        const below = path === '' ? name : `${path}.${name}`
        return [{path: below, key}, ...everyKey(key.shape, below)]
      })
    case 'map':
      return everyKey(shape.values, `${path}.NAME`)
    case 'list':
      return everyKey(shape.items, `${path}[]`)
    default:
      return []
  }
}
