import type { Scene } from './scene.ts'
import { classroom, corridor } from './scenes/schools.ts'
import { beach, lake, sea } from './scenes/seas.ts'

/** Every kind of place, by name. */
export const SCENES = { corridor, classroom, sea, lake, beach } satisfies Record<string, Scene>

export type SceneKind = keyof typeof SCENES

/** Flights for prompts that name no known place. */
export const ABSTRACT_SCENES: readonly SceneKind[] = ['sea', 'corridor']
