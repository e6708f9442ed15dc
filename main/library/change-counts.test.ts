import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { Changes } from '#model/contract/changes-contract.ts'
import { createChangeFollower } from './change-counts.ts'
import { openLibrary } from './library.ts'
import { someProject, temporaryLibrary } from './testing/temporary-library.ts'

function followed(library = temporaryLibrary()) {
  const follow = createChangeFollower(library.db)
  const heard: Changes[] = []
  const stop = follow(changes => heard.push(changes))
  return { library, heard, stop, follow }
}

function someShot({ db }: ReturnType<typeof temporaryLibrary>, projectId: string, serial = 1) {
  db.run(
    "INSERT INTO shot (id, project_id, serial, position, prompt, created_at_ms) VALUES (?, ?, ?, ?, 'a tunnel', 0)",
    [`${projectId}-${serial}`, projectId, serial, serial],
  )
}

test('one commit is told once: which lists, of which project', () => {
  const { library, heard } = followed()
  const id = someProject(library)
  expect(heard).toEqual([
    expect.arrayContaining([
      { topic: 'projects', projectId: null },
      { topic: 'project', projectId: id },
    ]),
  ])
  heard.length = 0
  library.db.transaction(() => {
    someShot(library, id, 1)
    someShot(library, id, 2)
  })
  expect(heard).toEqual([[{ topic: 'treatment', projectId: id }]])
})

test('what was rolled back, or changes no list, is not told', () => {
  const { library, heard } = followed()
  const id = someProject(library)
  heard.length = 0
  expect(() =>
    library.db.transaction(() => {
      someShot(library, id)
      throw new Error('no')
    }),
  ).toThrow('no')
  library.db.run('INSERT INTO runner_lease SELECT * FROM runner_lease WHERE 0')
  expect(heard).toEqual([])
})

test('who listens later hears nothing of what was before, and nobody after the end', () => {
  const { library, heard, stop, follow } = followed()
  const first = someProject(library, 'One')
  const late: Changes[] = []
  follow(changes => late.push(changes))
  expect(late).toEqual([])
  stop()
  someShot(library, first)
  expect(late).toEqual([[{ topic: 'treatment', projectId: first }]])
  expect(heard).toHaveLength(1)
})

test('another process is heard as well', async () => {
  const { library, heard } = followed()
  const program = `
    import { openLibrary } from ${JSON.stringify(new URL('library.ts', import.meta.url).href)}
    const library = openLibrary(process.argv[1], { log() {} })
    const rate = { numerator: 24, denominator: 1 }
    const { id } = library.projects.create({ title: 'Theirs', songId: null, seed: 7, rate, width: 1920, height: 1080 })
    library.close()
    console.log(id)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, library.dir])
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  await once(child, 'close')
  await expect.poll(() => heard.flat()).toEqual(expect.arrayContaining([{ topic: 'project', projectId: told.trim() }]))
  expect(library.projects.list().map(({ title }) => title)).toEqual(['Theirs'])
})

test('each of two windows hears the other', async () => {
  const mine = followed()
  const theirs = followed(openLibrary(mine.library.dir, { log: () => {} }))
  const first = someProject(mine.library, 'Mine')
  await expect.poll(() => theirs.heard.flat()).toContainEqual({ topic: 'project', projectId: first })
  const second = someProject(theirs.library, 'Theirs')
  await expect.poll(() => mine.heard.flat()).toContainEqual({ topic: 'project', projectId: second })
  theirs.stop()
  theirs.library.close()
})
