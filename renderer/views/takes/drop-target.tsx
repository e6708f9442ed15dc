import { Film } from 'lucide-react'
import { texts } from '../../texts.ts'

/** Over everything while clips are dragged in. */
export function DropTarget() {
  return (
    <div className="pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-card border-2 border-dashed border-now bg-scrim">
      <div className="flex flex-col items-center gap-2 rounded-card bg-panel px-8 py-6 text-center shadow-float">
        <Film size={32} strokeWidth={1.4} aria-hidden="true" />
        <b className="text-18 font-strong">{texts.takes.dropHere}</b>
        <span className="text-soft">{texts.takes.dropHint}</span>
      </div>
    </div>
  )
}
