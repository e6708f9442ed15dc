import type { StudioClient } from './client/client.ts'
import { TopBar } from './ui/top-bar.tsx'
import { LibraryView } from './views/library/library-view.tsx'

/** The window: its frame and the screen in it. */
export function App({ studio }: { studio: StudioClient }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar />
      <LibraryView studio={studio} />
    </div>
  )
}
