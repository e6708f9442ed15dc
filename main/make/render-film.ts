import { stat } from 'node:fs/promises'
import type { MediaId } from '#model/ids.ts'
import { planRender } from '#model/render-plan.ts'
import { PRESETS, renderSize, type PresetName } from '#model/render-presets.ts'
import type { RenderFacts } from '#model/contract/render-facts.ts'
import type { Sequence } from '#model/sequence.ts'
import type { FrameRange } from '#model/time.ts'
import { burnInLook, createBurnInPlate } from '#main/captions/burn-in.ts'
import { captionLook, drawCaption, drawGapCard } from '#main/captions/caption.ts'
import { hashFile } from '#main/library/files.ts'
import type { FilmWords } from '#main/render/film-words.ts'
import { pruneCache } from '#main/render/piece-cache.ts'
import type { RenderProgress } from '#main/render/render-progress.ts'
import { renderSequence } from '#main/render/render-sequence.ts'
import type { RenderRequest } from '#main/render/request.ts'
import type { MakeContext } from './context.ts'

/** A film as it is wanted. */
export type FilmOrder = {
  readonly sequence: Sequence
  readonly words: FilmWords
  readonly preset: PresetName
  readonly span: FrameRange
  readonly outputPath: string
  readonly verify: 'quick' | 'full'
}

export type FilmRun = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: RenderProgress) => void
  readonly log: (line: string) => void
}

/** Pieces are kept up to this much, the longest unused go first: some forty films of four minutes. */
const CACHE_BYTES = 20 * 2 ** 30

let knownLooks: { readonly caption: string; readonly burnIn: string } | undefined

/** Fonts are read to tell them, so once is enough: they stay as long as the program runs. */
function looks(): { readonly caption: string; readonly burnIn: string } {
  knownLooks ??= { caption: captionLook(), burnIn: burnInLook() }
  return knownLooks
}

/** All that a render needs to know. Rejects when there is no ffmpeg. */
export async function filmRequest(context: MakeContext, order: FilmOrder): Promise<RenderRequest> {
  const { library } = context
  const { sequence, words, span, outputPath, verify } = order
  const preset = PRESETS[order.preset]
  return {
    plan: planRender(sequence, {
      span,
      captions: new Map(words.captions),
      areCaptionsShown: preset.areCaptionsShown,
      burnInBars: preset.isBurnedIn ? words.bars : undefined,
      size: renderSize(preset, sequence),
    }),
    preset,
    ffmpeg: await context.ffmpeg(),
    mediaPath: (id: MediaId) => library.media.pathOf(id),
    cacheDir: library.cacheDir,
    // Only when it is needed: a library that can only be read has none, and its films can be reckoned all the same.
    get workDir() {
      return library.workDir
    },
    outputPath,
    tags: words.tags,
    captions: {
      look: looks().caption,
      draw: ({ number, text }, size, kind) => {
        const caption = { ...size, shotNumber: number, text }
        return kind === 'card' ? drawGapCard(caption) : drawCaption(caption)
      },
    },
    burnIn: { look: looks().burnIn, plateFor: createBurnInPlate },
    verify,
  }
}

export type RenderedFile = {
  readonly encoded: number
  readonly reused: number
  readonly facts: RenderFacts
}

/**
 * Renders a film in pieces; what the cache holds is not encoded again. With `hasChecksum` the whole file is read once more,
 * and named by its bytes.
 */
export async function renderFilm(
  context: MakeContext,
  order: FilmOrder,
  run: FilmRun,
  { hasChecksum }: { readonly hasChecksum: boolean },
): Promise<RenderedFile> {
  const { library } = context
  const request = await filmRequest(context, order)
  const { signal, onProgress } = run
  const rendered = await renderSequence({ ...request, signal, onProgress })
  if (rendered.encoded > 0) {
    // The film is there: what cannot be cleared away now is cleared away some other time.
    await pruneCache(library.cacheDir, CACHE_BYTES).catch((error: unknown) =>
      run.log(`Old pieces could not be cleared away: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
  const { encoded, reused, encodedFrames, encodingSeconds, facts } = rendered
  const { width, height } = request.plan
  const checked = hasChecksum ? await hashFile(order.outputPath, signal) : null
  return {
    encoded,
    reused,
    facts: {
      ...facts,
      width,
      height,
      sizeBytes: checked?.sizeBytes ?? (await stat(order.outputPath)).size,
      sha256: checked?.id ?? null,
      pieces: encoded + reused,
      piecesReused: reused,
      encodedFrames,
      encodingSeconds,
    },
  }
}
