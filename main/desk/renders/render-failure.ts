import { z } from 'zod'
import type { Library } from '#main/library/library.ts'
import type { RenderRemedy } from '#model/contract/renders-contract.ts'
import { isStudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'

/** What is kept of a failure beside its sentence. */
const failureFacts = z.object({ code: z.string().nullable() })
export type FailureFacts = z.infer<typeof failureFacts>

/** A failure as a window tells it: there lost files are found again, and what to do and what is kept stands below in any case. */
export function failureOf(error: unknown, { media }: Pick<Library, 'media'>): { why: string; facts: FailureFacts } {
  if (!isStudioError(error)) return { why: 'Something went wrong inside Flythrough Studio.', facts: { code: null } }
  const facts = { code: error.code }
  if (error.code === 'media/missing' || error.code === 'media/changed') {
    const name = media.byId(error.details['mediaId'] as MediaId)?.fileName ?? 'A file'
    const what = error.code === 'media/missing' ? 'is no longer where it was' : 'is another file now'
    return { why: `"${name}" ${what}. Find it again, or choose another take and render the cut anew.`, facts }
  }
  const path = error.details['path']
  if (error.code === 'render/disk-full' && typeof path === 'string')
    return { why: `The disk of ${path} is full.`, facts }
  if (error.code === 'render/disk-failed' && typeof path === 'string')
    return { why: `The disk of ${path} failed. Check it.`, facts }
  return { why: error.message, facts }
}

const REMEDIES: Readonly<Record<string, readonly RenderRemedy[]>> = {
  'render/no-folder': ['folder'],
  'render/read-only': ['folder'],
  'render/not-a-file': ['folder'],
  'render/is-input': ['folder'],
  'render/name-too-long': ['folder'],
  'render/disk-full': ['room', 'folder'],
  'render/disk-failed': ['folder'],
  'media/missing': ['files'],
  'media/changed': ['files'],
  'ffmpeg/missing': ['settings'],
  'ffmpeg/unsuitable': ['settings'],
  'ffmpeg/stalled': ['settings'],
}

/** What a person can do about a failure from here; nothing where it is only to be tried again. */
export function remediesOf(facts: unknown): RenderRemedy[] {
  const { data } = failureFacts.safeParse(facts)
  return [...((data?.code && REMEDIES[data.code]) || [])]
}
