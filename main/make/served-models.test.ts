import { expect, test } from 'vitest'
import { loadCatalogue } from '#main/providers/catalogue.ts'
import { demandServedModel, demandServedModels, DRAWN } from './served-models.ts'

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

test('at a window it is told by its title, and what to do about it', () => {
  const demand = (model: string) => () => demandServedModel(catalogue, { model }, 3, 'animatic', DRAWN)
  expect(demand('animatic')).not.toThrow()
  expect(demand('runway/gen4.5')).toThrow(
    /^Nobody makes takes with .*, which shot 3 asks for\. Choose another model\.$/,
  )
})
