import { Books } from './core/books.ts'
import { ClipSource, type MakeClip } from './core/clip-source.ts'
import { systemClock, type Clock } from './core/clock.ts'
import { makeControl } from './core/control.ts'
import { Desk } from './core/desk.ts'
import type { Family } from './core/family.ts'
import { FaultList } from './core/faults.ts'
import { jobControl, type JobControl } from './core/job-control.ts'
import { Jobs } from './core/jobs.ts'
import { cut, handle, listen, mend, type Listener } from './core/server.ts'
import { defaultSettings, type Settings } from './core/settings.ts'
import { comfySocket } from './wire/comfy-socket.ts'
import { WIRES } from './wire/wires.ts'

export type ServicesOptions = {
  /** Makes the bytes of a finished clip; asked once for each job, when it is first fetched. */
  readonly clip: MakeClip
  /** 0 or missing: a free one. */
  readonly port?: number
  readonly clock?: Clock
  /** What the loopback is called in every address; `127.0.0.1` when missing. */
  readonly name?: string
}

export type Services = {
  /** The address of a service, to which its documents' paths are added, as `/v1/videos`. Without a slash at its end. */
  readonly url: (family: Family) => string
  /** Where another process finds what stands below; see `makeControl`. */
  readonly controlUrl: string
  /** The second address, which serves the same; links can be made to lead there. */
  readonly otherOrigin: string
  readonly books: Books
  readonly jobs: JobControl
  readonly faults: FaultList
  /** May be changed at any time. */
  readonly settings: Settings
  /** Cuts the WebSockets of ComfyUI. */
  readonly dropSockets: () => void
  /** Breaks every connection to the first address and lets none be made, until `mend`. */
  readonly cut: () => void
  readonly mend: () => Promise<void>
  /** Cuts every connection, those that hang too. */
  readonly close: () => Promise<void>
}

/**
 * Starts stand-ins for the paid services and the local servers, on the loopback. They know no program: each is written from
 * its makers' documents, refuses what the real one would refuse, keeps books, and has what faults it is told to have.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const stop = new AbortController()
  const clock = options.clock ?? systemClock
  const settings = defaultSettings()
  const books = new Books()
  const jobs = new Jobs(settings, clock, stop.signal)
  const faults = new FaultList()
  const name = options.name ?? '127.0.0.1'
  const main = await listen(options.port ?? 0, name)
  const other = await listen(0, name)
  const origins = { own: main.origin, other: other.origin }
  const desk = new Desk({ settings, books, jobs, faults, clips: new ClipSource(options.clip), clock, origins })
  jobs.onChange(() => books.changed())
  const orders = jobControl(jobs, books)
  const socket = comfySocket(desk)
  const shared = {
    desk,
    wires: WIRES,
    signal: stop.signal,
    onUpgrade: (...[request, connection, head]: Parameters<typeof socket.accept>) => {
      const { pathname } = new URL(request.url ?? '/', main.origin)
      if (/^\/comfyui(\/api)?\/ws$/.test(pathname)) socket.accept(request, connection, head)
      else connection.destroy()
    },
  }
  handle(main, { ...shared, control: makeControl(desk, orders, socket.drop) })
  handle(other, { ...shared, control: null })
  return {
    url: family => (family === 'sdcpp' ? main.origin : `${main.origin}/${family}`),
    controlUrl: `${main.origin}/_control`,
    otherOrigin: other.origin,
    books,
    jobs: orders,
    faults,
    settings,
    dropSockets: socket.drop,
    cut: () => cut(main),
    mend: () => mend(main),
    async close() {
      stop.abort()
      socket.close()
      await Promise.all([main, other].map(closeListener))
    },
  }
}

async function closeListener({ server }: Listener): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
