import type { ProjectCard } from '#model/contract/project-card.ts'

/** How cards can be sorted. */
export const CARD_ORDERS = ['opened', 'title', 'made', 'progress', 'size'] as const
export type CardOrder = (typeof CARD_ORDERS)[number]

/** Cards in an order; `bytesOf` tells what a project takes on the disk, as far as it is known yet. */
export function ordered(
  cards: readonly ProjectCard[],
  order: CardOrder,
  bytesOf: (projectId: string) => number,
): ProjectCard[] {
  return cards.toSorted((a, b) => compare(a, b, order, bytesOf) || b.openedAtMs - a.openedAtMs)
}

function compare(a: ProjectCard, b: ProjectCard, order: CardOrder, bytesOf: (projectId: string) => number): number {
  switch (order) {
    case 'opened':
      return b.openedAtMs - a.openedAtMs
    case 'title':
      return a.title.localeCompare(b.title, undefined, { numeric: true, sensitivity: 'base' })
    case 'made':
      return b.createdAtMs - a.createdAtMs
    case 'progress':
      return progressOf(b) - progressOf(a)
    case 'size':
      return bytesOf(b.id) - bytesOf(a.id)
    default:
      return order satisfies never
  }
}

function progressOf({ circledCount, shotCount }: ProjectCard): number {
  return shotCount === 0 ? -1 : circledCount / shotCount
}

const KEY = 'library-order'

/** The order this window was left in. */
export function keptOrder(): CardOrder {
  const kept = localStorage.getItem(KEY)
  return CARD_ORDERS.find(order => order === kept) ?? 'opened'
}

export function keepOrder(order: CardOrder): void {
  localStorage.setItem(KEY, order)
}
