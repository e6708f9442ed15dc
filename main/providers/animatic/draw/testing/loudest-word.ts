import { SCENES } from '../scenes.ts'
import type { SceneKind } from '../scenes.ts'

/** The loudest word of a scene, as a person would write it. */
export function loudestWordOf(kind: SceneKind): string {
  const entries = SCENES[kind].words.split(' ').map(entry => entry.split(':'))
  entries.sort((a, b) => Number(b[1] ?? 1) - Number(a[1] ?? 1))
  return entries[0]![0]!.replaceAll('_', ' ')
}
