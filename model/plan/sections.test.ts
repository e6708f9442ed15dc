import { expect, test } from 'vitest'
import { ticksFromSeconds } from '../time.ts'
import { filmSections, mainSection, sectionsNamed } from './sections.ts'
import { FILM_RATE, filmOf, madeUpSong } from './testing/made-up-song.ts'

const SONG = madeUpSong({
  bpm: 120,
  seconds: 60,
  firstBeatSeconds: 0.31,
  form: [
    ['intro', 4],
    ['verse', 8],
    ['chorus', 8],
    ['verse', 8],
  ],
})

test('S2 sections tile the film, head and tail included, and begin on beats', () => {
  const film = { ...filmOf(60), headFrames: 24, tailFrames: 10 }
  const sections = filmSections(SONG, film, FILM_RATE)
  expect(sections.map(({ name, startFrame, endFrame }) => [name, startFrame, endFrame])).toEqual([
    ['intro', 0, 223],
    ['verse 1', 223, 607],
    ['chorus', 607, 991],
    ['verse 2', 991, 1474],
  ])
})

test('S2 a section that starts between beats begins on the nearest, far from all on its own frame', () => {
  const startOf = (seconds: number): number => {
    const startTicks = ticksFromSeconds(seconds)
    const [first, second] = SONG.sections
    const sections = [
      { ...first!, endTicks: startTicks },
      { ...second!, startTicks, endTicks: ticksFromSeconds(60) },
    ]
    const beats = SONG.beats.filter(beat => beat < ticksFromSeconds(40))
    return filmSections({ ...SONG, beats, sections }, filmOf(60), FILM_RATE)[1]!.startFrame
  }
  expect(startOf(8.4)).toBe(199)
  expect(startOf(50.2)).toBe(1205)
})

test('P14 what writers call sections', () => {
  const sections = filmSections(SONG, filmOf(60), FILM_RATE)
  const named = (written: string): string[] => sectionsNamed(written, sections).map(section => section.name)
  expect(named(' Verse ')).toEqual(['verse 1', 'verse 2'])
  expect(named('verse 2')).toEqual(['verse 2'])
  expect(named('VERSE #1')).toEqual(['verse 1'])
  expect(named('Refrain')).toEqual(['chorus'])
  expect(named('hook 1')).toEqual(['chorus'])
  expect(named('verse 3')).toEqual([])
  expect(named('the hospital')).toEqual([])
  expect(named('12')).toEqual([])
})

test('P14 a place belongs to the section that most of it stands in', () => {
  const sections = filmSections(SONG, filmOf(60), FILM_RATE)
  expect(mainSection(sections, { startFrame: 190, endFrame: 220 })?.name).toBe('verse 1')
  expect(mainSection(sections, { startFrame: 150, endFrame: 220 })?.name).toBe('intro')
  expect(mainSection([], { startFrame: 0, endFrame: 10 })).toBeUndefined()
})
