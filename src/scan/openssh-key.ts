// "openssh-key-v1", a NUL, and the length and name of the cipher in base64: "none" where there is no passphrase.
// https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
const WITH_CIPHER = /b3BlbnNzaC1rZXktdjEAAAAA(?!BG5vbmU)/

/** True for a key in OpenSSH's own format that a passphrase protects. */
export function isEncryptedOpenSsh(pem: string): boolean {
  return WITH_CIPHER.test(pem)
}
