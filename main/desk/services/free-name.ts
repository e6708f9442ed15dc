const MOST_CHARS = 40

/** A name for files and ids after a title: plain letters, digits and dashes, with a number behind it where it is taken. */
export function freeName(title: string, isTaken: (name: string) => boolean): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_CHARS)
    .replaceAll(/^-+|-+$/g, '')
  const base = plain === '' ? 'own' : plain
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}-${count}`
    if (!isTaken(name)) return name
  }
}
