import { expect, test } from 'vitest'
import { installedOf, whatToInstall } from './installed.ts'
import { loadWorkflow } from './load-workflow.ts'

const workflow = loadWorkflow(['resources/workflows'], 'wan22-5b-ti2v')
const MODEL = 'wan2.2_ti2v_5B_fp16.safetensors'
const everything: Record<string, unknown> = Object.fromEntries(
  workflow.needs.nodes.map(type => [type, { input: { required: {} } }]),
)
const loader = (options: unknown) => ({ UNETLoader: { input: { required: { unet_name: options } } } })

test('nodes and model files that are missing are named, with the folder they belong into', () => {
  const { SaveVideo: _gone, ...others } = everything
  const info = { ...others, ...loader([['other.safetensors'], {}]) }
  const found = installedOf(workflow, info)
  expect(whatToInstall(found, workflow.title)).toBe(
    `ComfyUI lacks what “${workflow.title}” needs: the nodes SaveVideo (update ComfyUI or add them), and the model files ${MODEL} (into models/diffusion_models).`,
  )
})

test.each([
  ['older servers list the files first', [[MODEL], {}]],
  ['newer ones under options', ['COMBO', { options: [MODEL] }]],
  ['a node that lists none takes any', ['STRING', {}]],
])('nothing is missing: %s', (_what, options) => {
  expect(whatToInstall(installedOf(workflow, { ...everything, ...loader(options) }), '')).toBeNull()
})

test('a file that lies in another folder is found there', () => {
  const found = installedOf(workflow, { ...everything, ...loader([[`wan\\${MODEL}`], {}]) })
  expect(whatToInstall(found, '')).toBeNull()
  expect([...found.renamed]).toEqual([[MODEL, `wan\\${MODEL}`]])
})

test('what is said of a node may be anything', () => {
  expect(whatToInstall(installedOf(workflow, { ...everything, UNETLoader: null }), '')).toBeNull()
})
