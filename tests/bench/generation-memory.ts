/**
 * What making a film needs of memory: the demo's first shots drawn at 1920x1080, planned over half a minute, and rendered.
 *
 *   npx node tests/bench/generation-memory.ts [--shots 12]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findFfmpeg } from '#main/media/find-ffmpeg.ts'
import { makeDemoSong } from '../../scripts/demo/make-song.ts'
import { describeMemory, isTooLarge, MEMORY_LIMIT, runCommand } from './measure-command.ts'

const { values } = parseArgs({ options: { shots: { type: 'string', default: '12' } } })
const { ffmpeg } = await findFfmpeg()
const folder = mkdtempSync(join(tmpdir(), 'generation-memory-'))
const song = join(folder, 'song.flac')
const treatment = fileURLToPath(new URL('../../resources/demo/treatment.md', import.meta.url))
try {
  await makeDemoSong(ffmpeg, song, { form: 'short' })
  const given = ['--song', song, '--treatment', treatment, '--shots', values.shots]
  const places = ['--out', join(folder, 'film.mp4'), '--library', join(folder, 'library')]
  const peak = await runCommand(['make', ...given, ...places])
  console.log(`${values.shots} shots: ${describeMemory(peak)} (limit ${describeMemory(MEMORY_LIMIT)})`)
  if (isTooLarge(peak)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
