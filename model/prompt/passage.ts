import { assertNever } from '../assert-never.ts'
import type { ShotId } from '../ids.ts'

/**
 * How one shot goes over into the next: `into` flies into something and out of it, `fills-frame` has something come so near
 * that nothing else is seen, `covers` has something pass close before the camera, `whip` blurs in a fast turn, `match` ends
 * and begins on the same shape; `words` is told by its words alone.
 */
export const PASSAGE_KINDS = ['into', 'fills-frame', 'covers', 'whip', 'match', 'words'] as const
export type PassageKind = (typeof PASSAGE_KINDS)[number]

/** The planned way out of one shot and into the next. */
export type Passage = {
  /** Through what: `the bubble gum`. */
  readonly through: string
  /** How it looks from the shot before, and from the one after. Empty halves are told by the kind. */
  readonly outWords: string
  readonly inWords: string
  readonly kind: PassageKind
  /** Who or what is seen on both sides: `{{character.mara}}`. */
  readonly carriesOver: readonly string[]
}

/** A passage and the seam that owns it. */
export type PlacedPassage = {
  readonly fromShotId: ShotId
  readonly toShotId: ShotId
  readonly passage: Passage
}

/** What a shot's prompt says of the passages at its two ends. */
export type PassageHalves = { readonly passageIn: string; readonly passageOut: string }

/** A passage as it is written in one cell: `through the bubble gum > out onto the pitch`; without a `>` all is the way out. */
export function readPassage(text: string): Passage {
  const [outWords = '', ...rest] = text.split(/(?:^|\s+)(?:->|=>|>)(?:\s+|$)|\s*→\s*/)
  return { through: '', outWords: outWords.trim(), inWords: rest.join(' ').trim(), kind: 'words', carriesOver: [] }
}

/** The words of a passage as one cell holds them. */
export function cellOfPassage({ outWords, inWords }: Pick<Passage, 'outWords' | 'inWords'>): string {
  const [out, into] = [outWords.trim(), inWords.trim()]
  return into === '' ? out : `${out} > ${into}`.trim()
}

/** What the prompt of the shot before says: how its picture ends. */
export function wayOut(passage: Passage): string {
  return half(passage.outWords.trim() || wayOutOf(passage.kind, passage.through.trim()), passage, 'at the end')
}

/** What the prompt of the shot after says: how its picture begins. */
export function wayIn(passage: Passage): string {
  return half(passage.inWords.trim() || wayInOf(passage.kind, passage.through.trim()), passage, 'at the beginning')
}

const NO_HALVES: PassageHalves = { passageIn: '', passageOut: '' }

/** What each shot says of the passages at its ends. A passage whose shots do not follow each other in `order` says nothing. */
export function passageHalves(
  passages: readonly PlacedPassage[],
  order: readonly ShotId[],
): (shotId: ShotId) => PassageHalves {
  const halves = new Map<ShotId, PassageHalves>()
  const add = (shotId: ShotId, half: Partial<PassageHalves>): void => {
    halves.set(shotId, { ...NO_HALVES, ...halves.get(shotId), ...half })
  }
  const broken = new Set(brokenPassages(passages, order))
  for (const placed of passages) {
    if (broken.has(placed)) continue
    add(placed.fromShotId, { passageOut: wayOut(placed.passage) })
    add(placed.toShotId, { passageIn: wayIn(placed.passage) })
  }
  return shotId => halves.get(shotId) ?? NO_HALVES
}

/** The passages whose later shot does not directly follow the earlier one. */
export function brokenPassages(passages: readonly PlacedPassage[], order: readonly ShotId[]): PlacedPassage[] {
  const next = new Map(order.map((shotId, index) => [shotId, order[index + 1]]))
  return passages.filter(({ fromShotId, toShotId }) => next.get(fromShotId) !== toShotId)
}

function half(words: string, { carriesOver }: Passage, when: string): string {
  const who = carriesOver.map(name => name.trim()).filter(name => name !== '')
  const list = who.length <= 1 ? who.join('') : `${who.slice(0, -1).join(', ')} and ${who.at(-1)}`
  return [words, list && `${list} in view ${when}`].filter(Boolean).join(', ')
}

/** '' where nobody knows through what. */
function wayOutOf(kind: PassageKind, through: string): string {
  if (kind === 'whip') return 'the camera whips away into a blur'
  if (through === '') return ''
  switch (kind) {
    case 'into':
      return `the camera flies into ${through}`
    case 'fills-frame':
      return `${through} comes nearer until nothing else is seen`
    case 'covers':
      return `${through} passes close before the camera and covers everything`
    case 'match':
      return `ends on ${through} in the middle of the picture`
    case 'words':
      return `out through ${through}`
    default:
      return assertNever(kind)
  }
}

function wayInOf(kind: PassageKind, through: string): string {
  if (kind === 'whip') return 'the camera whips in out of a blur'
  if (through === '') return ''
  switch (kind) {
    case 'into':
      return `the camera flies out of ${through}`
    case 'fills-frame':
      return `begins with nothing but ${through}, which gives way`
    case 'covers':
      return `begins covered by ${through}, which passes on`
    case 'match':
      return `begins on ${through} in the middle of the picture`
    case 'words':
      return `in through ${through}`
    default:
      return assertNever(kind)
  }
}
