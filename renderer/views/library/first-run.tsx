import { Play, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { SETTINGS } from '#model/settings.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Plate } from '../../ui/chip.tsx'
import { Segments } from '../../ui/choice.tsx'
import { ICON } from '../../ui/icon.ts'
import { useSettings } from '../settings/use-settings.ts'
import clipBeach from './pictures/clip-beach.webp'
import clipCity from './pictures/clip-city.webp'
import clipCorridor from './pictures/clip-corridor.webp'
import sampleFilm from './pictures/sample-film.webp'
import { SongSketch } from './song-sketch.tsx'

const { firstRun: words } = texts.library

type Props = {
  readonly isOver: boolean
  readonly chooseSong: () => void
  readonly openSample: () => void
  readonly chooseClips: () => void
}

/** The Library before its first project: one thing to do, and two other ways in. */
export function FirstRun({ isOver, chooseSong, openSample, chooseClips }: Props) {
  return (
    <div className="flex min-h-full flex-col">
      <div className="m-auto flex w-full max-w-[max(960px,50vw)] flex-col gap-6 py-6 max-wide:gap-4 max-wide:py-4">
        <section
          aria-labelledby="drop-your-song"
          className={`flex flex-col items-center rounded-card border border-dashed px-8 py-14 text-center max-wide:py-6 ${isOver ? 'border-now bg-now-dim' : 'border-line-strong bg-panel'}`}
        >
          <div className="w-full max-w-184 max-wide:max-w-110">
            <SongSketch />
          </div>
          <h2 id="drop-your-song" className="mt-10 text-34 font-strong tracking-tight max-wide:mt-4 max-wide:text-24">
            {words.title}
          </h2>
          <p className="mt-2 text-15 text-soft">{words.kinds}</p>
          <Button look="primary" size="large" className="mt-4" onClick={chooseSong}>
            {words.choose}
          </Button>
        </section>
        <div className="grid grid-cols-2 gap-5">
          <WayIn
            title={words.sampleTitle}
            body={words.sampleBody}
            note={words.sampleNote}
            open={openSample}
            picture={
              <span className="relative block">
                <img src={sampleFilm} alt="" className="block aspect-video w-full rounded-small object-cover" />
                <span className="absolute inset-0 m-auto flex size-11 items-center justify-center rounded-full bg-plate text-on-plate">
                  <Play size={20} strokeWidth={1.6} className="ml-0.5" />
                </span>
                <Plate className="absolute right-1.5 bottom-1.5">{words.sampleLength}</Plate>
              </span>
            }
          />
          <WayIn
            title={words.clipsTitle}
            body={words.clipsBody}
            note={words.clipsNote}
            open={chooseClips}
            picture={<Pile />}
          />
        </div>
      </div>
      <Hands />
    </div>
  )
}

function WayIn({
  title,
  body,
  note,
  picture,
  open,
}: {
  title: string
  body: string
  note: string
  picture: ReactNode
  open: () => void
}) {
  return (
    <button
      type="button"
      onClick={open}
      className="grid grid-cols-[minmax(0,0.85fr)_minmax(0,1fr)] items-center gap-5 rounded-card bg-panel p-4 text-left hover:bg-raised contrast-more:inset-ring contrast-more:inset-ring-line"
    >
      {/* The words beside it say it all. */}
      <span aria-hidden="true" className="block">
        {picture}
      </span>
      <span className="block">
        <span className="block text-15 font-strong">{title}</span>
        <span className="mt-1 block text-pretty text-soft">{body}</span>
        <span className="mt-2 block text-12 text-faint">{note}</span>
      </span>
    </button>
  )
}

function Pile() {
  const clips = [clipCity, clipCorridor, clipBeach]
  return (
    <span className="relative block aspect-video">
      {clips.map((clip, index) => (
        <img
          key={clip}
          src={clip}
          alt=""
          className="absolute block aspect-video w-[82%] rounded-small object-cover shadow-float"
          style={{ left: `${9 * index}%`, top: `${9 * index}%` }}
        />
      ))}
    </span>
  )
}

/** Which editor's keys the hands know. */
function Hands() {
  const { values, change } = useSettings()
  const layouts = SETTINGS.keyLayout.type.options
  return (
    <footer className="-mx-8 flex h-16 shrink-0 items-center justify-center gap-4 border-t border-line px-8">
      {/* One layout is no question. */}
      {layouts.length > 1 && (
        <>
          <span className="text-soft">{words.hands}</span>
          <Segments
            name={words.hands}
            value={values.keyLayout}
            options={layouts.map(layout => ({ value: layout, label: texts.settings.layouts[layout] }))}
            choose={keyLayout => change({ keyLayout })}
          />
        </>
      )}
      <span className="flex items-center gap-1.5 text-12 text-faint">
        {words.keys(texts.settings.layouts[values.keyLayout])} <CommandKeys id="frame.keys" />
      </span>
      <span className="ml-4 flex items-center gap-1.5 text-12 text-faint max-wide:hidden">
        <ShieldCheck {...ICON} size={14} />
        {words.noNetwork}
      </span>
    </footer>
  )
}
