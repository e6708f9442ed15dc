import {
  CircleCheck,
  CircleSlash,
  CircleX,
  Copy,
  Download,
  FolderOpen,
  Play,
  RotateCw,
  SquareArrowOutUpRight,
  TriangleAlert,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { RenderListRow, RenderRemedy } from '#model/contract/renders-contract.ts'
import { PRESETS } from '#model/render-presets.ts'
import { MadePicture } from '../../playback/made-picture.tsx'
import { texts } from '../../texts.ts'
import { ago } from '../../ui/ago.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ICON, SMALL_ICON } from '../../ui/icon.ts'
import { sizeText } from '../../ui/size.ts'
import { useNow } from '../../ui/use-now.ts'
import { renderName } from './render-name.ts'

export type FinishedActs = {
  readonly play: (row: RenderListRow) => void
  /** In the system's own programs; absent in a browser, which has none. */
  readonly reveal: ((row: RenderListRow) => void) | null
  readonly open: ((row: RenderListRow) => void) | null
  readonly copyChecksum: (row: RenderListRow) => void
  readonly again: (row: RenderListRow) => void
  /** Leads to where the reason of a failure is mended. */
  readonly mend: (remedy: RenderRemedy, row: RenderListRow) => void
  readonly remove: (row: RenderListRow) => void
}

/** What is over: films with what was verified of them, and what did not come to be. */
export function FinishedList({ rows, acts }: { rows: readonly RenderListRow[]; acts: FinishedActs }) {
  const nowMs = useNow()
  if (rows.length === 0) {
    return (
      <p className="border-t border-line px-6 py-4 max-wide:px-5 text-12 text-pretty text-faint">
        {texts.render.finishedEmpty}
      </p>
    )
  }
  return (
    <ul aria-label={texts.render.finished}>
      {rows.map((row, index) => (
        <li
          key={row.id}
          className="group flex items-center gap-4 border-t border-line px-6 py-3 last:border-b max-wide:gap-3 max-wide:px-5"
        >
          <Picture row={row} isLarge={index === 0 && row.state === 'done'} play={acts.play} />
          <div className="min-w-0 grow">
            <p className="truncate font-medium" title={`${row.folder}/${row.fileName}`}>
              {row.state === 'done' ? row.fileName : renderName(row)}
            </p>
            <State row={row} />
            <p className="text-12 text-pretty text-faint tabular-nums">{detailsOf(row, nowMs)}</p>
            <div className="mt-1.5 flex flex-wrap gap-1.5">
              <Actions row={row} acts={acts} />
            </div>
          </div>
          <IconButton
            name={texts.render.remove(row.state === 'done' ? row.fileName : renderName(row))}
            look="quiet"
            size="small"
            className="self-start"
            onClick={() => acts.remove(row)}
          >
            <X {...ICON} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

/** A browser plays H.264; a master opens in the system's own player, where there is one. */
export function isPlayedHere({ preset, fileName }: RenderListRow): boolean {
  return preset ? PRESETS[preset].picture.codec === 'h264' : !fileName.endsWith('.mov')
}

function Picture({ row, isLarge, play }: { row: RenderListRow; isLarge: boolean; play: (row: RenderListRow) => void }) {
  const size = isLarge ? 'h-26 w-46 max-wide:h-13.5 max-wide:w-24' : 'h-19 w-34 max-wide:h-13.5 max-wide:w-24'
  if (row.state !== 'done' || !row.isFileThere) {
    return (
      <span className={`flex ${size} shrink-0 items-center justify-center rounded-small bg-raised text-faint`}>
        <CircleSlash {...ICON} />
      </span>
    )
  }
  return (
    <span className={`relative block ${size} shrink-0 overflow-hidden rounded-small bg-well`}>
      <MadePicture src={`/render/${row.id}/poster`} alt="" className="size-full" />
      {isPlayedHere(row) && (
        <button
          type="button"
          aria-label={texts.render.play(row.fileName)}
          onClick={() => play(row)}
          className="absolute inset-0 m-auto flex size-9 items-center justify-center rounded-full bg-plate pl-0.5 text-on-plate"
        >
          <Play {...ICON} size={18} />
        </button>
      )}
    </span>
  )
}

function State({ row }: { row: RenderListRow }) {
  const line = (colour: string, icon: ReactNode, words: string) => (
    <p className={`flex items-start gap-1.5 text-12 leading-4.5 text-pretty ${colour}`}>
      <span className="mt-0.75 shrink-0">{icon}</span>
      <span className="min-w-0 wrap-anywhere">{words}</span>
    </p>
  )
  if (row.state === 'failed') return line('text-bad', <CircleX {...SMALL_ICON} />, row.failure ?? texts.render.failed)
  if (row.state === 'stopped') return line('text-soft', <CircleSlash {...SMALL_ICON} />, texts.render.stopped)
  if (!row.isFileThere) return line('text-warn', <TriangleAlert {...SMALL_ICON} />, texts.render.gone)
  return line('text-ok', <CircleCheck {...SMALL_ICON} />, verifiedWords(row))
}

function verifiedWords({ facts }: RenderListRow): string {
  if (!facts) return texts.render.unverified
  const seconds = facts.pictureSeconds.toFixed(3)
  const frames = facts.frames.toLocaleString('en-GB')
  if (facts.soundSeconds === null) return texts.render.verifiedSilent(seconds, frames)
  const framesOff = Math.ceil((facts.syncOffSeconds * facts.frames) / facts.pictureSeconds)
  return texts.render.verified(seconds, frames, framesOff)
}

function detailsOf(row: RenderListRow, nowMs: number): string {
  const { facts, finishedAtMs, createdAtMs, isAgainPossible, isBegun, state } = row
  return texts.render.details([
    ...(facts ? [sizeText(facts.sizeBytes)] : []),
    ago(finishedAtMs ?? createdAtMs, nowMs),
    ...(state !== 'done' && isAgainPossible && isBegun ? [texts.render.kept] : []),
    ...(facts && facts.piecesReused > 0 ? [texts.render.pieceReuse(facts.piecesReused, facts.pieces)] : []),
    ...(facts?.sha256 ? [texts.render.checksumShort(facts.sha256)] : []),
  ])
}

function Actions({ row, acts }: { row: RenderListRow; acts: FinishedActs }) {
  const { open, reveal, copyChecksum, again, mend } = acts
  if (row.state !== 'done') {
    return (
      <>
        {row.remedies.map(remedy => (
          <Button key={remedy} size="small" onClick={() => mend(remedy, row)}>
            {texts.render.remedies[remedy]}
          </Button>
        ))}
        {row.isAgainPossible && <AgainButton again={() => again(row)} />}
      </>
    )
  }
  return (
    <>
      {row.isFileThere && open && !isPlayedHere(row) && (
        <Button size="small" onClick={() => open(row)}>
          <SquareArrowOutUpRight {...SMALL_ICON} />
          {texts.render.open}
        </Button>
      )}
      {row.isFileThere && reveal && (
        <Button size="small" onClick={() => reveal(row)}>
          <FolderOpen {...SMALL_ICON} />
          {texts.render.reveal}
        </Button>
      )}
      {row.isFileThere && !reveal && (
        <a
          href={`/render/${row.id}`}
          download={row.fileName}
          className="inline-flex h-6 items-center gap-1 rounded-control bg-control px-2 text-12 font-medium inset-ring inset-ring-control-edge hover:bg-control-hover"
        >
          <Download {...SMALL_ICON} />
          {texts.render.save}
        </a>
      )}
      {!row.isFileThere && row.isAgainPossible && <AgainButton again={() => again(row)} />}
      {row.isFileThere && row.facts?.sha256 && (
        <Button size="small" onClick={() => copyChecksum(row)}>
          <Copy {...SMALL_ICON} />
          {texts.render.checksum}
        </Button>
      )}
    </>
  )
}

function AgainButton({ again }: { again: () => void }) {
  return (
    <Button size="small" onClick={again}>
      <RotateCw {...SMALL_ICON} />
      {texts.render.again}
    </Button>
  )
}
