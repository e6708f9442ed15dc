import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Treatment, TreatmentShot } from '#model/treatment.ts'
import { parseTreatment } from './parse/parse-treatment.ts'
import { prompts } from './testing/prompts-and-refusals.ts'

describe('what is written reads back the same', () => {
  const anyText = fc
    .oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(`"a", 'b': 50% C:\\x`, '- id: x', '# T', 'a\nb'),
    )
    .map(text =>
      text
        .replaceAll(/[\r\0\uFEFF]/g, '')
        .normalize('NFC')
        .trim(),
    )
  const anyPrompt = anyText.map(text => text || 'a sea')
  const orNull = fc.option(
    anyText.map(text => text || null),
    { nil: null },
  )
  const anyShot: fc.Arbitrary<TreatmentShot> = fc.record({
    id: fc.constant(null),
    prompt: anyPrompt,
    whatHappens: orNull,
    cameraMove: orNull,
    passage: orNull,
    section: orNull,
    model: orNull,
  })
  const anyTreatment: fc.Arbitrary<Treatment> = fc
    .record({
      title: orNull,
      style: orNull,
      negative: orNull,
      shots: fc.array(anyShot, { minLength: 1, maxLength: 6 }),
    })
    .chain(treatment =>
      fc.boolean().map(hasIds => ({
        ...treatment,
        shots: treatment.shots.map((shot, index) => ({ ...shot, id: hasIds ? `shot ${index}` : null })),
      })),
    )

  const oneLine = <Text extends string | null>(text: Text): Text =>
    (text === null ? null : text.replaceAll(/\s+/g, ' ').trim()) as Text
  const KEYS = ['prompt', 'id', 'whatHappens', 'cameraMove', 'passage', 'section', 'model'] as const
  const csvOf = ({ style, negative, shots }: Treatment): string =>
    [
      [...KEYS, 'style', 'negative'],
      ...shots.map((shot, index) => [
        ...KEYS.map(key => shot[key]),
        ...(index === 0 ? [style, negative] : [null, null]),
      ]),
    ]
      .map(row => row.map(cell => `"${(cell ?? '').replaceAll('"', '""')}"`).join(','))
      .join('\n')
  const markdownOf = ({ title, style, negative, shots }: Treatment): string => {
    const line = (head: string, text: string | null): string[] => (text === null ? [] : [`${head}${oneLine(text)}`])
    return [
      ...[...line('# ', title), ...line('Style: ', style), ...line('Negative: ', negative)],
      ...shots.flatMap(shot => [
        ...[...line('- ', shot.prompt), ...line('  id: ', shot.id), ...line('  what: ', shot.whatHappens)],
        ...[...line('  camera: ', shot.cameraMove), ...line('  passage: ', shot.passage)],
        ...[...line('  section: ', shot.section), ...line('  model: ', shot.model)],
      ]),
    ].join('\n')
  }

  test('JSON: everything', () => {
    fc.assert(
      fc.property(anyTreatment, treatment => {
        expect(parseTreatment(JSON.stringify(treatment), 'json')).toEqual(treatment)
      }),
    )
  })

  test('CSV: all but the title', () => {
    fc.assert(
      fc.property(anyTreatment, treatment => {
        expect(parseTreatment(csvOf(treatment), 'csv')).toEqual({ ...treatment, title: null })
      }),
    )
  })

  test('Markdown: all but line ends and runs of blanks', () => {
    fc.assert(
      fc.property(anyTreatment, treatment => {
        const shots = treatment.shots.map(shot => ({
          id: shot.id,
          prompt: oneLine(shot.prompt),
          whatHappens: oneLine(shot.whatHappens),
          cameraMove: oneLine(shot.cameraMove),
          passage: oneLine(shot.passage),
          section: oneLine(shot.section),
          model: oneLine(shot.model),
        }))
        const { title, style, negative } = treatment
        expect(parseTreatment(markdownOf(treatment), 'markdown')).toEqual({
          title: oneLine(title),
          style: oneLine(style),
          negative: oneLine(negative),
          shots,
        })
      }),
    )
  })

  test('plain text: the prompts, each on one line', () => {
    fc.assert(
      fc.property(anyTreatment, ({ shots }) => {
        const lines = shots.map(shot => oneLine(shot.prompt))
        // What begins with # is a note, unless blanks stand before it.
        expect(prompts(parseTreatment(lines.map(line => ` ${line}`).join('\n'), 'text'))).toEqual(lines)
      }),
    )
  })
})
