import { ChevronsUpDown, FolderCog } from 'lucide-react'
import type { RenderCut, RenderOffer } from '#model/contract/renders-contract.ts'
import { PRESETS, type PresetName } from '#model/render-presets.ts'
import { secondsFromFrames } from '#model/time.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Menu } from '../../ui/menu.tsx'
import { sizeText } from '../../ui/size.ts'
import { Tip } from '../../ui/tip.tsx'
import type { NamedSpan } from './spans.ts'
import { filmLength, timeWords } from './time-words.ts'

type Props = {
  readonly cut: RenderCut
  readonly preset: PresetName
  readonly offer: RenderOffer | undefined
  readonly folder: string | undefined
  readonly spans: readonly NamedSpan[]
  readonly span: NamedSpan
  readonly chooseSpan: (span: NamedSpan) => void
  readonly changeFolder: () => void
  /** Why it cannot be rendered now; null when it can. */
  readonly hindrance: string | null
  readonly render: () => void
}

/** What will be rendered, where to, and the button that does it. */
export function RenderBar(props: Props) {
  const { cut, preset, offer, folder, spans, span, chooseSpan, changeFolder, hindrance, render } = props
  const words = texts.render
  const nameOf = ({ section, startFrame, endFrame }: NamedSpan): string =>
    words.rangeLength(section ?? words.wholeFilm, filmLength(secondsFromFrames(endFrame - startFrame, cut.rate)))
  const isReady = offer !== undefined && offer.trouble === null && hindrance === null
  return (
    <div className="flex min-h-21 shrink-0 items-center gap-6 border-t border-line px-6 py-3 max-wide:gap-4 max-wide:px-5">
      <dl className="grid min-w-0 grow grid-cols-[auto_minmax(0,1fr)_auto_auto] items-center gap-x-4 wide:grid-cols-[56px_minmax(0,1fr)_56px_minmax(0,1fr)] gap-y-1 text-12">
        <dt className="text-faint">{words.range}</dt>
        <dd className="min-w-0">
          <Menu
            trigger={
              <button
                type="button"
                aria-label={`${words.range}: ${nameOf(span)}`}
                className="-mx-1.5 flex h-6 max-w-full items-center gap-1 rounded-control px-1.5 hover:bg-control"
              >
                <span className="truncate tabular-nums">{nameOf(span)}</span>
                <ChevronsUpDown {...SMALL_ICON} className="shrink-0 text-faint" />
              </button>
            }
            entries={spans.map(each => ({
              label: nameOf(each),
              run: () => chooseSpan(each),
              isOn: each.index === span.index,
            }))}
          />
        </dd>
        <dt className="text-faint">{words.captions}</dt>
        <dd className="truncate">{PRESETS[preset].areCaptionsShown ? words.captionsOn : words.captionsOff}</dd>
        <dt className="text-faint">{words.to}</dt>
        <dd className="min-w-0">
          <Tip text={words.changeFolder}>
            <button
              type="button"
              aria-label={`${words.changeFolder}: ${folder ?? ''}`}
              onClick={changeFolder}
              className="-mx-1.5 flex h-6 max-w-full items-center gap-1 rounded-control px-1.5 hover:bg-control"
            >
              <span className="truncate">{folder === undefined ? '…' : folderWords(folder)}</span>
              <FolderCog {...SMALL_ICON} className="shrink-0 text-faint" />
            </button>
          </Tip>
        </dd>
        <dt className="text-faint">{words.ready}</dt>
        <dd className="truncate tabular-nums">{offer ? words.piecesReady(offer.piecesReady, offer.pieces) : '…'}</dd>
      </dl>
      <Tip text={hindrance ?? words.commands.start} keys={<CommandKeys id="render.start" />}>
        <Button look="primary" size="large" disabled={!isReady} onClick={render}>
          {words.render}
          {offer && offer.trouble === null && (
            <span className="font-medium tabular-nums">
              {words.renderDetail(sizeText(offer.sizeBytes), timeWords(offer.seconds))}
            </span>
          )}
        </Button>
      </Tip>
    </div>
  )
}

/** The last two parts of a folder: where it is, as far as people look. */
function folderWords(folder: string): string {
  return folder.split(/[\\/]/).filter(Boolean).slice(-2).join(' / ')
}
