import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { ICON } from '../ui/icon.ts'

/** The field of the palette, before and after its list is there. */
export const PALETTE_FIELD = 'min-w-0 grow bg-transparent text-15 text-text outline-none placeholder:text-faint'

/** The line that holds it. */
export function PaletteLine({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-13 items-center gap-3 border-b border-line px-4 text-faint">
      <Search {...ICON} />
      {children}
    </div>
  )
}
