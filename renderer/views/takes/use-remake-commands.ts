import type { TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { texts } from '../../texts.ts'
import { openRemake, openWithoutWord } from './remake-store.ts'

type Here = { readonly shot: TakeShot | null; readonly take: TakeRow | undefined }

/** The commands that lead on from where a take comes from: more like it, otherwise, or its history told. */
export function useRemakeCommands(here: () => Here, copyHistory: (take: TakeRow, title: string) => void): void {
  const titleOf = ({ shot, take }: Here): string => texts.takes.inspectorTitle(shot?.number ?? null, take?.number ?? 0)

  function remake(isVariation: boolean): void {
    const { shot, take } = here()
    if (!take) return
    const modelId = isVariation ? (take.request?.modelId ?? null) : null
    openRemake({ of: { kind: 'take', takeId: take.id }, title: titleOf({ shot, take }), isVariation, modelId })
  }

  useCommands({
    'takes.more': () => remake(true),
    'takes.reshoot': () => remake(false),
    'takes.without': () => {
      const { shot, take } = here()
      if (!take?.request) return
      openWithoutWord({ takeId: take.id, title: titleOf({ shot, take }), modelId: take.request.modelId })
    },
    'takes.reshootShot': () => {
      const { shot } = here()
      if (!shot) return
      const title = texts.takes.shotChoice(shot.number, shot.title)
      openRemake({ of: { kind: 'shot', shotId: shot.id }, title, isVariation: false, modelId: null })
    },
    'takes.copyHistory': () => {
      const { shot, take } = here()
      if (take) copyHistory(take, titleOf({ shot, take }))
    },
  })
}
