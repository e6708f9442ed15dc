import { createChangeFollower } from '#main/library/change-counts.ts'
import type { DeskContext } from '../desk-context.ts'

/** Begins work again when the connection returns, and lets new services be known as soon as any process has added them. */
export function followServices({ library, host, background, closing }: DeskContext, onServices: () => void): void {
  const stops = [
    host.network?.onChange(() => background.tryAgain()),
    createChangeFollower(library.db)(changes => {
      if (changes.some(({ topic }) => topic === 'services')) onServices()
    }),
  ]
  closing.addEventListener('abort', () => stops.forEach(stop => stop?.()), { once: true })
}
