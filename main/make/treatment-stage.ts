import { StudioError } from '#model/errors.ts'
import type { Treatment } from '#model/treatment.ts'
import { readTreatmentFile } from '#main/treatment/read-treatment.ts'

/**
 * Reads a treatment, shortened to its first `shotCount` shots if wanted.
 * Throws what reading throws, and StudioError `treatment/fewer-shots`.
 */
export async function readTreatment(path: string, shotCount: number | null): Promise<Treatment> {
  const treatment = await readTreatmentFile(path)
  if (shotCount === null) return treatment
  const there = treatment.shots.length
  if (shotCount > there) {
    const message = `${path} has ${there} shots and --shots asks for ${shotCount}. Ask for ${there} or fewer, or write more prompts.`
    throw new StudioError('treatment/fewer-shots', message, { kind: 'usage', details: { there } })
  }
  return { ...treatment, shots: treatment.shots.slice(0, shotCount) }
}
