import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Project } from '#model/project.ts'
import type { Shot } from '#model/shot.ts'
import { temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { specOf } from './shot-spec.ts'

const { models } = loadCatalogue(fileURLToPath(new URL('../../resources', import.meta.url)))
const [animatic] = models
const talker = { ...animatic!, id: 'talker', takesNegative: true }
const written = { id: null, prompt: 'a road', whatHappens: null, cameraMove: null, passage: null, section: null }
const project = { width: 640, height: 360, rate: { numerator: 24, denominator: 1 } } as Project

test.each([
  ['animatic', ''],
  ['talker', 'captions'],
])('what a model does not read is not asked of it: %s gets "%s"', (model, negative) => {
  const context = {
    library: temporaryLibrary(),
    catalogue: { services: [], models: [animatic!, talker] },
    ffmpeg: () => Promise.reject(new Error('no ffmpeg is needed')),
  }
  const shot = { position: 0, serial: 1, written: { ...written, model } } as Shot
  const spec = specOf(context, project, shot, { style: 'neon', negative: 'captions' }, 'animatic')
  expect(spec).toMatchObject({ model, style: 'neon', negative })
})
