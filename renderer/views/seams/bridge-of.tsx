import { texts } from '../../texts.ts'
import { useSeams } from './use-seams.ts'

/** Which cut a bridge is for, since it stands among takes without a shot; nothing for others. */
export function BridgeOf({ takeId }: { takeId: string }) {
  const seam = useSeams().find(({ bridgeTakeIds }) => bridgeTakeIds.includes(takeId))
  if (!seam) return null
  return <p className="border-b border-line px-4 py-3 text-pretty">{texts.seamBindings.bridgeOf(seam.toNumber)}</p>
}
