import { describe, expect, test } from 'vitest'
import type { Treatment } from '#model/treatment.ts'
import type { TreatmentFormat } from './format.ts'
import { parseTreatment } from './parse/parse-treatment.ts'
import { prompts, refusal } from './testing/prompts-and-refusals.ts'

function parsed(text: string, format: TreatmentFormat): Treatment {
  return parseTreatment(text, format, 'plan')
}

describe('plain text', () => {
  test('one prompt a line, blank lines and # lines left out', () => {
    expect(prompts(parsed('a tunnel\r\n\r\n# not this\n  a sea  \n', 'text'))).toEqual(['a tunnel', 'a sea'])
  })

  test('#1 numbers a prompt', () => {
    expect(prompts(parsed('#1 a tunnel\n#2 a sea\n#a note', 'text'))).toEqual(['#1 a tunnel', '#2 a sea'])
  })

  test('quotes, percent signs, colons and backslashes survive', () => {
    const odd = `50% "off": it's C:\\new\\table, {a} $b %d`
    expect(prompts(parsed(odd, 'text'))).toEqual([odd])
  })
})

describe('Markdown', () => {
  const FULL = `# One Long Morning

Style: warm film,
soft light
Negative: text, logos

A note that is no shot.

## Intro

- Soft light blooms
  out of darkness.
  id: first-light
  what: A life begins.
  camera: slow push in
  passage: through the ring,
    the brightest one
1. Down a tunnel: lamps
   section: Verse 9
   model: animatic

<!-- - not this
- nor this -->
### Verse 1
* An attic
  - camera: float up
`

  test('title, style, sections, fields and wrapped lines', () => {
    const treatment = parsed(FULL, 'markdown')
    expect(treatment).toMatchObject({
      title: 'One Long Morning',
      style: 'warm film, soft light',
      negative: 'text, logos',
    })
    const none = { id: null, whatHappens: null, cameraMove: null, passage: null, model: null }
    expect(treatment.shots).toEqual([
      {
        id: 'first-light',
        prompt: 'Soft light blooms out of darkness.',
        whatHappens: 'A life begins.',
        cameraMove: 'slow push in',
        passage: 'through the ring, the brightest one',
        section: 'Intro',
        model: null,
      },
      { ...none, prompt: 'Down a tunnel: lamps', section: 'Verse 9', model: 'animatic' },
      { ...none, prompt: 'An attic', section: 'Verse 1', cameraMove: 'float up' },
    ])
  })

  test.each([
    ['tabs', '- a tunnel\n\tid: one\n\tcamera: push'],
    ['items below a tab', '- a tunnel\n\t- id: one\n\t- camera: push'],
    ['bold', '- a tunnel\n  **id:** one\n  - **Camera**: push'],
    ['a comment between', '- a\n  <!-- slower?\n  - id: two\n  -->\n  tunnel\n  id: one\n  camera: push'],
    ['a line across', '- a tunnel\n  id: one\n  camera: push\n---\n'],
  ])('fields below an item, with %s', (_, text) => {
    const [shot, ...others] = parsed(text, 'markdown').shots
    expect(shot).toMatchObject({ prompt: 'a tunnel', id: 'one', cameraMove: 'push' })
    expect(others).toEqual([])
  })

  test('a line across ends what goes on; so does nothing else', () => {
    expect(prompts(parsed('- a\n---\n- b\n***\nno prompt\n', 'markdown'))).toEqual(['a', 'b'])
    expect(prompts(parsed('- Down a\n  tunnel: lamps\n', 'markdown'))).toEqual(['Down a tunnel: lamps'])
    expect(prompts(parsed('- a\n  constructor: b\n', 'markdown'))).toEqual(['a constructor: b'])
  })

  test('what stands behind a comment counts, and lines keep their numbers', async () => {
    expect(prompts(parsed('<!-- old --> - a tunnel\n- a sea\n<!-- x\n- y --> - z', 'markdown'))).toEqual([
      'a tunnel',
      'a sea',
      'z',
    ])
    const refused = await refusal(() => parsed('<!--\n- x\n-->\n- a\n- \n', 'markdown'))
    expect(refused.message).toBe('plan, line 5: shot 2 has no prompt.')
  })

  test.each([
    [
      '- a\n  - Mood: warm\n',
      'treatment/markdown-field',
      'plan, line 2: "Mood" is no field of a shot. There are id, what, camera, passage, section and model; a shot of its own begins further left.',
    ],
    ['- a\n  **Notes:** more\n', 'treatment/markdown-field', /^plan, line 2: "Notes" is no field/],
    [
      '- a\n<!-- b\n- c\n',
      'treatment/markdown-comment',
      'plan, line 2: a comment (<!--) is opened there that is never closed (-->).',
    ],
  ])('refuses %j', async (text, code, message) => {
    const refused = await refusal(() => parsed(text, 'markdown'))
    expect(refused.code).toBe(code)
    expect(refused.message).toMatch(message)
  })

  test('without a list it says how to write one', async () => {
    expect(await refusal(() => parsed('# Title\n\nOnce upon a time.\n', 'markdown'))).toEqual({
      code: 'treatment/empty',
      message: 'plan has no shots in it: write each prompt as a list item ("- a tunnel of light").',
    })
  })

  test('an item without words is refused with its line', async () => {
    const { code, message } = await refusal(() => parsed('- a sea\n- b\n-  \n  id: x\n- *\n', 'markdown'))
    expect([code, message]).toEqual(['treatment/no-prompt', 'plan, line 3: shot 3 has no prompt.'])
  })
})

