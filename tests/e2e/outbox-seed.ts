import type { Library } from '#main/library/library.ts'
import { openEntry } from '#main/outbox/ledger.ts'
import { leaveAlone } from '#main/outbox/pauses.ts'
import { ask } from '#main/outbox/store.ts'
import type { ProjectId, RequestId, ShotId } from '#model/ids.ts'
import type { RequestState } from '#model/request.ts'
import type { ServiceTrouble } from '#model/service-trouble.ts'
import { ticksFromSeconds } from '#model/time.ts'

type Seed = {
  readonly service: string
  readonly model: string
  readonly what: string
  readonly microUsd: number | null
  readonly state?: RequestState
  readonly failure?: string
  readonly hasJob?: boolean
  readonly progress?: number
  readonly queuePosition?: number
  readonly retryInMs?: number
  readonly costMicroUsd?: number
  readonly attempt?: number
}

const runway = { service: 'runway', model: 'runway/gen4.5', microUsd: 600_000 }
const fal = { service: 'fal', model: 'fal-ai/kling-video/v4/image-to-video', microUsd: null }
const replicate = { service: 'replicate', model: 'replicate/kling-v2.5-turbo-pro', microUsd: 350_000 }
const gemini = { service: 'gemini', model: 'gemini-omni-1.1-flash', microUsd: 500_000 }
const local = { service: 'comfyui', model: 'wan22-5b-ti2v', microUsd: 0 }

/** A request in every state, and one queued for every reason. */
const SEEDS = {
  failedUnsent: {
    ...runway,
    what: 'fly through the bubble, it pops',
    state: 'failed',
    failure: 'Runway answered three times with errors of its own. Nothing was made, and nothing is billed.',
  },
  failedWithJob: {
    ...replicate,
    what: 'on through the gum, out onto the pitch',
    state: 'failed',
    hasJob: true,
    failure: 'The model broke down in the middle. Replicate does not say why.',
  },
  failedFree: {
    ...local,
    what: 'the kite over the rooftops',
    state: 'failed',
    failure: 'The clip is damaged and cannot be read.',
  },
  refused: {
    ...runway,
    what: 'a famous singer at the window',
    state: 'refused',
    failure: 'The prompt names a real person.',
  },
  uncertain: {
    ...replicate,
    what: 'rain on the car window',
    state: 'uncertain',
    failure:
      'The connection broke while it was being sent. The service does not list it: most likely it was never made.',
  },
  uncertainUnlisted: {
    ...runway,
    what: 'the tunnel opens into the stadium',
    state: 'uncertain',
    failure: 'The program was stopped while this was being sent, so it may or may not have arrived.',
  },
  looking: { ...replicate, what: 'neon in the puddle', state: 'uncertain', failure: 'No answer.', retryInMs: 30_000 },
  sending: { ...runway, what: 'the drop: into the speaker', state: 'sending' },
  running: { ...runway, what: 'inside the speaker, dust jumps', state: 'running', hasJob: true, progress: 0.4 },
  queuedThere: { ...fal, what: 'out of the keyhole', state: 'running', hasJob: true, queuePosition: 3 },
  downloading: { ...gemini, what: 'the aisle of the aeroplane', state: 'downloading', hasJob: true, progress: 1 },
  checking: { ...local, what: 'clouds, seen from above', state: 'checking', hasJob: true, progress: 1 },
  turn: { ...local, what: 'the city at dusk' },
  behind: { ...local, what: 'the city at night' },
  retry: { ...local, what: 'a curtain, then light', retryInMs: 240_000, attempt: 2 },
  overCap: { ...gemini, what: 'the long escalator down' },
  busy: { ...runway, what: 'a wedding seen from the ceiling' },
  needsKey: { ...replicate, what: 'hands on the piano, from below' },
  credit: { ...fal, what: 'the eye of the horse' },
  retired: { service: 'openai', model: 'sora-2', microUsd: 400_000, what: 'a train window, night' },
  unknown: { service: 'studio-pc', model: 'wan-at-home', microUsd: 0, what: 'the last field' },
  cancelledSent: { ...runway, what: 'the first kiss, too close', state: 'cancelled', hasJob: true },
  cancelledBegun: { ...fal, what: 'the second kiss', state: 'cancelled', hasJob: true },
  cancelledUnsent: { ...gemini, what: 'snow on the pitch', state: 'cancelled' },
  ready: { ...gemini, what: 'the bubble is blown', state: 'ready', hasJob: true, costMicroUsd: 520_000 },
} as const satisfies Record<string, Seed>

export type SeededOutbox = Readonly<Record<keyof typeof SEEDS, RequestId>>

const TROUBLES: Readonly<Record<string, ServiceTrouble>> = {
  runway: { kind: 'busy', message: 'Runway takes no more just now: too many at once.', retryAfterMs: 20 * 60_000 },
  replicate: { kind: 'key', message: 'Replicate does not take the key there is.' },
  fal: { kind: 'credit', message: 'The account at fal has run out of credit. Top it up there.' },
}

/** Leaves a request of each kind in the outbox of the project, whose cap is spent, and its services in trouble. */
export function seedOutbox({ db }: Library, projectId: ProjectId): SeededOutbox {
  return db.transaction(() => {
    db.run('UPDATE project SET cap_micro_usd = 100000 WHERE id = ?', [projectId])
    const ids = Object.entries(SEEDS).map(([name, seed], index) => [name, seedOne(db, projectId, seed, index)] as const)
    for (const [service, trouble] of Object.entries(TROUBLES)) leaveAlone(db, service, trouble, Date.now())
    return Object.fromEntries(ids) as SeededOutbox
  })
}

function seedOne(db: Library['db'], projectId: ProjectId, seed: Seed, index: number): RequestId {
  const { service, model, what, microUsd, state = 'queued', hasJob = false } = seed
  const shotId = db.get<{ id: ShotId }>('SELECT id FROM shot WHERE project_id = ? ORDER BY position LIMIT 1 OFFSET ?', [
    projectId,
    index,
  ])!.id
  const request = ask(db, {
    ...{ projectId, shotId, number: 2, estimateMicroUsd: microUsd },
    spec: {
      ...{ provider: service, model, modelVersion: 1, prompt: what, style: '', negative: '', cameraMove: '', seed: 1 },
      ...{ width: 1280, height: 720, rate: { numerator: 24, denominator: 1 }, askTicks: ticksFromSeconds(5) },
      ...{ firstFrame: null, lastFrame: null },
    },
  })
  const nowMs = Date.now()
  if (state !== 'queued') openEntry(db, request, nowMs)
  if (state === 'cancelled' && !hasJob)
    db.run(`UPDATE ledger_entry SET outcome = 'not-made' WHERE request_id = ?`, [request.id])
  db.run(
    `UPDATE request SET state = ?, failure_message = ?, failure_kind = ?, job_id = ?, progress = ?, queue_position = ?,
       retry_at_ms = ?, cost_micro_usd = ?, attempt = ? WHERE id = ?`,
    [
      ...[state, seed.failure ?? null, seed.failure ? 'seeded' : null, hasJob ? `job-${index}` : null],
      ...[seed.progress ?? 0, seed.queuePosition ?? null, seed.retryInMs ? nowMs + seed.retryInMs : null],
      ...[seed.costMicroUsd ?? null, seed.attempt ?? 1, request.id],
    ],
  )
  return request.id
}
