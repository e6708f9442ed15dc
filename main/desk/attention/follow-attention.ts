import type { Connection } from '#main/db/open.ts'
import type { Shell } from '#main/host.ts'
import type { ChangeFollower } from '#main/library/change-counts.ts'
import { renderMessages, requestMessage } from './endings.ts'
import { worksHere, workUnderWay, type WorkUnderWay } from './work-under-way.ts'

type Options = {
  readonly db: Connection
  readonly follow: ChangeFollower
  readonly shell: Pick<Shell, 'notify' | 'setProgress' | 'keepAwake'>
  /** How far the render under way is: its pieces are not written down anywhere. */
  readonly followRender: (listener: (progress: { doneFrames: number; totalFrames: number }) => void) => () => void
  readonly closing: AbortSignal
  /** Failures that come so close together are told as one. */
  readonly gatherMs?: number
}

const GATHER_MS = 3_000

/**
 * Lets a desktop show what goes on behind the window: messages for ended renders and failed requests, progress on the dock
 * or taskbar, and a machine that does not fall asleep over it.
 */
export function followAttention({ db, follow, shell, followRender, closing, gatherMs = GATHER_MS }: Options): void {
  let before: WorkUnderWay = { renderIds: [], requestIds: [], requestProgress: 0 }
  let renderProgress = 0
  let failing: string[] = []
  let gathering: NodeJS.Timeout | undefined

  function look(): void {
    const now = workUnderWay(db)
    const endedRenders = before.renderIds.filter(id => !now.renderIds.includes(id))
    const endedRequests = before.requestIds.filter(id => !now.requestIds.includes(id))
    if (endedRenders.length > 0) renderProgress = 0
    before = now
    for (const message of renderMessages(db, endedRenders)) shell.notify(message)
    if (endedRequests.length > 0) gather(endedRequests)
    showProgress()
    shell.keepAwake(now.renderIds.length + now.requestIds.length > 0 && worksHere(db))
  }

  function gather(ids: readonly string[]): void {
    failing.push(...ids)
    gathering ??= setTimeout(tellFailures, gatherMs)
  }

  function tellFailures(): void {
    const message = requestMessage(db, failing)
    failing = []
    gathering = undefined
    if (message) shell.notify(message)
  }

  function showProgress(): void {
    if (before.renderIds.length > 0) shell.setProgress(renderProgress)
    else shell.setProgress(before.requestIds.length > 0 ? before.requestProgress : null)
  }

  const stop = follow(changes => {
    if (changes.some(({ topic }) => topic === 'renders' || topic === 'outbox')) look()
  })
  const stopRender = followRender(({ doneFrames, totalFrames }) => {
    renderProgress = totalFrames === 0 ? 0 : doneFrames / totalFrames
    showProgress()
  })
  closing.addEventListener(
    'abort',
    () => {
      stop()
      stopRender()
      clearTimeout(gathering)
      shell.setProgress(null)
      shell.keepAwake(false)
    },
    { once: true },
  )
  look()
}
