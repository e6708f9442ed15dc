import {
  Check,
  Circle,
  CircleQuestionMark,
  Copy,
  Eraser,
  Film,
  FolderOpen,
  Image,
  PencilLine,
  RotateCcw,
  Scissors,
  Sparkles,
  Trash2,
  X,
} from 'lucide-react'
import type { ReactElement } from 'react'
import type { OpenRequest } from '#model/contract/outbox-contract.ts'
import type { TakeRow } from '#model/contract/takes-contract.ts'
import type { CommandId } from '../../commands/catalogue.ts'
import { runCommand } from '../../commands/registry.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { ICON } from '../../ui/icon.ts'
import { ContextMenu, type MenuEntry } from '../../ui/menu.tsx'
import type { TileActs } from './take-tile.tsx'
import { wayOnOf, type WayOn } from './way-on.ts'

/** What can be done with the take under the pointer, which has just become the current one. */
export function TakeMenu({
  take,
  request,
  acts,
  children,
}: {
  take: TakeRow | undefined
  request: OpenRequest | undefined
  acts: TileActs
  children: ReactElement
}) {
  const studio = useStudio()
  const act = useAct()
  const command = (id: CommandId, label: string, icon: ReactElement): MenuEntry => ({
    label,
    icon,
    keys: <CommandKeys id={id} />,
    run: () => void runCommand(id),
  })
  const { takes } = texts
  const media = take?.media
  const ofDelivered: MenuEntry[] = [
    command('takes.keep', takes.keep, <Check {...ICON} />),
    command('takes.reject', takes.reject, <X {...ICON} />),
    command('takes.circle', takes.circle, <Circle {...ICON} />),
    'line',
    command('takes.large', takes.openLarge, <Image {...ICON} />),
    command('takes.putInCut', takes.commands.putInCut, <Scissors {...ICON} />),
    'line',
    ...(take?.request
      ? [
          command('takes.more', texts.remake.more, <Sparkles {...ICON} />),
          command('takes.reshoot', texts.remake.reshoot, <Film {...ICON} />),
          command('takes.without', texts.remake.without, <Eraser {...ICON} />),
        ]
      : []),
    command('takes.copyHistory', takes.commands.copyHistory, <Copy {...ICON} />),
    // A browser cannot show files of this machine.
    ...(media && globalThis.studioBridge
      ? [
          {
            label: takes.reveal,
            icon: <FolderOpen {...ICON} />,
            run: () => act(() => studio.files.reveal({ kind: 'media', id: media.id })),
          },
        ]
      : []),
    'line',
    command('takes.trash', takes.commands.trash, <Trash2 {...ICON} />),
  ]
  const ofShot: MenuEntry[] = [command('takes.reshootShot', texts.remake.reshootShot, <Film {...ICON} />)]
  const ofStopped: Readonly<Record<WayOn, MenuEntry>> = {
    again: {
      label: takes.again,
      icon: <RotateCcw {...ICON} />,
      run: () => request && acts.again(request),
    },
    edit: {
      label: texts.outbox.editPrompt,
      icon: <PencilLine {...ICON} />,
      run: () => acts.editPrompt(take?.shotIds[0] ?? null),
    },
    settle: {
      label: takes.settle,
      icon: <CircleQuestionMark {...ICON} />,
      run: () => void runCommand('frame.outbox'),
    },
  }
  const wayOn = wayOnOf(request)
  const ofComing: MenuEntry[] = [
    ...(wayOn ? [ofStopped[wayOn]] : []),
    ...(take?.request ? [command('takes.reshoot', texts.remake.reshoot, <Film {...ICON} />)] : []),
    command('takes.trash', takes.drop, <X {...ICON} />),
  ]
  return <ContextMenu entries={media ? ofDelivered : take ? ofComing : ofShot}>{children}</ContextMenu>
}
