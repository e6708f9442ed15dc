import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { demandServedModels, DRAWN } from './served-models.ts'

const catalogue = loadCatalogue('resources')
const shots = (...models: (string | null)[]) => models.map(model => ({ model }))

test('models that somebody makes takes with are fine', () => {
  demandServedModels(catalogue, shots(null, 'animatic', null), 'animatic', DRAWN)
})

test('a model that nobody makes takes with is refused, naming shot and model', () => {
  expect(() => demandServedModels(catalogue, shots(null, null, 'folder'), 'animatic', DRAWN)).toThrow(
    /"folder".*shot 3/,
  )
  expect(() => demandServedModels(catalogue, shots('animatic', 'veo'), 'animatic', DRAWN)).toThrow(/"veo".*shot 2/)
  expect(() => demandServedModels(catalogue, shots('animatic', null), 'folder', DRAWN)).toThrow(/"folder".*shot 2/)
})
