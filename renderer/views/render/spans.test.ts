import { expect, test } from 'vitest'
import { ticksFromSeconds } from '#model/time.ts'
import { spansOf } from './spans.ts'

const cut = {
  id: 'cut',
  name: 'Cut',
  frames: 300,
  headFrames: 24,
  rate: { numerator: 24, denominator: 1 },
  width: 320,
  height: 180,
}
const section = (name: string, from: number, to: number) => ({
  name,
  label: 'verse' as const,
  startTicks: ticksFromSeconds(from),
  endTicks: ticksFromSeconds(to),
})
const song = {
  mediaId: 'song',
  durationTicks: ticksFromSeconds(12),
  sections: [section('verse 1', 0, 5), section('Chorus', 5, 11.5), section('After the cut', 11.5, 12)],
  beats: [],
  downbeats: [],
}

test('the whole film, what is marked, and the sections that the film has', () => {
  const told = spansOf(cut, song, { startFrame: 10, endFrame: 20 }).map(
    ({ index, section, startFrame, endFrame }) => `${index} ${section} ${startFrame}-${endFrame}`,
  )
  expect(told).toEqual(['null null 0-300', 'marked In to out 10-20', '0 Verse 1 24-144', '1 Chorus 144-300'])
  expect(spansOf(cut, null, null)).toHaveLength(1)
})
