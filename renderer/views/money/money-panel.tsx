import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { suggestedPlace } from '../../files/suggested-place.ts'
import { usePicker } from '../../files/use-picker.ts'
import { wantedProject } from '../../frame/open-money.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ICON } from '../../ui/icon.ts'
import { notify } from '../../ui/notices.tsx'
import { DaySpendTable } from './day-spend-table.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { ProjectStanding } from './project-standing.tsx'

type Props = {
  /** The project that is open; null in the Library. */
  readonly projectId: string | null
  readonly close: () => void
}

/** What may be spent, what was, day by day, and every request that was sent. */
export function MoneyPanel({ projectId: openId, close }: Props) {
  const [projectId] = useState(() => wantedProject.getState().id ?? openId)
  useEffect(() => () => wantedProject.setState({ id: null }), [])
  const [isAll, setAll] = useState(projectId === null)
  const scope = isAll ? null : projectId
  const saveCsv = useSaveCsv(scope)
  return (
    <Dialog
      title={texts.money.title}
      isOpen
      close={close}
      width="wide"
      footnote={texts.money.note}
      actions={
        <Button onClick={saveCsv}>
          <Download {...ICON} />
          {texts.money.exportCsv}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        {projectId !== null && <ProjectStanding projectId={projectId} />}
        {projectId !== null && (
          <div>
            <Segments
              name={texts.money.scope}
              value={isAll ? 'all' : 'this'}
              choose={value => setAll(value === 'all')}
              options={[
                { value: 'this', label: texts.money.onlyThis },
                { value: 'all', label: texts.money.everything },
              ]}
            />
          </div>
        )}
        <DaySpendTable projectId={scope} />
        <LedgerTable key={scope} projectId={scope} />
      </div>
    </Dialog>
  )
}

function useSaveCsv(projectId: string | null): () => void {
  const studio = useStudio()
  const act = useAct()
  const picker = usePicker()
  const { data: project } = useQuery({
    ...useQueries().project.open.queryOptions({ input: { projectId: projectId ?? '' } }),
    enabled: projectId !== null,
  })
  return () =>
    act(async () => {
      const name = texts.money.fileName(projectId === null ? null : (project?.title ?? ''))
      const suggestedPath = await suggestedPlace(studio, name)
      const path = await picker.savePlace({ title: texts.money.saveTitle, suggestedPath })
      if (path === null) return
      const { rows } = await studio.money.exportCsv({ projectId, path })
      notify({ kind: 'ok', text: texts.money.saved(rows) })
    })
}
