import { Copy } from 'lucide-react'
import { MadePicture } from '../../playback/made-picture.tsx'
import { texts } from '../../texts.ts'
import { SMALL_ICON } from '../../ui/icon.ts'
import { copyText } from '../treatment/copy-text.ts'
import type { HistoryLine } from './history-lines.ts'

/** Where a take comes from, line by line; a press on a value copies it. */
export function TakeHistory({ groups }: { groups: readonly (readonly HistoryLine[])[] }) {
  return (
    <div className="flex flex-col gap-3">
      {groups.map(group => (
        <dl key={group[0]?.name} className="flex flex-col">
          {group.map(line => (
            <Line key={line.name} line={line} />
          ))}
        </dl>
      ))}
    </div>
  )
}

function Line({ line: { name, value, mediaId } }: { line: HistoryLine }) {
  return (
    <div className="grid grid-cols-[108px_minmax(0,1fr)] gap-x-2">
      <dt className="py-0.5 text-12 leading-5 text-soft">{name}</dt>
      <dd className="min-w-0">
        <button
          type="button"
          aria-label={texts.takeHistory.copy(name, value)}
          onClick={() => void copyText(value, texts.takeHistory.valueCopied(name))}
          className="group/line -mx-1 flex min-h-6 w-[calc(100%+8px)] items-start gap-1 rounded-small px-1 py-0.5 text-left text-12 leading-5 hover:bg-raised"
        >
          {mediaId && (
            <MadePicture
              src={`/thumb/${mediaId}`}
              alt=""
              className="aspect-video h-9 shrink-0 rounded-small object-cover"
            />
          )}
          <span className={`min-w-0 grow ${mediaId ? 'truncate' : 'line-clamp-4 break-words'}`} title={value}>
            {value}
          </span>
          <Copy
            {...SMALL_ICON}
            size={12}
            className="invisible mt-1 shrink-0 text-soft group-hover/line:visible group-focus-visible/line:visible"
          />
        </button>
      </dd>
    </div>
  )
}
