/** `user:password` from an address that holds them, as Basic authentication sends it. */
export function userOf({username, password}: URL): string | undefined {
  return username === '' && password === '' ? undefined : `${decoded(username)}:${decoded(password)}`
}

/** A lone percent sign is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
