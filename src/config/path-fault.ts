/** Why a path in .gsec.yaml is not relative to it, to follow the name of a key; undefined when it is. Quotes nothing of it. */
export function relativeFault(path: string): string | undefined {
  if (path.includes('\\')) return 'has a backslash; write "/" between folders'
  return /^(?:[/~]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(path) ? 'is not relative to this file' : undefined
}

/** The same for a path that must not lead out of the folder of .gsec.yaml either. */
export function belowFault(path: string): string | undefined {
  return relativeFault(path) ?? (/(?:^|\/)\.\.(?:\/|$)/.test(path) ? 'leaves the folder of this file' : undefined)
}
