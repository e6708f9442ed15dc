import { expect, test } from 'vitest'
import type { ReadWorkflow } from '#model/contract/services-contract.ts'
import { guessPicks, outputsIn } from '#model/workflow-guess.ts'
import { inputsIn } from '#model/workflow-inputs.ts'
import type { Graph } from '#model/workflow.ts'
import { firstPicks, optionsFor } from './workflow-form.ts'

const graph: Graph = {
  1: { class_type: 'CLIPTextEncode', inputs: { text: 'a very long prompt about a cat that walks over a roof' } },
  2: { class_type: 'CLIPTextEncode', inputs: { text: '' } },
  3: { class_type: 'KSampler', inputs: { seed: 1, positive: ['1', 0], negative: ['2', 0], latent_image: ['5', 0] } },
  4: { class_type: 'KSampler', inputs: { seed: 2, positive: ['1', 0], negative: ['2', 0], latent_image: ['3', 0] } },
  5: { class_type: 'EmptyLatent', inputs: { width: 832, height: 480, length: 81 } },
  6: { class_type: 'SaveVideo', inputs: { filename_prefix: 'x', video: ['4', 0] } },
  7: { class_type: 'CLIPTextEncode', inputs: { text: 'for the still' } },
  8: { class_type: 'SaveImage', inputs: { filename_prefix: 'y', images: ['7', 0] } },
}
const read: ReadWorkflow = {
  ...{ title: 'mine', graph: JSON.stringify(graph), outputs: outputsIn(graph) },
  ...{ candidates: inputsIn(graph), guess: guessPicks(graph) },
}

test('for each slot stands what fits and leads to the chosen output', () => {
  const labels = (output: string, slot: 'prompt' | 'seed') =>
    optionsFor(read, output, slot).map(({ label, slots }) => [label, slots.length])
  expect(labels('6', 'prompt')).toEqual([
    ['Choose…', 0],
    ['CLIPTextEncode, text: a very long prompt about a cat that walk…', 1],
    ['CLIPTextEncode, text: empty', 1],
  ])
  expect(labels('8', 'prompt')).toEqual([
    ['Choose…', 0],
    ['CLIPTextEncode, text: for the still', 1],
  ])
  expect(labels('6', 'seed')).toEqual([
    ['Not used', 0],
    ['Both of them', 2],
    ['KSampler, seed: 1', 1],
    ['KSampler, seed: 2', 1],
  ])
})

test('what was found is chosen already, and of another output nothing that is not in it', () => {
  expect(firstPicks(read, '6')).toEqual({
    ...{ prompt: '1/text', negative: '2/text', seed: 'all', width: '5/width', height: '5/height' },
    ...{ length: '5/length', fps: '', startImage: '', endImage: '', references: '' },
  })
  expect(Object.values(firstPicks(read, '8')).every(value => value === '')).toBe(true)
})

test('W20 reference pictures are picked together: those that are called so, else all there are', () => {
  const image = (title: string) => ({ class_type: 'LoadImage', inputs: { image: 'x' }, _meta: { title } })
  const save = { class_type: 'SaveVideo', inputs: { filename_prefix: 'x', a: ['1', 0], b: ['2', 0], c: ['3', 0] } }
  const picked = (...titles: readonly string[]) => {
    const graph: Graph = { 4: save, ...Object.fromEntries(titles.map((title, index) => [index + 1, image(title)])) }
    const guess = guessPicks(graph)
    const of = { ...read, graph: JSON.stringify(graph), outputs: outputsIn(graph), candidates: inputsIn(graph), guess }
    const several = optionsFor(of, '4', 'references').find(({ slots }) => slots.length > 1)
    return [several?.slots.map(({ node }) => node), firstPicks(of, '4').references]
  }
  expect(picked('First', 'Reference 1', 'Reference 2')).toEqual([['2', '3'], 'all'])
  expect(picked('A', 'B', 'C')).toEqual([['1', '2', '3'], ''])
  expect(picked('First', 'Reference')).toEqual([undefined, '2/image'])
})
