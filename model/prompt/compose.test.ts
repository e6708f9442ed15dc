import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MediaId } from '../ids.ts'
import { NO_LOOK, type LookLevels } from '../look.ts'
import { composeFields, composePrompt, type ComposedPrompt, type PromptLimits } from './compose.ts'
import type { PromptParts } from './said.ts'
import { DEFAULT_TEMPLATE, SLOTS } from './template.ts'
import { anyWritten } from './testing/any-written.ts'
import { composedLook } from './testing/composed-look.ts'
import { LENGTH_UNITS } from './text-length.ts'

const NO_LEVELS: LookLevels = { film: NO_LOOK, section: NO_LOOK, shot: NO_LOOK }
const NOTHING: PromptParts = { prompt: '', camera: '', passageIn: '', passageOut: '', look: NO_LEVELS, variables: [] }
const LIMITS: PromptLimits = { takesNegative: true, maxPromptChars: null, maxNegativeChars: null, countsIn: 'utf-16' }
const NO_NEGATIVE = { ...LIMITS, takesNegative: false }

const FULL: PromptParts = {
  prompt: '{{character.mara}} opens a door',
  camera: 'slow push in',
  passageIn: 'out of the bubble gum',
  passageOut: 'into the snow',
  look: {
    film: { style: 'Super 8, grain', negative: 'text' },
    section: { style: 'night, Grain', negative: '' },
    shot: { style: 'blue', negative: 'faces' },
  },
  variables: [
    { group: 'character', name: 'mara', text: 'Mara in a red coat', stills: ['face' as MediaId] },
    { group: 'thing', name: 'car', text: 'a car', stills: ['car' as MediaId] },
  ],
}

/** `[origin|words]` after `[origin|words]`; a variable's name comes after its origin. */
function marked({ text, spans }: Pick<ComposedPrompt, 'text' | 'spans'>): string {
  return spans
    .map(({ start, end, origin, variable }) =>
      origin === 'template' ? text.slice(start, end) : `[${variable ?? origin}|${text.slice(start, end)}]`,
    )
    .join('')
}

test('W7 what is sent, and which words come from where', () => {
  const composed = composePrompt(FULL, DEFAULT_TEMPLATE, LIMITS)
  expect(marked(composed)).toBe(
    '[character.mara|Mara in a red coat][shot| opens a door]. [camera|slow push in]. [passage-in|out of the bubble gum]. ' +
      '[passage-out|into the snow]. Style: [film-look|Super 8, grain], [section-look|night], [shot-look|blue]',
  )
  expect(marked({ text: composed.negative, spans: composed.negativeSpans })).toBe(
    '[film-counter|text], [shot-counter|faces]',
  )
  expect(composed.stills).toEqual(['face'])
  expect(composed.problems).toEqual([])
})

test('W9 a model without counter-words has them where its template has a place, else they are told not to be sent', () => {
  expect(composePrompt(FULL, DEFAULT_TEMPLATE, NO_NEGATIVE)).toMatchObject({ negative: '', problems: [] })
  expect(composePrompt(FULL, DEFAULT_TEMPLATE, NO_NEGATIVE).text).toMatch(/, blue\. Avoid: text, faces$/)
  const bare = composePrompt(FULL, '{prompt}. {look}', NO_NEGATIVE)
  expect(bare.text).toBe('Mara in a red coat opens a door. Super 8, grain, night, blue')
  expect(bare.problems).toMatchObject(
    ['camera', 'passage-in', 'passage-out', 'film-counter', 'shot-counter'].map(origin => ({
      kind: 'not-sent',
      origin,
    })),
  )
})

