import { useState } from 'react'
import type { ServiceFacts } from '#model/contract/services-contract.ts'
import { useStudio } from '../../../client/studio-context.tsx'
import { useAct } from '../../../client/use-act.ts'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { AddWorkflow } from './add-workflow.tsx'
import { ConfirmRemoval } from './confirm-removal.tsx'
import { KeyPart } from './key-part.tsx'
import { ModelList } from './model-list.tsx'
import { PausePart } from './pause-part.tsx'
import { ServerDialog } from './server-dialog.tsx'
import { TestPart } from './test-part.tsx'

const { services: words } = texts

/** What stands under a service that is open. */
export function ServiceBody({ service }: { service: ServiceFacts }) {
  const { pause, key, baseUrl, isServer } = service
  // What a test has found says nothing about another key.
  const [keyChanges, setKeyChanges] = useState(0)
  return (
    <div className="flex flex-col gap-4">
      {pause && <PausePart serviceId={service.id} pause={pause} />}
      {key && <KeyPart service={service} sought={key} onChange={() => setKeyChanges(count => count + 1)} />}
      {baseUrl !== null && <TestPart key={keyChanges} service={service} />}
      <ModelList models={service.models} />
      {isServer && <ServerActions service={service} />}
    </div>
  )
}

function ServerActions({ service }: { service: ServiceFacts }) {
  const { id: serviceId, title, origin, family } = service
  const studio = useStudio()
  const act = useAct()
  const [asked, setAsked] = useState<'change' | 'remove' | null>(null)
  const close = (): void => setAsked(null)
  const remove = (): void => act(() => studio.services.removeServer({ serviceId }))
  return (
    <div className="flex flex-wrap items-center gap-2">
      {family === 'comfyui' && <AddWorkflow serviceId={serviceId} />}
      <Button onClick={() => setAsked('change')}>{words.server.change}</Button>
      {origin === 'moved' && <Button onClick={remove}>{words.server.moveBack}</Button>}
      {origin === 'own' && <Button onClick={() => setAsked('remove')}>{words.server.remove}</Button>}
      {asked === 'change' && <ServerDialog service={service} close={close} />}
      {asked === 'remove' && (
        <ConfirmRemoval
          title={words.removal.server(title)}
          body={words.removal.serverBody}
          remove={remove}
          close={close}
        />
      )}
    </div>
  )
}
