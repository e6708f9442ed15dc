import {
  array,
  assert,
  constantFrom,
  integer,
  nat,
  property,
  record,
  shuffledSubarray,
  string,
  uniqueArray,
} from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShotId } from '#model/ids.ts'
import type { Shot } from '#model/shot.ts'
import { shotNumberIn, stemOf } from './file-words.ts'
import { matchClips, type ClipFile } from './match-clips.ts'

type MatchableShot = Pick<Shot, 'id' | 'position' | 'written'>

function shotsOf(...prompts: readonly (string | readonly [id: string, prompt: string])[]): MatchableShot[] {
  return prompts.map((entry, position) => {
    const [id, prompt] = typeof entry === 'string' ? [null, entry] : entry
    const written = { id, prompt, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
    return { id: `s${position + 1}` as ShotId, position, written }
  })
}

const FILM = shotsOf(
  'Fly through the bubble, it pops, on through the pink gum',
  'Out onto the pitch at night, floodlights, rain',
  ['mara-kitchen', 'Mara in the kitchen, steam over the kettle'],
  'Down the school corridor, lockers swing open',
  'Over the sea towards a lighthouse at dawn',
  'Out onto the pitch at night, floodlights, snow',
)

function told(path: string, ...texts: string[]): string {
  const { matches, ambiguous } = matchClips([{ path, texts }], FILM)
  if (ambiguous[0]) return `? ${ambiguous[0].shotIds.join(' ')}`
  return matches[0] ? `${matches[0].shotId} by ${matches[0].by}` : 'none'
}

describe('numbers', () => {
  test.each([
    ['01.mp4', 1],
    ['shot-07_take2.mov', 7],
    ['7 - bubble.mp4', 7],
    ['Shot 12.mp4', 12],
    ['take 2 shot 5.mp4', 5],
    ['shot 5 of shot 5.mp4', 5],
    ['shot 5 into shot 6.mp4', undefined],
    ['scene 1 shot 5.mp4', 5],
    ['SC01_SH07.mp4', 7],
    ['sc01_sh20_t3.mov', 20],
    ['scene 2 clip 4.mp4', 4],
    ['sc01_05.mp4', undefined],
    ['7 I love the sea.mp4', 7],
    ['12 K-pop dancers.mp4', 12],
    ['05 S-bend.mp4', 5],
    ['the sea 4k 24 fps.mp4', undefined],
    ['003_fly_through_1080p_24fps.mp4', 3],
    ['bubble 12.mp4', 12],
    ['bubble_v3_04.mp4', 4],
    ['clip#9 (2).mp4', 9],
    ['scene_011-seed 12345.webm', 11],
    ['4. Kitchen 5s.mp4', 4],
    ['2026-11-22 bubble.mp4', undefined],
    ['gen_20261122_bubble.mp4', undefined],
    ['bubble 3 or 4.mp4', undefined],
    ['1920x1080.mp4', undefined],
    ['bubble.mp4', undefined],
    ['take2.mp4', undefined],
    ['3d bubble.mp4', undefined],
    ['Gen-4 Turbo bubble, M 5.mp4', 5],
    ['wan2.2 bubble 0.5.mp4', undefined],
  ])('%s', (name, number) => {
    expect(shotNumberIn(stemOf(name))?.number).toBe(number)
  })
})

test.each([
  ['02.mp4', 's2 by number'],
  ['nice/4/a.mp4', 's4 by number'],
  ['shot 5/take2.mp4', 's5 by number'],
  ['99.mp4', 'none'],
  ['sea 5.mp4', 's5 by number'],
  ['lighthouse M 4.mp4', '? s4 s5'],
  ['mara-kitchen.mp4', 's3 by id'],
  ['Mara Kitchen_02.mp4', 's3 by id'],
  ['02_mara-kitchen.mp4', '? s3 s2'],
  ['shot 2/mara-kitchen.mp4', '? s3 s2'],
  ['mara-kitchen/02.mp4', '? s3 s2'],
  ['03_mara-kitchen.mp4', 's3 by id'],
  ['mara-kitchen/take 2.mp4', 's3 by id'],
  ['mara-kitchen, over the sea towards a lighthouse at dawn.mp4', '? s3 s5'],
  ['fly-through-the-bubble-it-pops_x7f3q.mp4', 's1 by words'],
  ['Over_the_sea_towards_a_lighthouse_at_dawn.mp4', 's5 by prompt'],
  ['lighthouse.mp4', 's5 by words'],
  ['school corridor 1080p.mov', 's4 by words'],
  ['out onto the pitch at night.mp4', '? s2 s6'],
  ['out onto the pitch at night floodlights snow.mp4', 's6 by prompt'],
  ['holiday.mp4', 'none'],
])('%s is told as %s', (path, verdict) => {
  expect(told(path)).toBe(verdict)
})

test('a prompt in the file speaks for itself, also among other words, also as JSON', () => {
  const [, pitch, kitchen] = FILM
  expect(told('a8f3.mp4', pitch!.written.prompt)).toBe('s2 by prompt')
  expect(told('a8f3.mp4', '', `{"prompt": "${kitchen!.written.prompt}, 35 mm film"}`)).toBe('s3 by prompt')
  expect(told('02.mp4', pitch!.written.prompt)).toBe('s2 by number')
  expect(told('04.mp4', pitch!.written.prompt)).toBe('? s4 s2')
})

test('an everyday word that is an id does not overrule a number, nor one id another', () => {
  const shots = shotsOf(['train', 'Into the train'], 'A hall of lamps', ['lakes', 'Over the lakes'])
  const { ambiguous, matches } = matchClips(
    ['02_lamps by the train.mp4', 'lakes and train.mp4', 'train to the lakes.mp4', 'train/lakes.mp4'].map(path => ({
      path,
      texts: [],
    })),
    shots,
  )
  expect(ambiguous).toEqual([
    {
      path: '02_lamps by the train.mp4',
      shotIds: ['s1', 's2'],
      reason: 'its name holds the id of shot 1, its name says shot 2',
    },
    { path: 'lakes and train.mp4', shotIds: ['s1', 's3'], reason: 'its name holds the id of shots 1, 3' },
    { path: 'train to the lakes.mp4', shotIds: ['s1', 's3'], reason: 'its name holds the id of shots 1, 3' },
  ])
  expect(matches).toEqual([{ path: 'train/lakes.mp4', shotId: 's3', by: 'id' }])
})

test('a text with two prompts is of neither alone, one inside the other is no second', () => {
  const shots = shotsOf('over the sea', 'over the sea at dawn', 'down the road')
  const verdict = (text: string): unknown => {
    const { matches, ambiguous } = matchClips([{ path: 'a.mp4', texts: [text] }], shots)
    return ambiguous[0]?.shotIds ?? matches[0]?.shotId
  }
  expect(verdict('over the sea at dawn')).toBe('s2')
  expect(verdict('over the sea at dawn, then down the road')).toEqual(['s2', 's3'])
})

test('shots with one prompt are told apart by number only', () => {
  const twins = shotsOf('the sea', 'the sea')
  const { matches, ambiguous } = matchClips(
    ['02.mp4', 'the sea.mp4'].map(path => ({ path, texts: [] })),
    twins,
  )
  expect(matches).toEqual([{ path: '02.mp4', shotId: 's2', by: 'number' }])
  expect(ambiguous.map(clip => clip.shotIds)).toEqual([['s1', 's2']])
})

test('several clips of a shot are all its takes, in the order of their numbers', () => {
  const files = ['1/take10.mp4', '1/take9.mp4', '1/take1.mp4'].map(path => ({ path, texts: [] }))
  const { matches, shotsWithoutClip } = matchClips(files, FILM)
  expect(matches.map(match => match.path)).toEqual(['1/take1.mp4', '1/take9.mp4', '1/take10.mp4'])
  expect(shotsWithoutClip).toEqual(['s2', 's3', 's4', 's5', 's6'])
})

const anyFile = record<ClipFile>({
  path: array(string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }).map(parts => parts.join('/')),
  texts: array(string({ maxLength: 30 }), { maxLength: 2 }),
})
const anyFiles = uniqueArray(anyFile, { selector: file => file.path, maxLength: 12 })

