import { useState } from 'react'
import { FRAME_RATES, formatFrameRate, isSameRate, parseFrameRate } from '#model/time.ts'
import { useStudio } from '../client/studio-context.tsx'
import { useAct } from '../client/use-act.ts'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { useProject } from './use-project.tsx'

const { film: words } = texts.frame

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [1280, 720],
  [1080, 1920],
  [1080, 1080],
] as const

/** The size and rate of the film: of takes that are asked for and cuts that are made from now on. */
export function FilmDialog({ close }: { close: () => void }) {
  const project = useProject()
  const studio = useStudio()
  const act = useAct()
  const [size, setSize] = useState(`${project.width}x${project.height}`)
  const [rate, setRate] = useState(formatFrameRate(project.rate))
  const [width, height] = /^(\d+)\s*[x×]\s*(\d+)$/.exec(size.trim())?.slice(1).map(Number) ?? []
  const isSize = isSide(width) && isSide(height)
  const chosenRate = parseFrameRate(rate) ?? project.rate

  function save(): void {
    if (!isSide(width) || !isSide(height)) return
    act(async () => {
      await studio.project.setFilm({ projectId: project.id, width, height, rate: chosenRate })
      close()
      if (!isSameRate(chosenRate, project.rate) && project.places.length > 0) {
        await studio.treatment.plan({ projectId: project.id })
      }
    })
  }

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      width="narrow"
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" disabled={!isSize} onClick={save}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={words.size}
          list="film-sizes"
          value={size}
          aria-invalid={!isSize}
          hint={isSize ? words.sizeHint : words.sizeWrong}
          onChange={event => setSize(event.target.value)}
        />
        <datalist id="film-sizes">
          {SIZES.map(([width, height]) => (
            <option key={`${width}x${height}`} value={`${width}x${height}`} />
          ))}
        </datalist>
        <SelectField
          label={words.rate}
          value={rate}
          options={FRAME_RATES.map(known => ({
            value: formatFrameRate(known),
            label: words.rateSaid(shortRate(known)),
          }))}
          choose={setRate}
          hint={isSameRate(chosenRate, project.rate) ? undefined : words.rateHint}
        />
      </div>
    </Dialog>
  )
}

function isSide(side: number | undefined): side is number {
  return side !== undefined && side >= 64 && side <= 8192 && side % 2 === 0
}

/** `23.976`, `24`. */
function shortRate({ numerator, denominator }: (typeof FRAME_RATES)[number]): string {
  return String(Math.round((1000 * numerator) / denominator) / 1000)
}
