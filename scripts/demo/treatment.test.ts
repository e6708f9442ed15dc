import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readTreatmentFile } from '#main/treatment/read-treatment.ts'

const path = fileURLToPath(new URL('../../resources/demo/treatment.md', import.meta.url))

test('the demo treatment tells 55 different shots', async () => {
  const { title, style, negative, shots } = await readTreatmentFile(path)
  expect(title).toBe('One Long Morning')
  expect(style).toContain('forward flight')
  expect(negative).toContain('watermark')
  expect(shots).toHaveLength(55)
  expect(new Set(shots.map(shot => shot.id)).size).toBe(55)
  expect(new Set(shots.map(shot => shot.prompt.split(' ').slice(0, 4).join(' '))).size).toBe(55)
  for (const { prompt, cameraMove, section } of shots) {
    expect(prompt.split(' ').length).toBeGreaterThanOrEqual(12)
    expect(prompt.split(' ').length).toBeLessThanOrEqual(30)
    expect(cameraMove).not.toBeNull()
    expect(section).not.toBeNull()
  }
})
