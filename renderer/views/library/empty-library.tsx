import { texts } from '../../texts.ts'
import { MakeCommand } from './make-command.tsx'
import { SongSketch } from './song-sketch.tsx'

/** The Library before its first project: what goes here, and the one next step. */
export function EmptyLibrary() {
  return (
    <section className="m-auto flex w-full max-w-240 flex-col items-center rounded-card bg-panel px-8 py-14 text-center">
      <SongSketch />
      <h2 className="mt-10 text-34 font-strong tracking-tight text-balance">{texts.empty.title}</h2>
      <p className="mt-3 max-w-140 text-15 text-pretty text-soft">{texts.empty.body}</p>
      <p className="mt-8 mb-2 text-12 text-faint">{texts.empty.step}</p>
      <MakeCommand look="primary" />
    </section>
  )
}
