import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseTreatment } from '#main/treatment/parse/parse-treatment.ts'
import { takeSeed } from '#model/seed.ts'
import { Flythrough } from './flythrough.ts'
import { coarse, difference } from './testing/pictures.ts'

const FILE = new URL('../../../../resources/demo/treatment.md', import.meta.url)
const { shots, style } = parseTreatment(readFileSync(FILE, 'utf8'), 'markdown', 'treatment.md')

const flights = shots.map(
  ({ prompt, cameraMove }, index) =>
    new Flythrough({
      prompt,
      cameraMove: cameraMove ?? '',
      style: style ?? '',
      seed: takeSeed(1, index + 1, 1),
      width: 96,
      height: 54,
      framesPerSecond: 24,
      frameCount: 96,
    }),
)

test('the prompts of the demo are understood as they are meant', () => {
  const told = shots.map(({ id }, index) => {
    const { scene, palette, people, move, pace, air } = flights[index]!.reading
    return [id, scene, palette, people.join('+') || '-', move, pace, air ?? '-'].join(' ')
  })
  expect(`\n${told.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    first-light rings gold - push 0.75 dust
    birth-corridor hospital clinic woman skim 1 -
    nursery nursery dawn - crane 0.75 dust
    carpet carpet gold - skim 0.75 dust
    garden garden summer girl fly 1 seeds
    bubbles bubbles noon - push 1 -
    first-snow village frost girl fly 1 snow
    under-the-table underTable ember - skim 1 -
    school-corridor corridor moss girl+boy push 1 dust
    classroom classroom autumn - fly 1 dust
    playground playground noon girl+boy weave 1 -
    forest forest moss woman+man fly 1.45 dust
    lake lake dawn woman+man skim 1 -
    underwater underwater sea - descend 1 -
    wheat-field field gold - fly 1.45 seeds
    roller-rink dance neon - fly 0.75 -
    fairground fairground night - weave 1 -
    first-kiss kiss love man+woman push 0.75 sparks
    fireworks fireworks night - crane 1 -
    night-drive road night - skim 1 -
    road-tunnel tunnel ember - fly 1.45 -
    concert concert neon - weave 1 -
    bedroom bedroom moon - fly 0.75 dust
    platform platform milk woman fly 1 -
    train train gold man+woman fly 1 -
    steel-bridge bridge moon - fly 1 -
    city-rain city neon - descend 1 rain
    escalator stairs milk - descend 1.45 -
    office office night - fly 0.75 paper
    cafe cafe autumn man fly 0.75 dust
    rooftop rooftop dusk man+woman orbit 1 birds
    desert-road desert desert woman fly 1.45 -
    wedding-hall wedding love - descend 0.75 confetti
    first-dance dance love man+woman orbit 1 sparks
    new-flat rooms summer - push 1 dust
    newborn folds milk - push 0.55 dust
    supermarket supermarket dream girl fly 1 -
    birthday candles ember man+woman push 0.55 sparks
    stadium stadium night - fly 1 -
    airport airport dawn girl fly 0.75 -
    hospital ward ward - fly 0.75 -
    funeral cemetery grief - descend 1 rain
    empty-house rooms milk - fly 0.75 dust
    attic attic sepia - fly 1 dust
    greenhouse greenhouse moss elder push 1 leaves
    market market coral elder weave 1 -
    library library moss girl fly 1 dust
    paper-theatre paper sepia man+woman fly 1 paper
    mountains mountains dawn man+woman crane 1 -
    beach beach ember elder skim 0.75 birds
    open-sea sea dusk - skim 1 -
    clouds clouds coral - crane 1 -
    aurora aurora aurora - fly 0.75 -
    stars space cosmos - fly 1.45 dust
    last-light rings gold - push 0.75 dust
    "
  `)
})

test('no two shots of the demo are alike', () => {
  const pictures = flights.map(flight => coarse(flight.draw(48)))
  const alike = pictures.flatMap((picture, one) =>
    pictures.slice(0, one).flatMap((other, two) => {
      const apart = difference(picture, other)
      return apart < 12 ? [`${shots[one]!.id} and ${shots[two]!.id}: ${apart.toFixed(1)}`] : []
    }),
  )
  expect(alike).toEqual([])
})
