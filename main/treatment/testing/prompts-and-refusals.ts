import { isStudioError } from '#model/errors.ts'
import type { Treatment } from '#model/treatment.ts'

export function prompts(treatment: Treatment): string[] {
  return treatment.shots.map(shot => shot.prompt)
}

/** What a treatment is refused with. */
export async function refusal(run: () => Treatment | Promise<Treatment>): Promise<{ code: string; message: string }> {
  try {
    await run()
  } catch (error) {
    if (isStudioError(error)) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('not refused')
}
