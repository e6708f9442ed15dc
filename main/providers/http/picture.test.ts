import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { readPicture } from './picture.ts'

test.each([
  ['\xff\xd8\xff\xe0', 'frame.jpeg', 'image/jpeg'],
  ['RIFF\0\0\0\0WEBP', 'frame.webp', 'image/webp'],
  ['\x89PNG', 'frame.png', 'image/png'],
])('V14 a picture is sent under a name of what it is (%j)', async (head, name, type) => {
  const path = join(temporaryFolder(), 'Mara at the lake, never published.png')
  writeFileSync(path, head, 'latin1')
  expect(await readPicture(path)).toMatchObject({ name, type })
})
