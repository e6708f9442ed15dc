import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { demandServedModels } from './served-models.ts'

const catalogue = loadCatalogue('resources')
const shots = (...models: (string | null)[]) => models.map(model => ({ model }))

test('models that somebody makes takes with are fine', () => {
  demandServedModels(catalogue, shots(null, 'animatic', null), 'animatic')
})

test('a model that nobody makes takes with is refused, naming shot and model', () => {
  expect(() => demandServedModels(catalogue, shots(null, null, 'folder'), 'animatic')).toThrow(/"folder".*shot 3/)
  expect(() => demandServedModels(catalogue, shots('animatic', 'veo'), 'animatic')).toThrow(/"veo".*shot 2/)
  expect(() => demandServedModels(catalogue, shots('animatic', null), 'folder')).toThrow(/"folder".*shot 2/)
})
