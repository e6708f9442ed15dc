import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseTreatment } from '#main/treatment/parse/parse-treatment.ts'
import { modelById } from '#model/catalogue.ts'
import { takeSeed } from '#model/seed.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
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

/** How bright the picture is in 6 x 3 places, two digits each. */
function brightness(flight: Flythrough): string {
  const greens = coarse(flight.draw(48), 18).filter((_, k) => k % 3 === 1)
  return Buffer.from(Uint8Array.from(greens, Math.round)).toString('hex')
}

// Takes are told apart by the version of what drew them. Whoever changes the pictures counts it up, and writes down these anew.
const VERSION = 2
const PICTURES = `
32687e6d48203c76ab88522338657b693e23
b2ccdcc9ab8badc6dbbfb18e92afbbb0998a
a2c1c8c4b1899ec4d5bfbdcaa8c0c1bcb6a4
7f84d0c7a4809babc7978f826d7f8c897258
a5bcc7ceb99dabc0cbd5bdb592a5abaa9b83
9dbac6cabb9cbedae5e3ccbbb0c3c7c5bda3
44545e534b486788a28e6b5295ac9da6a48c
5040343752423f484e4b453c1d2222211d1f
719ac2a88c706a94bf998176527088776047
828d8e88775da2a49b887562677a735b5545
9cc6dbd1b19ab2c6dacec0af9cc6d7c47364
9eb4b7c0a48bb8ced0d3bda57c88958d7b72
7c8d979a876d8f9bb1bba08b6674797e6e5a
b5cfd3d5bb9da8b5bab6ab957f90948c856f
8597a7a38874a9bbc0c5aa9e80929696886f
1a1f2b211e182c3135382e261a2028352316
3e345036282e9c76606977925145333d6164
5271af8960435d705a59655137322d27382d
171d423c321422288b67271f1419322c1d12
273136452b24464b5c4d433c1a29442f1c19
4d6e5a657431564e86625d4e3c3d36364a2e
25283a31221c30374840372d161c1e221d17
31454f4c3629336b7e6f3630305f7d79352d
c2d4e3e4d3a9cfdde0c4b670adc5cab39271
6b859a8b7251b29a9297a6ac6d6b6c6f6d6c
38526159472b5a7c85786843515d56525e3e
4b4835403b207c59515e6b753734212e383c
b3cdd9d2c4abbcc9dee0d7c3aeb0aac7cfaf
21232323312a26303b372d2044312d302a24
4f455e4c46437a8c857c635050555a5e705d
526c6d5b504457656e575b543b4345403e34
718ea28b7d6686a394a39a805b52524e5c5c
9e9fa59d9f82aec3bfc2a78aaa95c395716f
576369665c4c687f8c8d7563565e71645c4a
89a6b8ad8e7585acd4b8897a7da9ccb5867c
d5f2f7f4e4bfd8ecdfddd1babfe2d0d7c9a9
7f97b3a3947a8da2cbbca5898daec3b9ac93
3e292b2f3a15453b4d5a402065745c5a6a5a
36454848372d5b748f775e4f667b7d7a6f5b
a7c2b9bf986fa6bcc3b8a68488a1929b8f71
343c393d4a514455615c605d57504e4a5653
818d98948b71817e7876856c5661705f5b48
a1c6d0cebb9f9bb6dbcdddc8b2cae6e4be9a
5181797d62624472ae7b4d45476b79715537
81badedab6a0a2afcbc4aeb1798d9fa38e6a
858f8f908f807f9aa6a986806e72827c6451
465eab7e5f495067b0825c43475f75736150
a6bfc6c4b2948798b9a0917780a5b4aa9657
889fac9c9072a5b3a3b1a796aca588afbf9f
293447744d2a6b7b7e8b6e5e68777b80735a
5b7e886a5b4c6f89917b70653b484a433e30
6e8e958187769db7c3b1a4949db5b6b59f85
27232727221b696a607e623d303b3f403b30
244921150e0c1d2b3c2d1d1b0f131716181d
a3c2cbc8b38db0c5d6cbbc9da2bdc6c1b38c
`
  .trim()
  .split('\n')

test('the animatic draws the pictures of its version', () => {
  const { version } = modelById(
    loadCatalogue(fileURLToPath(new URL('../../../../resources', import.meta.url))),
    'animatic',
  )
  expect(version).toBe(VERSION)
  const told = flights.map(brightness)
  // Processors round differently, by less than two.
  const others = told.filter((picture, index) => {
    const [now, then] = [picture, PICTURES[index] ?? ''].map(text => Buffer.from(text, 'hex'))
    return now!.some((value, k) => Math.abs(value - (then![k] ?? 0)) > 2)
  })
  expect(others).toEqual([])
})
