import { expect, test } from 'vitest'
import { DEFAULT_TEMPLATE, readTemplate } from './template.ts'

test('W11 what is wrong with a template is told with its place', () => {
  expect(readTemplate('{prompt} {camara} {x}').problems).toMatchObject([
    { kind: 'unknown-slot', start: 9, sentence: 'There is no {camara} in templates. Is {camera} meant?' },
    { kind: 'unknown-slot', start: 18 },
  ])
  expect(readTemplate('{prompt').problems).toMatchObject([{ kind: 'brace', start: 0 }])
  expect(readTemplate('{prompt} ] [{look} [{camera}]').problems).toMatchObject([
    { kind: 'bracket', start: 9 },
    { kind: 'bracket', start: 19 },
  ])
  expect(readTemplate('{prompt} [{look}').problems).toMatchObject([{ kind: 'bracket', start: 9 }])
  expect(readTemplate('{prompt} [16:9]').problems).toMatchObject([{ kind: 'no-slot', start: 9 }])
  expect(readTemplate('{look}').problems).toMatchObject([{ kind: 'no-prompt', start: 6 }])
  expect(readTemplate('[a {prompt}]').problems).toEqual([])
  expect(readTemplate(DEFAULT_TEMPLATE).problems).toEqual([])
})
