import { createHash } from 'node:crypto'
import { mkdirSync, utimesSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from './testing/temporary-library.ts'
import { abandonedWork, ownWorkFolder } from './work-folder.ts'

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8)
const here = shortHash(hostname())
/** Larger than any system gives out. */
const NO_PROCESS = 2 ** 30

test('only the work folders of processes that are gone are abandoned', () => {
  const root = temporaryFolder()
  ownWorkFolder(root)
  const abandoned = [
    `${here}-${NO_PROCESS}-${shortHash('some start')}`,
    `${here}-${NO_PROCESS}-${shortHash('')}`,
    // This number is a process that began at another time.
    `${here}-${process.pid}-${shortHash('some start')}`,
    `${shortHash('another host')}-1-${shortHash('some start')}`,
  ]
  const kept = [
    // When it was named the system could not tell when the process began.
    `${here}-${process.pid}-${shortHash('')}`,
    `${shortHash('another host')}-2-${shortHash('some start')}`,
    'my own folder',
    `${abandoned[0]} copy`,
  ]
  for (const name of [...abandoned, ...kept]) mkdirSync(join(root, name))
  for (const name of [...abandoned, 'my own folder']) utimesSync(join(root, name), 0, 0)
  expect(abandonedWork(root).toSorted()).toEqual(abandoned.map(name => join(root, name)).toSorted())
})
