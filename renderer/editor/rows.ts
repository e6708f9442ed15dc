import type { Sequence } from '#model/sequence.ts'

/** The rows of a timeline from top to bottom, with their usual heights in points. */
export const ROW_HEIGHTS = { sections: 20, ruler: 20, plan: 10, picture: 88, song: 52, sound: 28 } as const

/** Where there is little room. */
const LOW_HEIGHTS = { sections: 18, ruler: 18, plan: 8, picture: 62, song: 34, sound: 22 } as const

export type Row = {
  readonly kind: keyof typeof ROW_HEIGHTS
  /** Of tracks. */
  readonly trackName: string | null
  readonly y: number
  readonly height: number
}

/** What room there is beyond goes to the picture and the song, up to this. */
const TALLEST = { picture: 240, song: 110 } as const
/** Of that room. */
const SHARE = { picture: 0.72, song: 0.28 } as const

/** Between tracks. */
const GAP = 6

/** Where each row stands in a timeline of this height. The sounds' rows are there from the start: things are dropped on them. */
export function rowsOf(sequence: Sequence, height: number): Row[] {
  const picture = sequence.tracks.find(({ kind }) => kind === 'picture')?.name ?? 'V1'
  const song = sequence.tracks.find(
    track => track.kind === 'sound' && track.items.some(item => item.kind === 'clip' && item.source.kind === 'song'),
  )
  const wanted = [
    ['sections', null],
    ['ruler', null],
    ['plan', null],
    ['picture', picture],
    ['song', song?.name ?? 'A1'],
    ['sound', 'A2'],
    ['sound', 'A3'],
  ] as const
  const needed = (heights: Record<Row['kind'], number>): number =>
    wanted.reduce((sum, [kind]) => sum + heights[kind], 0) + GAP * 4
  const heights = needed(ROW_HEIGHTS) <= height ? ROW_HEIGHTS : LOW_HEIGHTS
  const spare = Math.max(0, height - needed(heights))
  const rows: Row[] = []
  let y = 0
  for (const [kind, trackName] of wanted) {
    const own =
      kind === 'picture' || kind === 'song'
        ? Math.min(Math.max(heights[kind], TALLEST[kind]), heights[kind] + Math.floor(spare * SHARE[kind]))
        : heights[kind]
    rows.push({ kind, trackName, y, height: own })
    y += own + (kind === 'sections' || kind === 'ruler' || kind === 'plan' ? 0 : GAP)
  }
  return rows
}

export function rowAt(rows: readonly Row[], y: number): Row | undefined {
  return rows.find(row => y >= row.y && y < row.y + row.height + GAP)
}

/** The height of a picture clip's line of words. */
export const CLIP_HEAD = 18
