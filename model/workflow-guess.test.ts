import { expect, test } from 'vitest'
import { guessPicks, outputsIn, partFor } from './workflow-guess.ts'
import type { Graph } from './workflow.ts'

/** From a first picture, the counter-words written before the prompt, and a preview beside the clip. */
const graph: Graph = {
  1: { class_type: 'CLIPTextEncode', inputs: { text: 'blurred', clip: ['0', 0] } },
  2: { class_type: 'CLIPTextEncode', inputs: { text: 'a cat', clip: ['0', 0] } },
  3: { class_type: 'LoadImage', inputs: { image: 'a.png' } },
  4: { class_type: 'PrimitiveInt', inputs: { value: 81 } },
  5: {
    class_type: 'WanImageToVideo',
    inputs: {
      positive: ['2', 0],
      negative: ['1', 0],
      width: 832,
      height: 480,
      length: ['4', 0],
      start_image: ['3', 0],
    },
  },
  6: { class_type: 'KSampler', inputs: { seed: 5, positive: ['5', 0], negative: ['5', 1], latent_image: ['5', 2] } },
  7: { class_type: 'CreateVideo', inputs: { fps: 16, images: ['6', 0] } },
  8: { class_type: 'SaveImage', inputs: { filename_prefix: 'still', images: ['6', 0] } },
  9: {
    class_type: 'SaveVideo',
    inputs: { filename_prefix: 'x', video: ['7', 0], format: 'auto' },
    _meta: { title: 'My clip' },
  },
}
const slot = (node: string, input: string) => [{ node, input }]

test('what is meant for what is guessed by where it leads', () => {
  expect(guessPicks(graph)).toEqual({
    inputs: {
      ...{ prompt: slot('2', 'text'), negative: slot('1', 'text'), seed: slot('6', 'seed') },
      ...{ width: slot('5', 'width'), height: slot('5', 'height'), length: slot('4', 'value') },
      ...{ fps: slot('7', 'fps'), startImage: slot('3', 'image'), endImage: [], references: [] },
    },
    lengthRule: { multipleOf: 4, plus: 1 },
    ...{ fps: 16, longestSeconds: 5, width: 832, height: 480 },
  })
})

test('what saves a video stands first among the outputs, and other ends are left out of its part', () => {
  const outputs = outputsIn(graph)
  expect(outputs.map(({ node, nodeTitle }) => [node, nodeTitle])).toEqual([
    ['9', 'My clip'],
    ['8', 'SaveImage'],
  ])
  expect(outputs[0]!.madeFrom.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7', '9'])
  expect(Object.keys(partFor(graph, '9'))).toEqual(['1', '2', '3', '4', '5', '6', '7', '9'])
  expect(partFor(graph, 'gone')).toEqual({})
})

test('a graph whose nodes feed each other in a ring is read to its end', () => {
  const ring: Graph = {
    1: { class_type: 'A', inputs: { positive: ['2', 0] } },
    2: { class_type: 'B', inputs: { from: ['1', 0] } },
  }
  expect(guessPicks(ring).inputs.prompt).toEqual([])
  expect(Object.keys(partFor(ring, '1'))).toEqual(['1', '2'])
})

test('W20 pictures whose nodes are called so are meant for references, the others for the first and the last', () => {
  const image = (title?: string) => ({
    class_type: 'LoadImage',
    inputs: { image: 'x' },
    ...(title && { _meta: { title } }),
  })
  const { inputs } = guessPicks({ 1: image('Reference: who'), 2: image(), 3: image('My reference'), 4: image('End') })
  expect(inputs).toMatchObject({
    startImage: slot('2', 'image'),
    endImage: slot('4', 'image'),
    references: [...slot('1', 'image'), ...slot('3', 'image')],
  })
})
