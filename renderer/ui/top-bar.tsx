import { texts } from '../texts.ts'
import { Mark } from './mark.tsx'

export function TopBar() {
  return (
    <header className="sticky top-0 z-10 flex h-10 shrink-0 items-center gap-2 border-b border-line bg-panel px-4">
      <Mark />
      <span className="font-strong tracking-tight">{texts.studio}</span>
    </header>
  )
}
