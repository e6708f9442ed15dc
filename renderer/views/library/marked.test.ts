import { expect, test } from 'vitest'
import { marked } from './marked.ts'

const hits = (text: string, search: string): string =>
  marked(text, search)
    .map(part => (part.isHit ? `[${part.text}]` : part.text))
    .join('')

test.each([
  ['Fly through the bubble', 'bub', 'Fly through the [bub]ble'],
  ['Fly-through, fly on', 'FLY', '[Fly]-through, [fly] on'],
  ['Das Café am Café', 'cafe', 'Das [Café] am [Café]'],
  ['Das Café', 'ca', 'Das [Ca]fé'],
  ['nothing', 'other', 'nothing'],
  ['hubble', 'bub', 'hubble'],
  ['all of it', '', 'all of it'],
])('%s, searched for %s', (text, search, wanted) => {
  expect(hits(text, search)).toBe(wanted)
})
