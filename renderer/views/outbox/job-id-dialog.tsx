import { useId, useRef, useState } from 'react'
import type { OutboxRow as Row } from '#model/contract/outbox-contract.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

/** For one that was sent after all: the id that its service shows. It is gone on with once the service knows it. */
export function JobIdDialog({ row: { id, serviceTitle }, close }: { row: Row; close: () => void }) {
  const { outbox } = texts
  const studio = useStudio()
  const act = useAct()
  const formId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [jobId, setJobId] = useState('')
  const [isAsking, setAsking] = useState(false)
  const isReady = jobId.trim() !== '' && !isAsking

  function send(): void {
    if (!isReady) return
    setAsking(true)
    act(async () => {
      try {
        await studio.outbox.foundJob({ requestId: id, jobId })
        close()
      } finally {
        setAsking(false)
      }
    })
  }

  return (
    <Dialog
      title={outbox.foundTitle}
      isOpen
      close={close}
      width="narrow"
      initialFocus={field}
      actions={
        <>
          <Button onClick={close}>{texts.ui.cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={!isReady}>
            {isAsking ? outbox.asking(serviceTitle) : outbox.goOn}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        <p className="text-pretty text-soft">{outbox.foundBody(serviceTitle)}</p>
        <TextField
          ref={field}
          label={outbox.jobId(serviceTitle)}
          autoComplete="off"
          spellCheck={false}
          value={jobId}
          onChange={({ target }) => setJobId(target.value)}
        />
      </form>
    </Dialog>
  )
}
