import { useState } from 'react'
import type { ReadWorkflow } from '#model/contract/services-contract.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { useAct } from '../../../client/use-act.ts'
import { usePicker } from '../../../files/use-picker.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { WorkflowDialog } from './workflow-dialog.tsx'

const { workflow: words } = texts.services

/** Lets a person choose a workflow file, and say what goes where in it. */
export function AddWorkflow({ serviceId }: { serviceId: string }) {
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const [read, setRead] = useState<ReadWorkflow | null>(null)

  async function choose(): Promise<void> {
    const [file] = await picker.files({ kind: 'workflow', title: words.choose, isMany: false })
    if (file) setRead(await studio.services.readWorkflow({ file }))
  }

  return (
    <>
      <Button onClick={() => act(choose)}>{words.add}</Button>
      {read && <WorkflowDialog serviceId={serviceId} read={read} close={() => setRead(null)} />}
    </>
  )
}
