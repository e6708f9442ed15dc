import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useCut } from '../../editor/cut-context.tsx'
import { openVersion } from '../../editor/session.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failed, Skeleton } from '../../ui/states.tsx'

const words = texts.edit.assemble

/** Shows what assembling would do, before anything is done. */
export function AssembleDialog({ close }: { close: () => void }) {
  const { projectId, sequenceId, editor } = useCut()
  const studio = useStudio()
  const act = useAct()
  const [transition, setTransition] = useState<'cut' | 'dissolve'>('cut')
  const wish = { projectId, sequenceId, transition }
  const { data, error } = useQuery(useQueries().sequences.previewAssembly.queryOptions({ input: wish }))
  const isOpen = data !== undefined && data.filled + data.renewed > 0

  const assemble = (how: 'fill' | 'new-version') => (): void =>
    act(async () => {
      await editor.settled()
      const made = await studio.sequences.assemble({ ...wish, how })
      if (how === 'new-version') openVersion(projectId, made.sequenceId)
      else await editor.renew()
      close()
    })

  return (
    <Dialog
      title={words.title}
      isOpen
      close={close}
      actions={
        <>
          <Button disabled={!data} onClick={assemble('new-version')}>
            {words.makeNew}
          </Button>
          <Button look="primary" disabled={!isOpen} onClick={assemble('fill')}>
            {words.fill}
          </Button>
        </>
      }
    >
      {!data && !error && <Skeleton className="h-40 w-full" />}
      {error && <Failed error={error} />}
      {data && (
        <div className="flex flex-col gap-4">
          <ul className="flex flex-col gap-1">
            {data.filled > 0 && <li>{words.filled(data.filled)}.</li>}
            {data.renewed > 0 && <li>{words.renewed(data.renewed)}.</li>}
            <li className="text-soft">{isOpen ? words.rest : words.nothing}</li>
            {data.missing > 0 && <li className="text-soft">{words.missing(data.missing)}</li>}
            {data.notChosen > 0 && <li className="text-warn">{words.notChosen(data.notChosen)}</li>}
          </ul>
          <section className="flex flex-col gap-2 border-t border-line pt-4">
            <p>{data.differences.length > 0 ? words.newVersion(data.newName) : words.same}</p>
            <ul className="list-inside list-disc text-soft">
              {data.differences.map(difference => (
                <li key={difference}>{difference}</li>
              ))}
            </ul>
            <div className="flex items-center gap-3 pt-1">
              <span className="text-12 text-soft">{words.transition}</span>
              <Segments
                name={words.transition}
                value={transition}
                choose={setTransition}
                options={[
                  { value: 'cut', label: words.cut },
                  { value: 'dissolve', label: words.dissolve },
                ]}
              />
            </div>
          </section>
        </div>
      )}
    </Dialog>
  )
}
