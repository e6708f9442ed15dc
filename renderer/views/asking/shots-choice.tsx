import type { RefObject } from 'react'
import { texts } from '../../texts.ts'
import type { AskableShots, Asking, Which } from './use-asking.ts'

const words = texts.asking

type Option = {
  readonly value: Which
  readonly label: string
  readonly note?: string
  readonly isDisabled?: boolean
}

/** The rounds, or shots chosen by hand. */
export function ShotsChoice({
  shots,
  asking,
  chosen,
}: {
  shots: AskableShots
  asking: Asking
  chosen: RefObject<HTMLInputElement | null>
}) {
  const { which, choose } = asking
  return (
    <fieldset>
      <legend className="mb-1.5 text-12 text-soft">{words.which}</legend>
      {optionsOf(shots, asking).map(({ value, label, note, isDisabled = false }) => (
        <label key={value} className={`flex min-h-7 items-center gap-2 ${isDisabled ? 'text-faint' : ''}`}>
          <input
            ref={which === value ? chosen : undefined}
            type="radio"
            name="which"
            checked={which === value}
            disabled={isDisabled}
            onChange={() => choose(value)}
            className="size-3.5 accent-now"
          />
          {label}
          {note !== undefined && (
            <span aria-hidden="true" className="text-12 text-faint">
              {note}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  )
}

function optionsOf({ current, selected, all }: AskableShots, { which, price }: Asking): Option[] {
  const rounds = price?.rounds
  const isOver = (value: Which, count: number | undefined): boolean => count === 0 && which !== value
  return [
    {
      value: 'without-takes',
      label: words.roundOne(rounds?.withoutTakes ?? null),
      note: words.roundOneNote,
      isDisabled: isOver('without-takes', rounds?.withoutTakes),
    },
    {
      value: 'none-kept',
      label: words.roundTwo(rounds?.noneKept ?? null),
      note: words.roundTwoNote,
      isDisabled: isOver('none-kept', rounds?.noneKept),
    },
    ...(selected.length > 1 ? [{ value: 'selected' as const, label: words.selected(selected.length) }] : []),
    ...(current ? [{ value: 'current' as const, label: words.this(current.number) }] : []),
    { value: 'all', label: words.all(all.length) },
  ]
}
