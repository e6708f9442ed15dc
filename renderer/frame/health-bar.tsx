import { useQuery, useQueryClient } from '@tanstack/react-query'
import { HardDrive, LockKeyhole, Unlink, Unplug } from 'lucide-react'
import { useEffect } from 'react'
import { useQueries, useStudio } from '../client/studio-context.tsx'
import { onFailure } from '../client/tell-failure.ts'
import { useAct } from '../client/use-act.ts'
import type { CommandId } from '../commands/catalogue.ts'
import { runCommand } from '../commands/registry.ts'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { ICON } from '../ui/icon.ts'
import { sizeText } from '../ui/size.ts'
import { useOutboxStatus } from '../views/outbox/outbox-pill.tsx'
import { BarLine } from './bar-line.tsx'

const { health: words } = texts
/** Below this nothing is taken in any more: a library that cannot write its next row is of no use. */
const FULL_BYTES = 512 * 2 ** 20
/** Below this a take or a film may not find room: told in the Library, where there is time to do something about it. */
const NEARLY_FULL_BYTES = 2e9

/** Over everything, while the library's disk keeps a person from working: what is wrong, and the ways out. */
export function HealthBar({ projectId }: { projectId: string | null }) {
  const queryClient = useQueryClient()
  const { trouble } = useQueries()
  const studio = useStudio()
  const act = useAct()
  // Who comes back to the window may have connected a disk, or pulled one out.
  const { data: health } = useQuery({
    ...trouble.health.queryOptions({ input: { projectId } }),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
  const healthKey = trouble.health.key()
  useEffect(
    () => onFailure(() => void queryClient.invalidateQueries({ queryKey: healthKey })),
    [queryClient, healthKey],
  )
  // What is made behind the screens waits for a disk that is full, or gone.
  const waitsFor = useOutboxStatus(null).data?.trouble ?? null
  useEffect(() => {
    if (waitsFor !== null) void queryClient.invalidateQueries({ queryKey: healthKey })
  }, [waitsFor, queryClient, healthKey])
  if (!health) return null
  const { isReadOnly, isMediaGone, missingCount, freeBytes } = health

  const again = (
    <Button
      size="small"
      onClick={() =>
        act(async () => {
          await studio.trouble.retry()
          // What could not be answered before may be by now.
          await queryClient.invalidateQueries()
        })
      }
    >
      {texts.ui.retry}
    </Button>
  )
  const way = (id: CommandId & keyof typeof words.waysOut) => (
    <Button size="small" onClick={() => runCommand(id)}>
      {words.waysOut[id]}
    </Button>
  )
  const leastBytes = projectId === null ? NEARLY_FULL_BYTES : FULL_BYTES
  return (
    <>
      {isReadOnly && (
        <BarLine look="warn" icon={<LockKeyhole {...ICON} />} ways={again}>
          {words.readOnly}
        </BarLine>
      )}
      {isMediaGone ? (
        <BarLine
          look="bad"
          icon={<Unplug {...ICON} />}
          ways={
            <>
              {way('frame.findFiles')}
              {again}
            </>
          }
        >
          {words.mediaGone}
        </BarLine>
      ) : (
        missingCount > 0 && (
          <BarLine look="warn" icon={<Unlink {...ICON} />} ways={way('frame.findFiles')}>
            {words.missing(missingCount)}
          </BarLine>
        )
      )}
      {!isReadOnly && freeBytes !== null && freeBytes < leastBytes && (
        <BarLine
          look={freeBytes < FULL_BYTES ? 'bad' : 'warn'}
          icon={<HardDrive {...ICON} />}
          ways={
            <>
              {way('frame.makeRoom')}
              {again}
            </>
          }
        >
          {freeBytes < FULL_BYTES ? words.full(sizeText(freeBytes)) : words.nearlyFull(sizeText(freeBytes))}
        </BarLine>
      )}
    </>
  )
}