describe('W7 what is empty goes with the marks around it', () => {
  const said = (parts: Partial<PromptParts>, template: string): string =>
    composePrompt({ ...NOTHING, ...parts }, template, LIMITS).text
  const grain: Partial<PromptParts> = { look: { ...NO_LEVELS, film: { style: 'grain', negative: '' } } }
  const issue = '{prompt}. {camera}. {passageIn} {passageOut} [Style: {look}.]'

  test.each([
    [{ prompt: 'A road' }, DEFAULT_TEMPLATE, 'A road'],
    [{ prompt: 'A road.', camera: 'push' }, DEFAULT_TEMPLATE, 'A road. push'],
    [{ prompt: 'He says “go!”', camera: 'push' }, DEFAULT_TEMPLATE, 'He says “go!” push'],
    [{ prompt: '夜の駅。', camera: 'push' }, DEFAULT_TEMPLATE, '夜の駅。 push'],
    [{ camera: 'push' }, DEFAULT_TEMPLATE, 'push'],
    [{ ...grain }, DEFAULT_TEMPLATE, 'Style: grain'],
    [{ prompt: 'A road', passageOut: 'into snow', ...grain }, DEFAULT_TEMPLATE, 'A road. into snow. Style: grain'],
    [{ prompt: ' A road ', ...grain }, issue, 'A road. Style: grain.'],
    [{ prompt: 'A road', camera: 'push', passageOut: 'into snow' }, issue, 'A road. push. into snow'],
    [{ prompt: 'A road', passageIn: 'out of snow', passageOut: 'in' }, issue, 'A road. out of snow in'],
    [{ prompt: 'A road', camera: 'push' }, '{prompt}\n{look}\n{camera}', 'A road\npush'],
    [{ prompt: 'A road', camera: 'push' }, '{prompt}{look}. {camera}', 'A road. push'],
    [{ prompt: 'A road' }, '::cinematic:: {prompt}', '::cinematic:: A road'],
    [
      { prompt: 'A road', camera: 'push' },
      '<FIRST_FRAME> {Prompt} [(in one \\[long\\] { CAMERA })]',
      '<FIRST_FRAME> A road (in one [long] push)',
    ],
    [{ prompt: 'A road' }, '<FIRST_FRAME> {prompt} [({camera})]', '<FIRST_FRAME> A road'],
    [{}, DEFAULT_TEMPLATE, ''],
  ])('%j in %s', (parts, template, text) => {
    expect(said(parts, template)).toBe(text)
  })
})

test('W7 nothing to send is told', () => {
  expect(composePrompt(NOTHING, DEFAULT_TEMPLATE, LIMITS).problems).toMatchObject([{ kind: 'empty' }])
})

const anyLevel = fc.record({ style: anyWritten, negative: anyWritten })
const anyParts: fc.Arbitrary<PromptParts> = fc.record({
  prompt: anyWritten,
  camera: anyWritten,
  passageIn: anyWritten,
  passageOut: anyWritten,
  look: fc.record({ film: anyLevel, section: anyLevel, shot: anyLevel }),
  variables: fc.array(
    anyWritten.map(text => ({ group: '', name: 'mara', text, stills: [] })),
    { maxLength: 1 },
  ),
})
const anyTemplate = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...SLOTS.map(slot => `{${slot}}`),
        '. ',
        ' ',
        ', ',
        '\n',
        '[. {camera}]',
        '[ {look}, {counter}]',
        '<A>',
      ),
    )
    .map(pieces => `${pieces.join('')}{prompt}`),
  anyWritten,
)
const anyLimits = fc.record({
  takesNegative: fc.boolean(),
  maxPromptChars: fc.option(fc.nat(60)),
  maxNegativeChars: fc.option(fc.nat(30)),
  countsIn: fc.constantFrom(...LENGTH_UNITS),
})

test('W8 spans tile the text, and neighbours differ', () => {
  fc.assert(
    fc.property(anyParts, anyTemplate, anyLimits, (parts, template, limits) => {
      const composed = composePrompt(parts, template, limits)
      for (const [text, spans] of [
        [composed.text, composed.spans],
        [composed.negative, composed.negativeSpans],
      ] as const) {
        expect(spans.map(({ start }) => start)).toEqual([0, ...spans.map(({ end }) => end)].slice(0, spans.length))
        expect(spans.at(-1)?.end ?? 0).toBe(text.length)
        for (const [index, span] of spans.entries()) {
          expect(span.end).toBeGreaterThan(span.start)
          const next = spans[index + 1]
          expect(next?.origin === span.origin && next.variable === span.variable).toBe(false)
        }
      }
    }),
  )
})

test('W8 the words of a part are sent as they are', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (prompt, camera) => {
      fc.pre(!/[{}|]/.test(prompt + camera))
      const { text, spans } = composePrompt({ ...NOTHING, prompt, camera }, DEFAULT_TEMPLATE, LIMITS)
      const of = (wanted: string): string =>
        spans
          .filter(({ origin }) => origin === wanted)
          .map(({ start, end }) => text.slice(start, end))
          .join('')
      expect(of('shot')).toBe(prompt.trim())
      expect(of('camera')).toBe(camera.trim())
    }),
  )
})

