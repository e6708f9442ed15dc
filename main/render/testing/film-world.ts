import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { planRender, type RenderPlanOptions } from '#model/render-plan.ts'
import { PRESETS } from '#model/render-presets.ts'
import type { Sequence } from '#model/sequence.ts'
import type { RenderRequest } from '../request.ts'
import { writeClickSong } from './clicks.ts'
import { clipOf, createRenderWorld, sequenceOf, type RenderWorld } from './render-world.ts'

/** A render world with five takes of two seconds, and a song of six that clicks: the medium `song`. */
export type FilmWorld = RenderWorld & {
  readonly songPath: string
  request(sequence: Sequence, change?: Partial<RenderRequest>, options?: RenderPlanOptions): RenderRequest
  /** A cache that no other test fills. */
  ownCache(): string
  /** An ffmpeg that does something else first. */
  stub(name: string, first: string): RenderRequest['ffmpeg']
}

export async function createFilmWorld(name: string): Promise<FilmWorld> {
  const world = await createRenderWorld(name)
  for (const number of [1, 2, 3, 4, 5]) await world.clip(number, { pictures: 48 })
  const songPath = join(world.folder, 'song 100%.mp3')
  await writeClickSong(songPath, 6, world.ffmpeg)
  let films = 0
  let caches = 0
  return {
    ...world,
    songPath,
    request(sequence, change = {}, options = {}) {
      films += 1
      return {
        plan: planRender(sequence, options),
        preset: PRESETS['youtube-1080p'],
        ffmpeg: world.ffmpeg,
        mediaPath: id => (id === 'song' ? songPath : world.mediaPath(id)),
        cacheDir: world.cacheDir,
        workDir: world.workDir,
        outputPath: join(world.folder, `film ${films} 'of' 100% 🎬.mp4`),
        tags: { title: 'Bubbles & <gum>', artist: "It's me", album: null, isAiGenerated: true },
        verify: 'quick',
        ...change,
      }
    },
    ownCache() {
      caches += 1
      return join(world.folder, `cache ${caches}`)
    },
    stub(name, first) {
      const path = join(world.folder, name)
      writeFileSync(path, `#!/bin/sh\n${first}\nexec '${world.ffmpeg.path}' "$@"\n`)
      chmodSync(path, 0o755)
      return { ...world.ffmpeg, path }
    },
  }
}

export const fiveCuts = (): Sequence =>
  sequenceOf([1, 2, 3, 4, 5].map(number => clipOf(number, 12, { startSeconds: 0.5 })))

/** The files in a cache; none where nothing was ever finished. */
export function cachedFiles(cacheDir: string): string[] {
  const pieces = join(cacheDir, 'pieces')
  if (!existsSync(pieces)) return []
  return readdirSync(pieces, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

/** What a promise fails of. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('must fail'),
    (error: unknown) => error,
  )
}
