import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import type { RenderProgressEvent } from '#model/contract/renders-contract.ts'
import { createProgressFile } from './progress-file.ts'

const at = (doneFrames: number): RenderProgressEvent => ({
  renderId: 'film',
  doneFrames,
  totalFrames: 100,
  secondsLeft: null,
  framesPerSecond: 24,
  step: 'encoding',
  pieces: ['ready', 'running'],
})

test('what is noted is read elsewhere, now and then, until it is cleared', () => {
  let nowMs = 0
  const path = join(temporaryFolder(), 'progress.json')
  const [mine, theirs] = [createProgressFile(path, () => nowMs), createProgressFile(path)]
  expect(theirs.read()).toBeUndefined()
  mine.note(at(1))
  mine.note(at(2))
  expect(theirs.read()).toEqual(at(1))
  nowMs = 1_000
  mine.note(at(3))
  expect(theirs.read()).toEqual(at(3))
  writeFileSync(path, '{"renderId":')
  expect(theirs.read()).toBeUndefined()
  mine.clear()
  mine.clear()
  expect(theirs.read()).toBeUndefined()
})