describe('CSV', () => {
  test('columns in any order, and names as people write them', () => {
    const text =
      'ID,Camera Move,Prompt,What happens,notes,style\nx,push,"a ""tunnel"", lit",begins,?,warm\n,,a sea,,,\n'
    const treatment = parsed(text, 'csv')
    expect(treatment.style).toBe('warm')
    expect(treatment.shots[0]).toMatchObject({
      id: 'x',
      prompt: 'a "tunnel", lit',
      cameraMove: 'push',
      whatHappens: 'begins',
    })
    expect(treatment.shots[1]).toMatchObject({ id: null, prompt: 'a sea' })
  })

  test('semicolons, tabs, line ends in cells, and what Excel adds', () => {
    expect(prompts(parsed('\uFEFFsep=;\r\nid;prompt\r\n1;a, b\r\n2;"two\r\nlines"\r\n;\r\n', 'csv'))).toEqual([
      'a, b',
      'two\nlines',
    ])
    expect(prompts(parsed('prompt\tid\na; b, c\t1\n', 'csv'))).toEqual(['a; b, c'])
    expect(prompts(parsed('prompt\na sea\n', 'csv'))).toEqual(['a sea'])
  })

  test.each([
    [
      'prompt\na\n"open\nb\n',
      'treatment/csv-quotes',
      'plan, line 3: a quote (") is opened there, or soon after, that is never closed.',
    ],
    [
      'prompt,id\na,1\n"a "b" c",2\n',
      'treatment/csv-quotes',
      'plan, line 3: a quote (") stands inside a quoted cell: write it twice ("").',
    ],
    [
      'prompt\na "b" c\n',
      'treatment/csv-quotes',
      /^plan, line 2: a quote \("\) stands inside a cell: put the whole cell in quotes/,
    ],
    [
      'shot,text\n1,a\n',
      'treatment/csv-header',
      'plan has no column called "prompt": name the columns in its first line.',
    ],
    [
      'prompt,id\na,1\nb,c,2\n',
      'treatment/csv-row',
      /^plan, row that ends on line 3: it has 3 cells, the header has 2/,
    ],
    ['prompt,id\na,1\n,2\n', 'treatment/csv-row', 'plan, row that ends on line 3: it has no prompt.'],
    [
      'prompt,style\na,x\nb,y\n',
      'treatment/csv-row',
      /^plan, row that ends on line 3: its style is not that of the rows above/,
    ],
    ['prompt,id\n', 'treatment/empty', 'plan has no shots in it: write one row for each shot below the header.'],
    [
      'prompt,id\na,1\nb,1\n',
      'treatment/same-id',
      'plan, line 3: shots 1 and 2 have the same id "1": give each its own.',
    ],
  ])('refuses %j', async (text, code, message) => {
    const refused = await refusal(() => parsed(text, 'csv'))
    expect(refused.code).toBe(code)
    expect(refused.message).toMatch(message)
  })
})

describe('JSON', () => {
  test('shots as objects or as their prompts alone', () => {
    const treatment = parsed('{"title":"T","shots":["a sea",{"prompt":"two\\nlines","id":"x","model":null}]}', 'json')
    expect(treatment).toMatchObject({ title: 'T', style: null, negative: null })
    expect(prompts(treatment)).toEqual(['a sea', 'two\nlines'])
    expect(treatment.shots[1]!.id).toBe('x')
  })

  test.each([
    ['{"shots":[\n{"prompt":"a",\n}]}', 'treatment/json-syntax', /^plan, line 3: this is not valid JSON \(.+\)\.$/],
    ['{"shots":[oops]}', 'treatment/json-syntax', /this is not valid JSON/],
    ['{"shots":[{"prompt":"a"},{"prompt":7}]}', 'treatment/json-shape', /^plan, shots\[1\]\.prompt: /],
    ['{"shots":["  "]}', 'treatment/json-shape', /^plan, shots\[0\]\.prompt: is empty/],
    ['{"shot":[]}', 'treatment/json-shape', /^plan/],
    ['{"shots":[{"prompt":"a","promt":"b"}]}', 'treatment/json-shape', /promt/],
    ['{"shots":[]}', 'treatment/empty', 'plan has no shots in it: write at least one shot into "shots".'],
    ['{"shots":[{"prompt":"a","id":"1"},{"prompt":"b","id":"1"}]}', 'treatment/same-id', /^plan: shots 1 and 2/],
  ])('refuses %j', async (text, code, message) => {
    const refused = await refusal(() => parsed(text, 'json'))
    expect(refused.code).toBe(code)
    expect(refused.message).toMatch(message)
  })
})
