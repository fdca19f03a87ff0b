import {createHash} from 'node:crypto'

/** A stream of Secrets, the same at every run. */
export function secretStream(secrets: number, values: number): string {
  return Array.from({length: secrets}, (_, index) => secretText(`bench-${index}`, values)).join('')
}

function secretText(name: string, values: number): string {
  const data = Array.from({length: values}, (_, index) => {
    const value = createHash('sha256').update(`${name}/${index}`).digest('base64')
    return `  key-${index}: ${value}\n`
  })
  return `---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: shop\n  labels:\n    app: web\ntype: Opaque\ndata:\n${data.join('')}`
}
