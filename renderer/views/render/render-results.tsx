import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RenderListRow } from '#model/contract/renders-contract.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { useProject } from '../../frame/use-project.tsx'
import { texts } from '../../texts.ts'
import { notify } from '../../ui/notices.tsx'
import { FilmDialog } from './film-dialog.tsx'
import { FinishedList, type FinishedActs } from './finished-list.tsx'
import { QueueList } from './queue-list.tsx'
import { useRendersFolder } from './use-renders-folder.ts'
import { useRenderProgress } from './use-render-progress.ts'

const MENDED_BY = { room: 'frame.makeRoom', files: 'frame.findFiles', settings: 'frame.settings' } as const

/** The right side: what is being rendered, what waits, and what is over. */
export function RenderResults({ rows }: { rows: readonly RenderListRow[] }) {
  const project = useProject()
  const studio = useStudio()
  const act = useAct()
  const system = useQuery(useQueries().files.system.queryOptions())
  const progress = useRenderProgress()
  const [playing, setPlaying] = useState<RenderListRow | null>(null)
  const chooseFolder = useRendersFolder()
  const isOpen = ({ state }: RenderListRow): boolean => state === 'queued' || state === 'running'
  const open = rows.filter(isOpen)
  const running = open.find(({ state }) => state === 'running')
  const stop = ({ id }: RenderListRow): void => act(() => studio.renders.cancel({ renderId: id }))
  useCommands({
    'render.stop': { run: () => running && stop(running), isEnabled: running !== undefined },
  })
  const again = ({ id }: RenderListRow): void => act(() => studio.renders.again({ renderId: id }))
  const isDesktop = system.data?.isDesktop ?? false
  const acts: FinishedActs = {
    play: setPlaying,
    reveal: isDesktop ? ({ id }) => act(() => studio.files.reveal({ kind: 'render', id })) : null,
    open: isDesktop ? ({ id }) => act(() => studio.files.open({ kind: 'render', id })) : null,
    copyChecksum: ({ facts }) =>
      act(async () => {
        await navigator.clipboard.writeText(facts?.sha256 ?? '')
        notify({ kind: 'ok', text: texts.render.checksumCopied })
      }),
    again,
    mend: (remedy, row) => {
      if (remedy === 'folder') chooseFolder(() => again(row))
      else runCommand(MENDED_BY[remedy])
    },
    remove: ({ id }) => act(() => studio.renders.remove({ renderId: id })),
  }
  return (
    <div className="min-h-0 overflow-y-auto bg-panel pt-2">
      <h2 className="flex h-10 items-center px-6 text-15 font-strong max-wide:px-5">{texts.render.queue}</h2>
      <QueueList projectId={project.id} rows={open} progress={progress} stop={stop} />
      <div className="mt-3 flex h-11 items-center gap-2.5 border-t border-line px-6 max-wide:px-5">
        <h2 className="text-15 font-strong">{texts.render.finished}</h2>
        <span className="truncate text-12 text-faint">{texts.render.finishedNote}</span>
      </div>
      <FinishedList rows={rows.filter(row => !isOpen(row))} acts={acts} />
      {playing && <FilmDialog row={playing} close={() => setPlaying(null)} />}
    </div>
  )
}
