import type { Move } from './camera.ts'
import { cameraTalk, moveFrom, paceFrom } from './camera.ts'
import type { PersonKind } from './figures.ts'
import { hash, hashText } from './numbers.ts'
import { PALETTE_NAMES, PALETTE_WORDS } from './palettes.ts'
import type { PaletteName } from './palettes.ts'
import { PARTICLE_KINDS, PARTICLE_WORDS } from './particles.ts'
import type { ParticleKind } from './particles.ts'
import type { Scene } from './scene.ts'
import { ABSTRACT_SCENES, SCENES } from './scenes.ts'
import type { SceneKind } from './scenes.ts'
import { phrasesFrom, scoreOf, wordsOf } from './word-score.ts'
import type { PromptWords, WeightedPhrase } from './word-score.ts'

/** What a prompt is understood as. */
export type Reading = {
  readonly scene: SceneKind
  readonly palette: PaletteName
  readonly people: readonly PersonKind[]
  readonly hasScarf: boolean
  readonly air: ParticleKind | undefined
  readonly move: Move
  readonly pace: number
  /** Mixes the prompt and the seed; every choice of layout comes from it. */
  readonly seed: number
}

type Table<Name extends string> = readonly { readonly name: Name; readonly phrases: readonly WeightedPhrase[] }[]

const SCENE_TABLE: Table<SceneKind> = Object.entries(SCENES).map(([name, scene]) => ({
  name: name as SceneKind,
  phrases: phrasesFrom(scene.words),
}))
const PALETTE_TABLE: Table<PaletteName> = PALETTE_NAMES.map(name => ({
  name,
  phrases: phrasesFrom(PALETTE_WORDS.get(name)!),
}))
const AIR_TABLE: Table<ParticleKind> = PARTICLE_KINDS.map(name => ({
  name,
  phrases: phrasesFrom(PARTICLE_WORDS[name]),
}))

/** The people words, most telling first: the first line that matches casts the shot. */
const PEOPLE: readonly (readonly [RegExp, readonly PersonKind[]])[] = [
  [/\b(family|families|parents)\b/, ['man', 'girl', 'woman']],
  [/\b((old|elderly) (woman|lady)|grandmother|grandma)\b/, ['elder']],
  [
    /\b(couple|lover|lovers|bride and groom|newlyweds|two people|their hands|two silhouettes|hand in hand)\b/,
    ['man', 'woman'],
  ],
  [/\b(man and (a )?woman|woman and (a )?man|boy and (a )?girl|he and she|him and her)\b/, ['man', 'woman']],
  [/\b(two friends|two teenagers|two hikers|two girls|friends)\b/, ['woman', 'man']],
  [/\b(children|kids|pupils|siblings)\b/, ['girl', 'boy']],
  [/\b(small girl|little girl|daughter|toddler|child|kid)\b/, ['girl']],
  [/\b(boys|sons)\b/, ['boy', 'boy']],
  [/\b(boy|son)\b/, ['boy']],
  [/\b(women|girls|mothers|ladies|wives|nurses|sisters)\b/, ['woman', 'woman']],
  [/\b(men|fathers|husbands|brothers)\b/, ['man', 'man']],
  [/\b(dancers|strangers|people|persons|figures|silhouettes|hikers|travellers)\b/, ['man', 'woman']],
  [/\b(bride|woman|girl|mother|lady|wife|nurse|she|her|dancer)\b/, ['woman']],
  [/\b(man|father|husband|groom|stranger|someone|person|figure|silhouette|hiker|traveller|he|him)\b/, ['man']],
  [/\b(we|us|they|together)\b/, ['man', 'woman']],
]

/**
 * Understands a prompt: deterministic, never throws, any script. Without a word it knows, the scene is an abstract
 * flight and all else is chosen by the hash of the text. `style` is the treatment's look words.
 */
export function readPrompt(prompt: string, cameraMove: string, style: string, seed: number): Reading {
  const words = wordsOf(prompt)
  const shotSeed = (hashText(prompt) ^ Math.imul(seed | 0, 0x9e3779b1)) | 0
  const scene = loudest(words, SCENE_TABLE) ?? pick(ABSTRACT_SCENES, shotSeed, 1)
  // The country in capitals is not us.
  const text = prompt.replaceAll(/\bUS\b/g, ' ').toLowerCase()
  const direction = cameraMove === '' ? cameraTalk(prompt) : cameraMove
  return {
    scene,
    palette: loudest(words, PALETTE_TABLE) ?? lightOf(style, SCENES[scene], shotSeed),
    people: PEOPLE.find(([pattern]) => pattern.test(text))?.[1] ?? [],
    hasScarf: /\bscarf\b/.test(text),
    air: airOf(words, SCENES[scene]),
    move: moveFrom(direction),
    pace: paceFrom(direction),
    seed: shotSeed,
  }
}

/**
 * The light of a shot whose prompt names none: one of those the look words ask for, best one that suits the scene. Not
 * always the same one, or every such shot of a film would have the same six colours.
 */
function lightOf(style: string, scene: Scene, seed: number): PaletteName {
  const words = wordsOf(style)
  const scored = PALETTE_TABLE.map(({ name, phrases }) => ({ name, score: scoreOf(words, phrases) }))
  const top = Math.max(...scored.map(({ score }) => score))
  const asked = scored.filter(({ score }) => score > 0 && score >= top / 2).map(({ name }) => name)
  const suited = scene.palettes.filter(name => asked.includes(name))
  return pick(
    [suited, asked, scene.palettes].find(names => names.length > 0)!,
    seed,
    2,
  )
}

/** What is in the air; nothing that a roof keeps out. */
function airOf(words: PromptWords, scene: Scene): ParticleKind | undefined {
  const asked = loudest(words, AIR_TABLE)
  return asked && !(scene.isIndoors && OUTDOOR_AIR.has(asked)) ? asked : scene.air
}

const OUTDOOR_AIR: ReadonlySet<ParticleKind> = new Set(['snow', 'rain', 'birds', 'leaves'])

function loudest<Name extends string>(words: PromptWords, table: Table<Name>): Name | undefined {
  let top = 0
  let found: Name | undefined
  for (const { name, phrases } of table) {
    const score = scoreOf(words, phrases)
    if (score > top) {
      top = score
      found = name
    }
  }
  return found
}

function pick<Item>(items: readonly Item[], seed: number, salt: number): Item {
  return items[Math.floor(hash(seed, salt, 0x91c) * items.length)]!
}
