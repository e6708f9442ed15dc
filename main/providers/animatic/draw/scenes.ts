import type { Scene } from './scene.ts'
import { cemetery, field, forest, garden, mountains, playground, snow } from './scenes/fields.ts'
import { carpet, underTable } from './scenes/floors.ts'
import { airport, dance, office, wedding } from './scenes/halls.ts'
import { bedroom, nursery, rooms } from './scenes/homes.ts'
import { hospital, ward } from './scenes/hospitals.ts'
import { platform, railway, train } from './scenes/rails.ts'
import { desert, road } from './scenes/roads.ts'
import { classroom, corridor } from './scenes/schools.ts'
import { beach, lake, sea } from './scenes/seas.ts'
import { cafe, greenhouse, library, market, supermarket } from './scenes/shops.ts'
import { concert, fairground, fireworks, kiss, stadium } from './scenes/shows.ts'
import { aurora, bubbles, clouds, space, underwater } from './scenes/skies.ts'
import { attic, candles, folds, museum, paper } from './scenes/small-worlds.ts'
import { bridge, city, rooftop, village } from './scenes/streets.ts'
import { portals, rings, stairs, tunnel } from './scenes/tunnels.ts'

/** Every kind of place, by name. */
export const SCENES = {
  airport,
  attic,
  aurora,
  beach,
  bedroom,
  bridge,
  bubbles,
  cafe,
  candles,
  carpet,
  cemetery,
  city,
  classroom,
  clouds,
  concert,
  corridor,
  dance,
  desert,
  fairground,
  field,
  fireworks,
  folds,
  forest,
  garden,
  greenhouse,
  hospital,
  kiss,
  lake,
  library,
  market,
  mountains,
  museum,
  nursery,
  office,
  paper,
  platform,
  playground,
  portals,
  railway,
  rings,
  road,
  rooftop,
  rooms,
  sea,
  snow,
  space,
  stadium,
  stairs,
  supermarket,
  train,
  tunnel,
  underTable,
  underwater,
  village,
  ward,
  wedding,
} satisfies Record<string, Scene>

export type SceneKind = keyof typeof SCENES

/** Flights for prompts that name no known place. */
export const ABSTRACT_SCENES: readonly SceneKind[] = ['portals', 'rings', 'tunnel', 'clouds', 'space', 'paper']
