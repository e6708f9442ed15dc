import * as fc from 'fast-check'

const SHARDS = [
  '{',
  '}',
  '|',
  '\\',
  '{{',
  '}}',
  '{{mara}}',
  '{{ place.sea }}',
  '{{x',
  'a',
  ' ',
  '.',
  ', ',
  '\n',
  '😀',
  'é',
]

/** Texts full of the marks that mean something, matched and unmatched. */
export const anyWritten: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...SHARDS), { maxLength: 14 })
  .map(shards => shards.join(''))
