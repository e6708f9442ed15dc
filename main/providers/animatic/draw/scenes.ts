import type { Scene } from './scene.ts'
import { airport } from './scenes/airport.ts'
import { attic } from './scenes/attic.ts'
import { aurora } from './scenes/aurora.ts'
import { beach } from './scenes/beach.ts'
import { bedroom } from './scenes/bedroom.ts'
import { bridge } from './scenes/bridge.ts'
import { bubbles } from './scenes/bubbles.ts'
import { cafe } from './scenes/cafe.ts'
import { candles } from './scenes/candles.ts'
import { carpet } from './scenes/carpet.ts'
import { cemetery } from './scenes/cemetery.ts'
import { city } from './scenes/city.ts'
import { classroom } from './scenes/classroom.ts'
import { clouds } from './scenes/clouds.ts'
import { concert } from './scenes/concert.ts'
import { corridor } from './scenes/corridor.ts'
import { dance } from './scenes/dance.ts'
import { desert } from './scenes/desert.ts'
import { fairground } from './scenes/fairground.ts'
import { field } from './scenes/field.ts'
import { fireworks } from './scenes/fireworks.ts'
import { folds } from './scenes/folds.ts'
import { forest } from './scenes/forest.ts'
import { garden } from './scenes/garden.ts'
import { greenhouse } from './scenes/greenhouse.ts'
import { hospital } from './scenes/hospital.ts'
import { kiss } from './scenes/kiss.ts'
import { lake } from './scenes/lake.ts'
import { library } from './scenes/library.ts'
import { market } from './scenes/market.ts'
import { mountains } from './scenes/mountains.ts'
import { museum } from './scenes/museum.ts'
import { nursery } from './scenes/nursery.ts'
import { office } from './scenes/office.ts'
import { paper } from './scenes/paper.ts'
import { platform } from './scenes/platform.ts'
import { playground } from './scenes/playground.ts'
import { portals } from './scenes/portals.ts'
import { railway } from './scenes/railway.ts'
import { rings } from './scenes/rings.ts'
import { road } from './scenes/road.ts'
import { rooftop } from './scenes/rooftop.ts'
import { rooms } from './scenes/rooms.ts'
import { sea } from './scenes/sea.ts'
import { snow } from './scenes/snow.ts'
import { space } from './scenes/space.ts'
import { stadium } from './scenes/stadium.ts'
import { stairs } from './scenes/stairs.ts'
import { supermarket } from './scenes/supermarket.ts'
import { train } from './scenes/train.ts'
import { tunnel } from './scenes/tunnel.ts'
import { underTable } from './scenes/under-table.ts'
import { underwater } from './scenes/underwater.ts'
import { village } from './scenes/village.ts'
import { ward } from './scenes/ward.ts'
import { wedding } from './scenes/wedding.ts'

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
