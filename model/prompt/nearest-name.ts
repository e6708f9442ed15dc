/** The name (`mara`, `character.mara`) that was probably meant; null where none is like it. */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  let nearest: { readonly name: string; readonly distance: number } | null = null
  for (const name of names) {
    const distance = distanceOf(wanted.toLowerCase(), name.toLowerCase())
    if (distance !== null && distance < (nearest?.distance ?? Infinity)) nearest = { name, distance }
  }
  return nearest?.name ?? null
}

/** How far off a name is, of which at most a third of the letters are others; null beyond. The group may be another, or be left out. */
function distanceOf(wanted: string, name: string): number | null {
  const [wantedGroup, wantedName] = partsOf(wanted)
  const [group, ownName] = partsOf(name)
  const distance = editDistance(wantedName, ownName)
  if (distance > Math.ceil(ownName.length / 3)) return null
  const groupDistance = wantedGroup === '' ? 0 : editDistance(wantedGroup, group)
  return distance > 0 && groupDistance > Math.ceil(group.length / 3) ? null : distance + groupDistance
}

function partsOf(dotted: string): readonly [group: string, name: string] {
  const dot = dotted.indexOf('.')
  return [dotted.slice(0, Math.max(dot, 0)), dotted.slice(dot + 1)]
}

/** How many letters must be put in, left out or changed to make one of the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  const letters = Array.from(to)
  let row = [0, ...letters.map((_, index) => index + 1)]
  for (const letter of from) {
    const next = [row[0]! + 1]
    for (const [index, other] of letters.entries()) {
      next.push(Math.min(next[index]! + 1, row[index + 1]! + 1, row[index]! + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1)!
}