test('W10 what is too long is told, with what would fit, and never cut', () => {
  const parts = { ...NOTHING, prompt: 'A road 😀', camera: 'push in', passageOut: 'into snow', look: FULL.look }
  const whole = composePrompt(parts, DEFAULT_TEMPLATE, LIMITS).text
  const { text, problems } = composePrompt(parts, DEFAULT_TEMPLATE, { ...LIMITS, maxPromptChars: whole.length - 7 })
  expect(text).toBe(whole)
  expect(problems).toMatchObject([
    {
      kind: 'too-long',
      text: 'prompt',
      length: whole.length,
      over: 7,
      fittingEnd: whole.length - 7,
      fitsWithout: ['camera', 'passage-out', 'film-look', 'section-look'],
    },
  ])
  const negative = composePrompt(parts, DEFAULT_TEMPLATE, { ...LIMITS, maxNegativeChars: 4, countsIn: 'code-points' })
  expect(negative.problems).toMatchObject([
    { kind: 'too-long', text: 'negative', over: 7, fitsWithout: ['shot-counter'] },
  ])
  expect(negative.problems[0]).toHaveProperty(
    'sentence',
    'What counter-words make together is 11 characters long, 7 more than the 4 this model takes.',
  )
})

test('W11 a template with something wrong in it gives way to the default one', () => {
  const composed = composePrompt(FULL, '{look}', LIMITS)
  expect(composed.text).toBe(composePrompt(FULL, DEFAULT_TEMPLATE, LIMITS).text)
  expect(composed.problems).toMatchObject([{ kind: 'template', problem: { kind: 'no-prompt' } }])
})

function fieldTexts(...args: Parameters<typeof composeFields>): Record<string, string> {
  return Object.fromEntries(Object.entries(composeFields(...args).fields).map(([name, { text }]) => [name, text]))
}

test('W12 without variables and passages, fields hold what is written', () => {
  const anyPlain = fc.string().filter(text => !/[{}|]/.test(text))
  const anyPlainLevel = fc.record({ style: anyPlain, negative: anyPlain })
  const look = fc.record({ film: anyPlainLevel, section: anyPlainLevel, shot: anyPlainLevel })
  fc.assert(
    fc.property(anyPlain, anyPlain, look, fc.boolean(), (prompt, camera, look, takesNegative) => {
      const { style, negative } = composedLook(look)
      const fields = fieldTexts({ ...NOTHING, prompt, camera, look }, { takesNegative })
      // Blanks alone say nothing.
      const said = (text: string): string => (text.trim() === '' ? '' : text)
      expect(fields).toEqual({
        prompt: said(prompt),
        camera: said(camera),
        look: said(style),
        negative: takesNegative ? said(negative) : '',
      })
    }),
  )
})

test('L2 a level alone is sent as it is written; of several, every word once, the wider level first', () => {
  const film = { style: 'Super 8,  grain', negative: '' }
  const sent = (look: Partial<LookLevels>): Record<string, string> =>
    fieldTexts({ ...NOTHING, look: { ...NO_LEVELS, ...look } }, LIMITS)
  expect(sent({ film })).toMatchObject({ look: film.style, negative: '' })
  const shot = { style: 'grain, blue', negative: 'text' }
  expect(sent({ film, section: { style: 'night', negative: '' }, shot })).toMatchObject({
    look: 'Super 8, grain, night, blue',
    negative: 'text',
  })
})

test('W12 passages go with the prompt, and variables are resolved', () => {
  expect(fieldTexts(FULL, NO_NEGATIVE)).toEqual({
    prompt: 'Mara in a red coat opens a door. out of the bubble gum. into the snow',
    camera: 'slow push in',
    look: 'Super 8, grain, night, blue',
    negative: '',
  })
  const { fields, problems } = composeFields(FULL, NO_NEGATIVE)
  expect(marked(fields.look)).toBe('[film-look|Super 8, grain], [section-look|night], [shot-look|blue]')
  expect(problems).toMatchObject(['film-counter', 'shot-counter'].map(origin => ({ kind: 'not-sent', origin })))
})

test('W2 W4 what does not resolve is told with its part', () => {
  const { text, problems } = composePrompt(
    {
      ...FULL,
      prompt: 'a {rain|snow} {{boat}}',
      look: { ...NO_LEVELS, film: { style: 'x, {{thing.cat}}', negative: '' } },
    },
    DEFAULT_TEMPLATE,
    LIMITS,
  )
  expect(text).toContain('a {rain|snow} {{boat}}. ')
  expect(problems).toMatchObject([
    { kind: 'variable', origin: 'shot', problem: { kind: 'variations', start: 2 } },
    { kind: 'variable', origin: 'shot', problem: { kind: 'unknown', start: 14 } },
    { kind: 'variable', origin: 'film-look', problem: { kind: 'unknown', start: 3, nearest: 'thing.car' } },
  ])
})
