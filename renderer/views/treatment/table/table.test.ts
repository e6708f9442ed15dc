import { expect, test } from 'vitest'
import type { TreatmentRow, TreatmentSection } from '#model/contract/treatment-contract.ts'
import { asTable, cellsOf, copiedShots, filledCells, tableIn } from './clipboard.ts'
import { cellAt, extendedTo, mended, stepped, tabbed, toggled } from './selection.ts'
import { tableRows } from './table-rows.ts'

const IDS = ['a', 'b', 'c', 'd']
const chosen = (selection: { chosenIds: ReadonlySet<string> } | null): string[] => [...(selection?.chosenIds ?? [])]

test('arrows move to the edges and no further, Shift takes rows along', () => {
  const at = cellAt('b', 'prompt')
  expect(stepped(at, IDS, { rows: 1 })).toMatchObject({ shotId: 'c', column: 'prompt' })
  expect(stepped(at, IDS, { rows: -9 })).toMatchObject({ shotId: 'a' })
  expect(stepped(at, IDS, { columns: 9 })).toMatchObject({ column: 'passage' })
  const three = stepped(stepped(at, IDS, { rows: 1, isExtending: true }), IDS, { rows: 1, isExtending: true })
  expect(chosen(three)).toEqual(['b', 'c', 'd'])
  expect(chosen(stepped(three, IDS, { rows: -3, isExtending: true }))).toEqual(['a', 'b'])
  expect(chosen(stepped(three, IDS, { rows: -1 }))).toEqual(['c'])
})

test('Tab reads on, from row to row', () => {
  expect(tabbed(cellAt('a', 'passage'), IDS, 1)).toMatchObject({ shotId: 'b', column: 'whatHappens' })
  expect(tabbed(cellAt('b', 'whatHappens'), IDS, -1)).toMatchObject({ shotId: 'a', column: 'passage' })
  expect(tabbed(cellAt('d', 'passage'), IDS, 1)).toMatchObject({ shotId: 'd', column: 'passage' })
})

test('rows are added to what is chosen and taken from it, one always stays', () => {
  const two = toggled(cellAt('a', 'prompt'), 'c', 'prompt')
  expect(chosen(two)).toEqual(['a', 'c'])
  expect(chosen(extendedTo(two, IDS, 'd'))).toEqual(['c', 'd'])
  const one = toggled(two, 'c', 'prompt')
  expect(one).toMatchObject({ shotId: 'a' })
  expect(chosen(toggled(one, 'a', 'prompt'))).toEqual(['a'])
})

test('when rows go, their neighbour is chosen', () => {
  const two = stepped(cellAt('b', 'prompt'), IDS, { rows: 1, isExtending: true })
  expect(mended(two, ['a', 'd'], IDS)).toMatchObject({ shotId: 'd' })
  expect(mended(cellAt('d', 'prompt'), ['a', 'b'], IDS)).toMatchObject({ shotId: 'b' })
  expect(chosen(mended(two, ['a', 'c', 'd'], IDS))).toEqual(['c'])
  expect(mended(two, [], IDS)).toBeNull()
  expect(mended(null, IDS)).toMatchObject({ shotId: 'a', column: 'prompt' })
})

function shot(id: string, sectionKey: string | null, frames = 24): TreatmentRow {
  const words = { whatHappens: '', prompt: id, cameraMove: '', passage: '', section: '', model: '' }
  const facts = {
    bar: 1,
    askTicks: null,
    version: 0,
    isNewer: false,
    isUnclear: false,
    state: 'no-take',
    posterId: null,
  } as const
  const place = { startFrame: 0, endFrame: frames }
  const passage = {
    passageThrough: '',
    passageKind: 'words',
    passageCarries: [],
    passageTo: { state: 'none' },
  } as const
  return {
    id,
    number: 1,
    ...words,
    ...facts,
    ...passage,
    passageCarries: [],
    style: [],
    negative: [],
    stillId: null,
    sectionKey,
    place,
  }
}

test('each run of shots in one section has its head, shots without one have none', () => {
  const section = (key: string) => ({ key, name: key }) as TreatmentSection
  const shots = [shot('a', 'verse 1'), shot('b', 'verse 1', 48), shot('c', 'chorus 1'), shot('d', null)]
  const rows = tableRows({
    shots,
    sections: [section('verse 1'), section('chorus 1')],
    rate: { numerator: 24, denominator: 1 },
  })
  expect(rows.map(row => (row.kind === 'shot' ? row.key : [row.section.key, row.shotCount, row.meanSeconds]))).toEqual([
    ['verse 1', 2, 1.5],
    'a',
    'b',
    ['chorus 1', 1, 1],
    'c',
    'd',
  ])
})

test('copied rows are a table for others, and shots for us, with the words and looks that are their own', () => {
  const two = [{ ...shot('say "hi"', null), cameraMove: 'push', passage: 'a\nb', style: ['blue'] }, shot('"b"', null)]
  expect(asTable(two)).toBe('\tsay "hi"\tpush\t"a\nb"\n\t"""b"""\t\t')
  expect(cellsOf(asTable(two))).toEqual([
    ['', 'say "hi"', 'push', 'a\nb'],
    ['', '"b"', '', ''],
  ])
  expect(copiedShots(two, true)).toMatchObject({
    shots: [{ words: { prompt: 'say "hi"', cameraMove: 'push' }, style: ['blue'] }, { words: { prompt: '"b"' } }],
    cutIds: ['say "hi"', '"b"'],
  })
})

test.each([
  ['one cell\r\n', [['one cell']]],
  ['one\r\ntwo\n\n', [['one'], ['two']]],
  [
    'a\tb\r\n\td\r\n',
    [
      ['a', 'b'],
      ['', 'd'],
    ],
  ],
  [
    '"two\nlines"\t"say ""hi"""\nnext\t',
    [
      ['two\nlines', 'say "hi"'],
      ['next', ''],
    ],
  ],
  ['"Stop," she says\n6" of snow', [['"Stop," she says'], ['6" of snow']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['', [['']]],
])('reads the cells of %j', (text, cells) => {
  expect(cellsOf(text)).toEqual(cells)
})

test('a table is told from lines, and has its columns from the chosen cell on', () => {
  expect(tableIn('a\nb', 'prompt')).toBeNull()
  expect(tableIn('a\tb\nc', 'prompt')).toMatchObject({ columns: ['prompt', 'cameraMove'] })
  expect(tableIn('1\t2\t3\t4', 'passage')?.columns).toEqual(['whatHappens', 'prompt', 'cameraMove', 'passage'])
  expect(tableIn('a\tsay "hi"\n\t\n', 'whatHappens')?.text).toBe('"what happens"\t"prompt"\n"a"\t"say ""hi"""')
  expect(tableIn('Prompt\tMood\na\tb', 'prompt')).toMatchObject({ columns: null, text: '"Prompt"\t"Mood"\n"a"\t"b"' })
})

test('cells fill rows downwards, and what goes beyond the last row are new shots', () => {
  expect(filledCells([['x', '1'], ['y'], ['z', '3']], ['prompt', 'cameraMove'], IDS, 'c')).toEqual({
    cells: [
      { shotId: 'c', column: 'prompt', text: 'x' },
      { shotId: 'c', column: 'cameraMove', text: '1' },
      { shotId: 'd', column: 'prompt', text: 'y' },
    ],
    added: [{ prompt: 'z', cameraMove: '3' }],
  })
})
