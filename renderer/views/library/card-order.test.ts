import { expect, test } from 'vitest'
import type { ProjectCard } from '#model/contract/project-card.ts'
import { ordered } from './card-order.ts'

const card = (title: string, rest: Partial<ProjectCard>): ProjectCard =>
  ({ id: title, title, shotCount: 0, circledCount: 0, createdAtMs: 0, openedAtMs: 0, ...rest }) as ProjectCard

const cards = [
  card('take 10', { openedAtMs: 3, createdAtMs: 1, shotCount: 4, circledCount: 1 }),
  card('Take 9', { openedAtMs: 1, createdAtMs: 3, shotCount: 2, circledCount: 2 }),
  card('éclair', { openedAtMs: 2, createdAtMs: 2 }),
]

test.each([
  ['opened', ['take 10', 'éclair', 'Take 9']],
  ['title', ['éclair', 'Take 9', 'take 10']],
  ['made', ['Take 9', 'éclair', 'take 10']],
  ['progress', ['Take 9', 'take 10', 'éclair']],
  ['size', ['éclair', 'take 10', 'Take 9']],
] as const)('by %s', (order, titles) => {
  const bytes: Record<string, number> = { éclair: 5 }
  expect(ordered(cards, order, id => bytes[id] ?? 0).map(({ title }) => title)).toEqual(titles)
})
