import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { tellFailure } from '../client/tell-failure.ts'
import { texts } from '../texts.ts'
import { IconButton } from '../ui/button.tsx'
import { ICON } from '../ui/icon.ts'
import { ProgressBar } from '../ui/states.tsx'

type Task = {
  readonly id: number
  readonly label: string
  /** 0..1; null while it is not known. */
  readonly fraction: number | null
  /** How far it is, in words. */
  readonly detail: string
  readonly stop: () => void
}

type Report = (progress: { readonly fraction: number | null; readonly detail: string }) => void

const tasks = createStore<{ readonly running: readonly Task[] }>(() => ({ running: [] }))
let lastId = 0

/**
 * Does something that takes its time while the person goes on: its progress stands at the foot of the window, where it can be
 * stopped. Resolves to null when it was stopped, or failed, which the person is told.
 */
export async function runTask<Result>(
  label: string,
  work: (report: Report, signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const id = (lastId += 1)
  const stop = new AbortController()
  const change = (part: Partial<Task>): void =>
    tasks.setState(({ running }) => ({ running: running.map(task => (task.id === id ? { ...task, ...part } : task)) }))
  tasks.setState(({ running }) => ({
    running: [...running, { id, label, fraction: null, detail: '', stop: () => stop.abort() }],
  }))
  try {
    return await work(change, stop.signal)
  } catch (error) {
    if (!stop.signal.aborted) tellFailure(error)
    return null
  } finally {
    tasks.setState(({ running }) => ({ running: running.filter(task => task.id !== id) }))
  }
}

/** Reads a stream to its end; resolves to what it ends with. */
export async function followProgress<Progress, Result>(
  stream: AsyncIterator<Progress, Result, void>,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  for (;;) {
    const { done, value } = await stream.next()
    if (done) return value
    onProgress(value)
  }
}

/** Where running tasks stand: once in the window. */
export function LongTasks() {
  const running = useStore(tasks, state => state.running)
  if (running.length === 0) return null
  return (
    <ul
      aria-label={texts.frame.tasks}
      className="fixed right-4 bottom-4 z-30 flex w-88 max-w-[calc(100vw-32px)] flex-col gap-2"
    >
      {running.map(task => (
        <li
          key={task.id}
          className="rounded-card bg-panel py-2.5 pr-2 pl-3.5 shadow-float inset-ring inset-ring-line-strong"
        >
          <div className="flex items-center gap-2">
            <span className="min-w-0 grow truncate">{task.label}</span>
            <span className="shrink-0 text-12 text-soft">{task.detail}</span>
            <IconButton name={texts.frame.stopTask} look="quiet" size="small" onClick={task.stop}>
              <X {...ICON} />
            </IconButton>
          </div>
          <ProgressBar label={task.label} value={task.fraction} className="mt-1.5 mr-1.5" />
        </li>
      ))}
    </ul>
  )
}
