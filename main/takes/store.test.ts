import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Library } from '#main/library/library.ts'
import { someProject, temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { applyRevision } from '#main/treatment/shot-store.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import { ticksFromSeconds } from '#model/time.ts'
import {
  LIST_TAKES_SQL,
  circleTake,
  importTake,
  judgeTake,
  listTakes,
  nextTakeNumber,
  rateTake,
  restoreTake,
  trashTake,
} from './store.ts'

const FACTS = {
  width: 640,
  height: 360,
  rate: { numerator: 24, denominator: 1 },
  frameCount: 96,
  durationTicks: ticksFromSeconds(4),
}
const SPEC = { provider: 'animatic', prompt: 'fly', seed: 5 }

function projectWithShots(): { library: Library; projectId: ProjectId; a: ShotId; b: ShotId } {
  const library = temporaryLibrary()
  const projectId = someProject(library)
  const written = { id: null, whatHappens: null, cameraMove: null, passage: null, section: null, model: null }
  const inserted = ['a', 'b'].map((prompt, position) => ({ position, written: { ...written, prompt } }))
  const words = { style: '', negative: '' }
  const [a, b] = applyRevision(library.db, projectId, { kept: [], inserted, trashed: [] }, words)
  return { library, projectId, a: a!.id, b: b!.id }
}

async function importing(library: Library, projectId: ProjectId, shotIds: readonly ShotId[], contents: string) {
  const path = join(temporaryFolder(), 'take.mp4')
  writeFileSync(path, contents)
  const file = await library.media.stageFile(path, 'take', { facts: FACTS })
  return importTake(library.db, library.media, { projectId, shotIds, file, prompt: contents })
}

const judgements = (library: Library, projectId: ProjectId): string[] =>
  listTakes(library.db, projectId).map(({ take }) => take.judgement)

test('takes are numbered within their shot, and on the Board', async () => {
  const { library, projectId, a, b } = projectWithShots()
  await importing(library, projectId, [a], 'one')
  const second = await importing(library, projectId, [a, b], 'two')
  await importing(library, projectId, [], 'three')
  trashTake(library.db, second)
  await importing(library, projectId, [b], 'four')
  const numbers = listTakes(library.db, projectId).map(({ take }) => [take.shotIds, take.number])
  expect(numbers).toEqual([
    [[a], 1],
    [[], 1],
    [[b], 3],
  ])
  expect(nextTakeNumber(library.db, projectId, a)).toBe(3)
  expect(nextTakeNumber(library.db, projectId, null)).toBe(2)
})

test('the same file imported again is the same take, for one shot more', async () => {
  const { library, projectId, a, b } = projectWithShots()
  const first = await importing(library, projectId, [a], 'same')
  expect(await importing(library, projectId, [a, b], 'same')).toBe(first)
  const [listed, ...others] = listTakes(library.db, projectId)
  expect(others).toEqual([])
  expect(listed?.take.shotIds.toSorted()).toEqual([a, b].toSorted())
  expect(listed).toMatchObject({
    request: null,
    take: { requestId: null, media: { facts: FACTS }, judgement: 'unseen' },
  })
  expect(library.projects.search('same')).toHaveLength(1)
})

test('a take that waits for its request is listed with it', () => {
  const { library, projectId, a } = projectWithShots()
  library.db.run('INSERT INTO take (id, project_id, number, created_at_ms) VALUES (?, ?, 1, 1)', ['t', projectId])
  library.db.run('INSERT INTO take_shot VALUES (?, ?)', ['t', a])
  library.db.run(
    `INSERT INTO request (id, project_id, shot_id, take_id, provider, spec_json, state, created_at_ms, updated_at_ms)
     VALUES ('r', ?, ?, 't', 'animatic', ?, 'running', 1, 1)`,
    [projectId, a, JSON.stringify(SPEC)],
  )
  expect(listTakes(library.db, projectId)).toEqual([
    {
      take: expect.objectContaining({ id: 't', shotIds: [a], media: null, requestId: 'r' }) as unknown,
      request: { state: 'running', spec: SPEC },
    },
  ])
})

test('a shot has one circled take', async () => {
  const { library, projectId, a, b } = projectWithShots()
  const takes: TakeId[] = []
  for (const [shotIds, name] of [
    [[a], '1'],
    [[a, b], '2'],
    [[b], '3'],
    [[], '4'],
  ] as const) {
    takes.push(await importing(library, projectId, shotIds, name))
  }
  const [one, two, three, board] = takes as [TakeId, TakeId, TakeId, TakeId]
  circleTake(library.db, one)
  circleTake(library.db, three)
  circleTake(library.db, board)
  expect(judgements(library, projectId)).toEqual(['circled', 'unseen', 'circled', 'circled'])
  circleTake(library.db, two)
  expect(judgements(library, projectId)).toEqual(['kept', 'circled', 'kept', 'circled'])
  trashTake(library.db, two)
  circleTake(library.db, one)
  restoreTake(library.db, two)
  expect(judgements(library, projectId)).toEqual(['circled', 'kept', 'kept', 'circled'])
  trashTake(library.db, one)
  restoreTake(library.db, one)
  expect(judgements(library, projectId)).toEqual(['circled', 'kept', 'kept', 'circled'])
})

test('a circled take, imported again for a shot that has chosen another, is not chosen there too', async () => {
  const { library, projectId, a, b } = projectWithShots()
  const first = await importing(library, projectId, [a], '1')
  const second = await importing(library, projectId, [b], '2')
  circleTake(library.db, first)
  circleTake(library.db, second)
  expect(await importing(library, projectId, [b], '1')).toBe(first)
  const circled = listTakes(library.db, projectId).map(({ take }) => [take.shotIds, take.judgement])
  expect(circled).toEqual([
    [[a], 'circled'],
    [[b], 'circled'],
  ])
  trashTake(library.db, second)
  await importing(library, projectId, [b], '1')
  expect(listTakes(library.db, projectId)[0]?.take.shotIds.toSorted()).toEqual([a, b].toSorted())
})

test('judgement and stars are kept', async () => {
  const { library, projectId, a } = projectWithShots()
  const id = await importing(library, projectId, [a], 'one')
  judgeTake(library.db, id, 'rejected')
  rateTake(library.db, id, 4)
  expect(listTakes(library.db, projectId)[0]?.take).toMatchObject({ judgement: 'rejected', stars: 4 })
  expect(() => rateTake(library.db, id, 6)).toThrow('CHECK')
})

test('the takes of a project are found by index alone', () => {
  const { db } = temporaryLibrary()
  const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${LIST_TAKES_SQL}`, ['p']).map(({ detail }) => detail)
  expect(plan).toEqual([
    'SEARCH take USING INDEX take_newest (project_id=?)',
    'SEARCH media USING INDEX sqlite_autoindex_media_1 (id=?) LEFT-JOIN',
    'SEARCH request USING INDEX sqlite_autoindex_request_2 (take_id=?) LEFT-JOIN',
    expect.stringMatching(/^CORRELATED SCALAR SUBQUERY/),
    'SEARCH take_shot USING COVERING INDEX take_shot_of_take (take_id=?)',
    'USE TEMP B-TREE FOR LAST TERM OF ORDER BY',
  ])
})
