import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import type { MakeResult } from '#main/make/make-request.ts'
import { runCliJson } from './cli.ts'
import type { FilmMaterial } from './film-material.ts'
import { frameHashes, soundHash } from './frames.ts'
import { processesNaming, runAndKill, seededRandom } from './kills.ts'
import { libraryFacts } from './made-library.ts'

export type Reference = {
  readonly frames: string[]
  readonly sound: string
  readonly takes: string[]
  readonly tookMs: number
}

function makeArgs(film: FilmMaterial, library: string, output: string): string[] {
  const given = ['--song', film.song, '--treatment', film.treatment, '--out', output, '--library', library]
  return ['make', ...given, '--size', '160x90', '--preset', 'draft', '--project', 'kills']
}

/** The film as it comes out when nobody interferes. */
export async function uninterrupted(film: FilmMaterial): Promise<Reference> {
  const output = join(film.dir, 'reference.mp4')
  const library = join(film.dir, 'reference-library')
  const startMs = performance.now()
  await runCliJson<MakeResult>(makeArgs(film, library, output))
  const tookMs = performance.now() - startMs
  const { takes } = await libraryFacts(library)
  return { frames: await frameHashes(film.ffmpeg, output), sound: await soundHash(film.ffmpeg, output), takes, tookMs }
}

/**
 * Kills `make` with SIGKILL at `kills` random moments, each in a library where the job is not done yet, and after each lets
 * it finish: the same frames, every take made once, nothing left behind.
 */
export async function proveKills(film: FilmMaterial, reference: Reference, kills: number, seed: number): Promise<void> {
  const random = seededRandom(seed)
  for (let kill = 0, trial = 1; kill < kills; trial += 1) {
    const library = join(film.dir, `killed-${trial}`)
    const output = join(film.dir, `killed-${trial}.mp4`)
    const args = makeArgs(film, library, output)
    const afterMs = random() * reference.tookMs
    const said = `seed ${seed}, trial ${trial}, killed after ${Math.round(afterMs)} ms`
    // A run that was done before its moment came is no kill; it must have left the same all the same.
    if ((await runAndKill(args, afterMs)).signal === 'SIGKILL') kill += 1
    await runCliJson<MakeResult>(args)

    expect(await frameHashes(film.ffmpeg, output), said).toEqual(reference.frames)
    expect(await soundHash(film.ffmpeg, output), said).toBe(reference.sound)
    const facts = await libraryFacts(library)
    expect(facts.takes, said).toEqual(reference.takes)
    expect(facts.takeCount, said).toBe(reference.takes.length)
    expect(facts.requests, said).toEqual({ ready: reference.takes.length })
    expect(facts.renders, said).not.toHaveProperty('running')
    expect([...facts.workFiles, ...facts.orphanFiles, ...facts.missingFiles], said).toEqual([])
    expect(processesNaming(film.dir), said).toEqual([])
    const beside = readdirSync(dirname(output)).filter(
      name => name.startsWith(`killed-${trial}.mp4`) || name.endsWith('.part'),
    )
    expect(beside, said).toEqual([`killed-${trial}.mp4`])
    expect(existsSync(join(library, 'incoming')) ? readdirSync(join(library, 'incoming')) : [], said).toEqual([])
    rmSync(library, { recursive: true })
    rmSync(output)
  }
}
