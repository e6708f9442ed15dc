import { X } from 'lucide-react'
import type { RenderListRow, RenderProgressEvent } from '#model/contract/renders-contract.ts'
import { MadePicture } from '../../playback/made-picture.tsx'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { ICON } from '../../ui/icon.ts'
import { PieceBar } from './piece-bar.tsx'
import { renderName } from './render-name.ts'
import { timeWords } from './time-words.ts'

type Props = {
  readonly projectId: string
  readonly rows: readonly RenderListRow[]
  readonly progress: ReadonlyMap<string, RenderProgressEvent>
  readonly stop: (row: RenderListRow) => void
}

/** What is being rendered, and what waits for its turn. */
export function QueueList({ projectId, rows, progress, stop }: Props) {
  if (rows.length === 0) {
    return (
      <p className="border-t border-line px-6 py-4 max-wide:px-5 text-12 text-pretty text-faint">
        {texts.render.queueEmpty}
      </p>
    )
  }
  return (
    <ul aria-label={texts.render.queue}>
      {rows.map((row, index) => (
        <li key={row.id} className="flex gap-3.5 border-t border-line px-6 pt-2.5 pb-3 max-wide:px-5">
          <MadePicture
            src={`/poster/${projectId}`}
            alt=""
            className="h-13.5 w-24 shrink-0 rounded-small max-wide:hidden"
          />
          <QueueRow
            row={row}
            isFirst={index === 0}
            progress={row.state === 'running' ? progress.get(row.id) : undefined}
          />
          <IconButton name={texts.render.stop(renderName(row))} look="quiet" size="small" onClick={() => stop(row)}>
            <X {...ICON} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

function QueueRow({
  row,
  isFirst,
  progress,
}: {
  row: RenderListRow
  isFirst: boolean
  progress: RenderProgressEvent | undefined
}) {
  const name = renderName(row)
  const share = progress ? progress.doneFrames / Math.max(1, progress.totalFrames) : 0
  const left = progress?.secondsLeft ? timeWords(progress.secondsLeft) : null
  return (
    <div className="min-w-0 grow">
      <div className="flex items-baseline gap-3">
        <span className="min-w-0 grow truncate font-medium">{name}</span>
        {progress && (
          <span className="shrink-0 tabular-nums">
            {texts.render.percentLeft(Math.floor(share * 100), progress.step === 'encoding' ? left : null)}
          </span>
        )}
      </div>
      <p className="h-4.5 truncate text-12 leading-4.5 text-soft tabular-nums">
        {progress ? progressWords(progress) : waitingWords(row, isFirst)}
      </p>
      {progress && (
        <div className="mt-1.5">
          <PieceBar label={texts.render.piecesName(name)} pieces={progress.pieces} share={share} />
        </div>
      )}
    </div>
  )
}

function waitingWords({ state }: RenderListRow, isFirst: boolean): string {
  if (state === 'running') return texts.render.elsewhere
  return isFirst ? texts.render.begins : texts.render.waits
}

function progressWords({ step, pieces, doneFrames, totalFrames, framesPerSecond }: RenderProgressEvent): string {
  if (step !== 'encoding') return texts.render.steps[step]
  const number = (value: number): string => value.toLocaleString('en-GB')
  const ready = pieces.filter(state => state === 'ready').length
  return [
    texts.render.pieceOf(Math.min(pieces.length, ready + 1), pieces.length),
    texts.render.framesOf(number(doneFrames), number(totalFrames)),
    ...(framesPerSecond === null ? [] : [texts.render.speed(Math.round(framesPerSecond))]),
  ].join(', ')
}
