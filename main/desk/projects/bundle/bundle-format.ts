import { z } from 'zod'
import { StudioError } from '#model/errors.ts'
import type { MediaId } from '#model/ids.ts'
import type { VideoFacts } from '#model/take.ts'

/** A project in one file: a zip with `project.json` and, under `media/`, every file the project is made of. */
export const BUNDLE_FORMAT = 'flythrough-project'
/** Grows when an older program could not read what a newer one writes. */
export const BUNDLE_VERSION = 1
export const BUNDLE_EXTENSION = '.flythrough'
export const MANIFEST_NAME = 'project.json'
/** What `project.json` may hold at most: a project of 5,000 takes has some 10 MB. */
export const MANIFEST_MAX_BYTES = 256 << 20

const mediaId = z.custom<MediaId>(value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))
const count = z.int().nonnegative()
const text = z.string().max(1_000_000)
const base64 = z.base64()

const videoFacts: z.ZodType<VideoFacts> = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  rate: z.object({ numerator: z.int().positive(), denominator: z.int().positive() }),
  frameCount: count,
  durationTicks: z.custom<VideoFacts['durationTicks']>(value => Number.isSafeInteger(value) && Number(value) >= 0),
})

const bundledMedia = z.object({
  id: mediaId,
  kind: z.enum(['song', 'take', 'still']),
  fileName: z.string().max(1000),
  sizeBytes: count,
  facts: videoFacts.nullable(),
  /** Its name in the zip; null where the file was missing when the bundle was made. */
  entry: z.string().nullable(),
})

const bundledAnalysis = z.object({
  mediaId,
  analyserVersion: count,
  durationTicks: count,
  result: z.record(z.string(), z.unknown()),
  peaks: base64,
  warnings: z.array(text),
})

const bundledTags = z.object({
  mediaId,
  title: text.nullable(),
  artist: text.nullable(),
  album: text.nullable(),
  year: z.int().nullable(),
  cover: z.object({ mimeType: z.string().max(100), bytes: base64 }).nullable(),
})

export const manifest = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  exportedAtMs: z.int(),
  title: z.string().trim().min(1).max(500),
  media: z.array(bundledMedia).max(100_000),
  analyses: z.array(bundledAnalysis),
  tags: z.array(bundledTags),
  /** How long sounds are that stand beside the song. */
  sounds: z.array(z.object({ mediaId, durationTicks: count })).default([]),
  /** Checked row by row against the library's own tables. */
  rows: z.record(z.string(), z.array(z.custom<Readonly<Record<string, string | number | null>>>())),
  /** Sequences that no hand has touched since they were assembled. */
  asAssembled: z.array(z.string()),
})

export type Manifest = z.infer<typeof manifest>
export type BundledMedia = z.infer<typeof bundledMedia>

/**
 * What a bundle says of itself.
 * @throws StudioError bundle/newer | bundle/older | bundle/damaged
 */
export function readManifest(bytes: Uint8Array, fileName: string): Manifest {
  const parsed = parsedIfJson(bytes)
  const head = z.object({ format: z.literal(BUNDLE_FORMAT), version: z.int() }).safeParse(parsed)
  if (!head.success) throw notABundle(fileName)
  if (head.data.version > BUNDLE_VERSION) {
    const message = `"${fileName}" was made by a newer Flythrough Studio. Update this one, then bring it in.`
    throw new StudioError('bundle/newer', message, { details: { version: head.data.version } })
  }
  if (head.data.version < BUNDLE_VERSION) {
    const message = `"${fileName}" was made by a Flythrough Studio from before bundles had their present form. Export it anew with a newer one.`
    throw new StudioError('bundle/older', message, { details: { version: head.data.version } })
  }
  const result = manifest.safeParse(parsed)
  if (result.success) return result.data
  throw damaged(fileName, result.error)
}

export function notABundle(fileName: string, cause?: unknown): StudioError {
  return new StudioError(
    'bundle/damaged',
    `"${fileName}" is no project of Flythrough Studio, or was cut off on its way here. Choose another file, or export it once more.`,
    { cause },
  )
}

export function damaged(fileName: string, cause?: unknown): StudioError {
  return new StudioError(
    'bundle/damaged',
    `"${fileName}" is damaged: what is in it does not fit together. Nothing was brought in. Export the project once more.`,
    { cause },
  )
}

function parsedIfJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
