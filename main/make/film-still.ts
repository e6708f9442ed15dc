import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileArg } from '#main/media/ffmpeg-args.ts'
import { runFfmpeg } from '#main/media/ffmpeg.ts'
import { renderSequence } from '#main/render/render-sequence.ts'
import { openSequence } from '#main/sequence/store.ts'
import { StudioError } from '#model/errors.ts'
import type { SequenceId } from '#model/ids.ts'
import { filmFrames } from '#model/sequence.ts'
import type { MakeContext } from './context.ts'
import { filmWords } from './film-words.ts'
import { filmRequest } from './render-film.ts'

/**
 * One frame of a cut at the film's full size, as a PNG: rendered as the master would be, and decoded again.
 * @throws StudioError sequence/unknown, sequence/no-frame, and those of rendering
 */
export async function filmStill(context: MakeContext, sequenceId: SequenceId, frame: number): Promise<Buffer> {
  const { library } = context
  const { sequence } = openSequence(library.db, sequenceId)
  if (frame < 0 || frame >= filmFrames(sequence.film))
    throw new StudioError('sequence/no-frame', 'The film has no such frame.')
  const folder = await mkdtemp(join(library.workDir, 'still-'))
  try {
    const [filmPath, pngPath] = [join(folder, 'frame.mov'), join(folder, 'frame.png')]
    const request = await filmRequest(context, {
      sequence,
      words: filmWords(library, sequence),
      preset: 'master',
      span: { startFrame: frame, endFrame: frame + 1 },
      outputPath: filmPath,
      verify: 'quick',
    })
    const plan = { ...request.plan, sound: null, effects: [] }
    await renderSequence({ ...request, plan, cacheDir: folder, workDir: folder })
    const toScreen = 'scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=accurate_rnd+full_chroma_int'
    // Without words for its colours: programs would change them by those, and show another picture than players of the film do.
    const filters = `${toScreen},format=rgb24,setparams=color_primaries=unknown:color_trc=unknown`
    const picture = ['-frames:v', '1', '-vf', filters, '-c:v', 'png', '-f', 'image2', '-update', '1', '-y']
    await runFfmpeg(request.ffmpeg, ['-loglevel', 'warning', '-i', fileArg(filmPath), ...picture, fileArg(pngPath)])
    return await readFile(pngPath)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