test('property: every clip is in exactly one list, and every shot is served or listed', () => {
  assert(
    property(anyFiles, files => {
      const { matches, ambiguous, unmatched, shotsWithoutClip } = matchClips(files, FILM)
      const listed = [...matches.map(m => m.path), ...ambiguous.map(a => a.path), ...unmatched]
      expect(listed.toSorted()).toEqual(files.map(file => file.path).toSorted())
      expect([...new Set([...matches.map(m => m.shotId), ...shotsWithoutClip])]).toHaveLength(FILM.length)
    }),
  )
})

test('property: the order of the files does not matter', () => {
  const shuffled = anyFiles.chain(files =>
    shuffledSubarray(files, { minLength: files.length }).map(other => [files, other] as const),
  )
  assert(
    property(shuffled, ([files, other]) => {
      expect(matchClips(other, FILM)).toEqual(matchClips(files, FILM))
    }),
  )
})

test('property: a clip named by its number is its shot, however the number is written', () => {
  const pattern = constantFrom(
    '#.mp4',
    'shot#.mov',
    'Shot #.mp4',
    'shot-#_take2.mp4',
    '# - night.mp4',
    '#_1080p.webm',
    'x/#/take3.mp4',
  )
  assert(
    property(pattern, integer({ min: 1, max: FILM.length }), nat(3), (pattern, number, zeros) => {
      const path = pattern.replace('#', String(number).padStart(zeros, '0'))
      expect(matchClips([{ path, texts: [] }], FILM).matches).toEqual([{ path, shotId: `s${number}`, by: 'number' }])
    }),
  )
})

test('property: a prompt made into a file name in any of the usual ways is found again', () => {
  const joint = constantFrom(' ', '_', '-', '.')
  const change = constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => text.toLowerCase(),
  )
  assert(
    property(integer({ min: 0, max: FILM.length - 1 }), joint, change, (index, joint, change) => {
      const words = FILM[index]!.written.prompt.split(/[^\p{L}]+/u)
      const path = `${change(words.join(joint))}.mp4`
      expect(matchClips([{ path, texts: [] }], FILM).matches[0]?.shotId).toBe(FILM[index]!.id)
    }),
  )
})
