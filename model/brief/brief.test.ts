import { expect, test } from 'vitest'
import { readAnswer } from './read-answer.ts'
import { writeBrief, type Brief } from './write-brief.ts'

const SHOT = { whatHappens: '', cameraMove: '', passage: '', style: [], section: '', place: null }
const BRIEF: Brief = {
  title: 'Everything Left On',
  song: { seconds: 231.4, tempoBpm: 112.2 },
  style: ['Super 8', 'grain'],
  negative: ['text'],
  sections: [
    {
      name: 'Verse 1',
      startSeconds: 15,
      endSeconds: 46.6,
      startBar: 9,
      endBar: 25,
      story: 'they meet',
      style: ['blue'],
      negative: [],
    },
  ],
  shots: [
    { ...SHOT, number: 1, prompt: 'A road\nat dusk', section: 'Verse 1', place: { startSeconds: 0, endSeconds: 4.3 } },
    { ...SHOT, number: 2, prompt: 'a door', whatHappens: 'It opens', cameraMove: 'push', passage: 'through the door' },
    { ...SHOT, number: 3, prompt: '' },
  ],
}

test('a brief tells the song, the look, the shots, and how to answer', () => {
  const brief = writeBrief(BRIEF)
  expect(brief).toContain('A music video of 3 shots over 3:51 of song, 112 beats a minute.')
  expect(brief).toContain('- Every shot: Super 8, grain\n- Never: text')
  expect(brief).toContain('- Verse 1, 0:15 to 0:47, bars 9 to 24: they meet\n  Look: blue')
  expect(brief).toContain('1. A road at dusk\n    Place: at 0:00, 4.3 s, Verse 1')
  expect(brief).toContain('2. a door\n    What: It opens\n    Camera: push\n    Passage: through the door')
})

test('a brief sent back as it is changes nothing but blanks', () => {
  const shots = writeBrief(BRIEF).split('## How to answer')[0]!
  expect(readAnswer(shots)).toEqual([
    { number: 1, prompt: 'A road at dusk' },
    { number: 2, prompt: 'a door', whatHappens: 'It opens', cameraMove: 'push', passage: 'through the door' },
  ])
})

test.each([
  ['12. a new road', [{ number: 12, prompt: 'a new road' }]],
  ['Here you are:\n\n**12.** a new road\n\nI hope you like it.', [{ number: 12, prompt: 'a new road' }]],
  [
    '### Shot 12\nPrompt: "a new road"\n**Camera:** slow push',
    [{ number: 12, prompt: 'a new road', cameraMove: 'slow push' }],
  ],
  [
    '- Shot 3: a road\n  that goes on\n- Shot 2: a door',
    [
      { number: 2, prompt: 'a door' },
      { number: 3, prompt: 'a road that goes on' },
    ],
  ],
  [
    '```\n1) one\n\n2) two\n   What happens: it ends\n```',
    [
      { number: 1, prompt: 'one' },
      { number: 2, prompt: 'two', whatHappens: 'it ends' },
    ],
  ],
  ['4. first try\n4. second try', [{ number: 4, prompt: 'second try' }]],
  ['Nothing to change.', []],
  ['- a road without a number\n- a door without one', []],
  ['**12. A new road**\n\nIt is calmer so.', [{ number: 12, prompt: 'A new road' }]],
  [
    '```markdown\n3. a road\n    Camera: push in\n    Passage:\n```\nThat is all.',
    [{ number: 3, prompt: 'a road', cameraMove: 'push in' }],
  ],
  ['At 0:45 it drags.\n1:23 too dark\n3.5 s are enough\n2. a road', [{ number: 2, prompt: 'a road' }]],
  [
    '**Shot 12 (0:45, chorus):** a road\n#13 a door\n14 - a sea\n15\\. a hill',
    [
      { number: 12, prompt: 'a road' },
      { number: 13, prompt: 'a door' },
      { number: 14, prompt: 'a sea' },
      { number: 15, prompt: 'a hill' },
    ],
  ],
  [
    '## Shot 2\n\nA door opens\nonto snow.\n\n## Shot 1: The road\n\n**Prompt**: a road\n**Why**: it is calmer',
    [
      { number: 1, prompt: 'a road' },
      { number: 2, prompt: 'A door opens onto snow.' },
    ],
  ],
])('reads the answer %j', (text, shots) => {
  expect(readAnswer(text)).toEqual(shots)
})
