import { z } from 'zod'
import type { Answer } from '#main/providers/http/service-http.ts'
import type { JobStatus } from '#main/providers/port.ts'

const job = z.object({
  id: z.string().min(1),
  status: z.string().optional(),
  queue_position: z.number().nullish().catch(null),
  error: z.union([z.string(), z.object({ code: z.string().nullish(), message: z.string().nullish() })]).nullish(),
})
export type SdCppJob = z.infer<typeof job>

export function readJob(json: unknown): SdCppJob | null {
  return job.safeParse(json).data ?? null
}

/** What the words of a job without a clip say of it. A status nobody knows counts as running: it costs nothing to ask again. */
export function statusOf({ status = '', error, queue_position: place }: SdCppJob): JobStatus {
  switch (status) {
    case 'completed':
      return {
        status: 'failed',
        failure: { kind: 'sd-cpp/no-video', message: 'The server is done, and has made no clip.', isRetryable: false },
      }
    case 'failed':
    case 'cancelled': {
      const { code, message } = typeof error === 'object' && error ? error : { code: null, message: error }
      const words = message ?? (status === 'failed' ? 'The server gave no reason.' : 'It was cancelled at the server.')
      return { status: 'failed', failure: { kind: code || `sd-cpp/${status}`, message: words, isRetryable: false } }
    }
    default: {
      const queue = typeof place === 'number' && place > 0 ? { queuePosition: place } : {}
      return { status: 'running', progress: 0, ...queue }
    }
  }
}

const errorBody = z.object({ error: z.string(), message: z.string().nullish() })

export function readError({ json }: Pick<Answer, 'json'>): string | null {
  const body = errorBody.safeParse(json).data
  return body ? [body.error, body.message].filter(part => part).join(': ') : null
}

const names = z.array(z.string()).catch([])
const capabilities = z.object({
  model: z.object({ name: z.string().nullish() }).nullish(),
  supported_modes: names,
  output_formats: names,
  output_formats_by_mode: z.object({ vid_gen: names }).nullish().catch(null),
})

/** The model the server runs, and what keeps it from making clips, a sentence each; null of an answer that is none. */
export function readCapabilities(
  json: unknown,
  title: string,
): { readonly models: readonly string[]; readonly notes: readonly string[] } | null {
  const found = capabilities.safeParse(json).data
  if (!found) return null
  const formats = found.output_formats_by_mode?.vid_gen ?? found.output_formats
  const modes = found.supported_modes
  const name = found.model?.name
  // LM Studio, which listens at the same port, answers whatever it does not know with an object too.
  if (!name && modes.length === 0 && formats.length === 0) return null
  return {
    models: name ? [name] : [],
    notes: [
      ...(modes.length > 0 && !modes.includes('vid_gen')
        ? [`${title} runs a model that makes no videos${name ? ` (${name})` : ''}. Start it with one that does.`]
        : []),
      ...(formats.length > 0 && !formats.includes('webm')
        ? [`${title} was built without WebM, which the clips come in. Take a build that has it.`]
        : []),
    ],
  }
}
