/** The address of an Azure key vault, which other tools know by its name alone. */
export const addressOfVault = (name: string) => `https://${name}.vault.azure.net`

/** Addresses that differ by a slash or the case of a letter are the same. */
export const isSameSetting = (one: string, other: string) => settled(one) === settled(other)

const settled = (text: string) => (text.startsWith('https://') ? text.toLowerCase().replace(/\/$/, '') : text)
