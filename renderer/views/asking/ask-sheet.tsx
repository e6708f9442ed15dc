import { useRef } from 'react'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed, Skeleton } from '../../ui/states.tsx'
import { AskPricePanel } from './ask-price-panel.tsx'
import { AskSeams } from './ask-seams.tsx'
import { ModelChoice, TakesEach } from './ask-choices.tsx'
import { ClipChoices } from './clip-choices.tsx'
import { ShotsChoice } from './shots-choice.tsx'
import { useAsking, type AskableShots, type Which } from './use-asking.ts'
import { useSendKey } from './use-send-key.ts'

type Props = {
  readonly shots: AskableShots
  /** What is chosen when it opens. */
  readonly first: Which
  readonly close: () => void
}

/** What takes are asked for, of which model, and at what price; the key that opened it sends. */
export function AskSheet({ shots, first, close }: Props) {
  const { id: projectId } = useProject()
  const asking = useAsking(projectId, shots, first, close)
  const { price, error, canSend, send } = asking
  const chosen = useRef<HTMLInputElement>(null)
  useSendKey(send)
  return (
    <Dialog
      title={texts.asking.title}
      isOpen
      close={close}
      initialFocus={chosen}
      actions={
        <Button look="primary" size="large" disabled={!canSend} onClick={send}>
          {texts.asking.makeNow(price?.takes ?? 0)}
          <CommandKeys id="takes.make" />
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <ShotsChoice shots={shots} asking={asking} chosen={chosen} />
        <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
          <TakesEach asking={asking} />
          <ModelChoice projectId={projectId} asking={asking} />
        </div>
        <ClipChoices projectId={projectId} asking={asking} />
        {price && <AskSeams price={price} asking={asking} />}
        {price && <AskPricePanel price={price} projectId={projectId} />}
        {!price && (error ? <Failed error={error} retry={asking.retry} /> : <Skeleton className="h-28 w-full" />)}
      </div>
    </Dialog>
  )
}
