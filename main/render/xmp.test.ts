import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRenderKey, xmpBox } from './xmp.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xmp-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const renderKey = 'ab'.repeat(32)

test('the box tells its own size, and that the pictures are machine-made', () => {
  const box = xmpBox({ title: 'Tom & <Jerry>\u0007', isAiGenerated: true, renderKey })
  expect(box.readUInt32BE(0)).toBe(box.length)
  const text = box.toString('utf8')
  expect(text).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia')
  expect(text).toContain('Tom &amp; &lt;Jerry&gt;</rdf:li>')
  expect(xmpBox({ title: undefined, isAiGenerated: false, renderKey }).toString('utf8')).not.toContain(
    'DigitalSourceType',
  )
})

test('the render key is read back from the end of a file, and from nothing else', async () => {
  const film = join(folder, 'film.mp4')
  await writeFile(film, Buffer.concat([Buffer.alloc(100_000), xmpBox({ title: 'x', isAiGenerated: true, renderKey })]))
  expect(await readRenderKey(film)).toBe(renderKey)
  await writeFile(film, 'something else')
  expect(await readRenderKey(film)).toBeUndefined()
  expect(await readRenderKey(join(folder, 'none'))).toBeUndefined()
  expect(await readRenderKey(folder)).toBeUndefined()
})
