import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { CircleCheck } from 'lucide-react'
import type { RenderCut, RenderOffer } from '#model/contract/renders-contract.ts'
import { PRESET_NAMES, PRESETS, renderSize, type PresetName } from '#model/render-presets.ts'
import { secondsFromFrames } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import { sizeText } from '../../ui/size.ts'
import { Skeleton } from '../../ui/states.tsx'
import { timeWords } from './time-words.ts'

type Props = {
  readonly cut: RenderCut
  /** How long the span is, in frames. */
  readonly frames: number
  readonly offers: readonly RenderOffer[] | undefined
  /** Whether offers will be there in a moment. */
  readonly isReckoning: boolean
  readonly value: PresetName
  readonly choose: (preset: PresetName) => void
}

/** The ways a film can be rendered, with what each would come to. */
export function PresetCards({ cut, frames, offers, isReckoning, value, choose }: Props) {
  return (
    <RadioGroup
      aria-label={texts.render.presets}
      value={value}
      onValueChange={chosen => choose(chosen)}
      className="grid grid-cols-[repeat(auto-fill,minmax(184px,1fr))] gap-3"
    >
      {PRESET_NAMES.map(name => (
        <PresetCard
          key={name}
          name={name}
          cut={cut}
          frames={frames}
          offer={offers?.find(({ preset }) => preset === name)}
          isReckoning={isReckoning}
        />
      ))}
    </RadioGroup>
  )
}

function PresetCard({
  name,
  cut,
  frames,
  offer,
  isReckoning,
}: {
  name: PresetName
  cut: RenderCut
  frames: number
  offer: RenderOffer | undefined
  isReckoning: boolean
}) {
  const preset = PRESETS[name]
  const { width, height } = renderSize(preset, cut)
  const fps = Number((cut.rate.numerator / cut.rate.denominator).toFixed(3))
  const extra = texts.render.presetExtras[name]
  const seconds = secondsFromFrames(frames, cut.rate)
  const codec = texts.render.codecs[preset.picture.codec]
  const bits =
    offer && preset.picture.codec === 'h264' ? texts.render.megabits((offer.sizeBytes * 8) / seconds / 1e6) : null
  return (
    <Radio.Root
      value={name}
      disabled={offer?.trouble !== null && offer?.trouble !== undefined}
      onKeyDown={event => {
        // It would keep Enter from everybody, and so the render from its key.
        if (event.ctrlKey || event.metaKey) event.preventBaseUIHandler()
      }}
      className="group flex flex-col rounded-card bg-panel px-3.5 pt-2.5 pb-3 text-left inset-ring inset-ring-control-edge transition-colors hover:bg-raised data-checked:bg-now-dim data-checked:inset-ring-[1.5px] data-checked:inset-ring-now data-disabled:opacity-60 data-disabled:hover:bg-panel"
    >
      <span className="flex items-center gap-2">
        <span className="grow truncate font-strong">{texts.render.presetNames[name]}</span>
        <CircleCheck {...ICON} className="hidden shrink-0 text-now group-data-checked:block" />
      </span>
      <span className="truncate text-12 text-soft">{texts.render.size(width, height, `${fps}`)}</span>
      <span className="truncate text-12 text-faint group-data-checked:text-soft">
        {[codec, extra ?? bits].filter(Boolean).join(', ')}
      </span>
      <span className="mt-2 flex h-4 items-center justify-between gap-2 text-12 tabular-nums">
        <Estimate offer={offer} isReckoning={isReckoning} />
      </span>
    </Radio.Root>
  )
}

function Estimate({ offer, isReckoning }: { offer: RenderOffer | undefined; isReckoning: boolean }) {
  if (!offer && !isReckoning) return null
  if (!offer) {
    return (
      <>
        <span className="sr-only">{texts.render.estimating}</span>
        <Skeleton className="h-3 w-12" />
        <Skeleton className="h-3 w-14" />
      </>
    )
  }
  if (offer.trouble !== null) return <span className="truncate text-soft">{texts.render.notHere}</span>
  return (
    <>
      <span>{sizeText(offer.sizeBytes)}</span>
      <span className="text-soft">{timeWords(offer.seconds)}</span>
    </>
  )
}
