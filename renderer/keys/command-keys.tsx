import type { CommandId } from '../commands/catalogue.ts'
import { Keys } from '../ui/keys.tsx'
import { useKeyLayout } from './use-layout.tsx'

/** The key of a command in the person's layout; nothing where it has none. */
export function CommandKeys({ id }: { id: CommandId }) {
  const combo = useKeyLayout().keys[id]?.[0]
  return combo === undefined ? null : <Keys combo={combo} />
}
