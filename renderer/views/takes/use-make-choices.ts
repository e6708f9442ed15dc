import { useMemo } from 'react'
import type { MakeChoices } from './make-takes.tsx'
import { useTakesSession } from './takes-store.ts'
import type { Takes } from './use-takes.ts'

/** Which shots takes can be made for: those of the selected takes, the current one, all. */
export function useMakeChoices({ takes, shots, counts }: Takes, shot: Takes['shots'][number] | null): MakeChoices {
  const selected = useTakesSession(session => session.selected)
  return useMemo(() => {
    const ofSelected = new Set(takes.filter(({ id }) => selected.has(id)).flatMap(({ shotIds }) => shotIds))
    return {
      without: counts.shotsWithout,
      current: shot && { id: shot.id, number: shot.number },
      selected: [...ofSelected],
      all: shots.map(({ id }) => id),
    }
  }, [takes, shots, counts.shotsWithout, shot, selected])
}
