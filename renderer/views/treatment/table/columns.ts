/** The table's columns from left to right; the prompt takes what is left. */
export const TABLE_COLUMNS = [
  'number',
  'picture',
  'whatHappens',
  'prompt',
  'cameraMove',
  'passage',
  'bar',
  'place',
  'ask',
  'version',
  'state',
] as const
export type TableColumn = (typeof TABLE_COLUMNS)[number]

export const GRID_COLUMNS =
  '38px 56px minmax(110px, 0.4fr) minmax(180px, 1fr) minmax(76px, 0.24fr) minmax(84px, 0.28fr) 44px 60px 56px 40px 116px'

export const HEAD_HEIGHT = 28
export const SHOT_HEIGHT = 40
export const SECTION_HEIGHT = 28

/** Figures stand to the right, under each other. */
export const IS_FIGURE: ReadonlySet<TableColumn> = new Set(['number', 'bar', 'place', 'ask', 'version'])

export function cellId(shotId: string, column: TableColumn): string {
  return `cell-${shotId}-${column}`
}
