/** How quickly a library of 200 projects and 100,000 takes answers: the list, opening a project, and 40 searches as they are typed. */
import { createRouterClient } from '@orpc/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createStudio } from '#main/app.ts'
import { nodeHost } from '#main/hosts/node/node-host.ts'
import { openLibrary } from '#main/library/library.ts'
import { fillLibrary, wordOf } from './big-library.ts'

const LIMIT_MS = 50
const LISTS = 40

/** Forty searches as people make them: common and rare words, two and three of them, titles, and what is nowhere. */
const SEARCHES: readonly string[] = [
  ...[0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144].map(wordOf),
  ...[500, 900, 1_500, 2_500, 3_500, 3_999].map(wordOf),
  ...[0, 2, 4, 8, 16, 32, 64, 128].map(rank => `${wordOf(rank)} ${wordOf(rank + 1)}`),
  ...[1, 10, 100].map(rank => `${wordOf(rank)} ${wordOf(2 * rank)} ${wordOf(3 * rank)}`),
  ...[7, 77, 177].map(project => `Film ${project}`),
  ...['Song 12', 'film', 'song', 'xylophone', 'b', 'ba', 'co wa', 'zz'],
]

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!
}

async function timesOf(work: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const tookMs: number[] = []
  for (const one of work) {
    const startMs = performance.now()
    await one()
    tookMs.push(performance.now() - startMs)
  }
  return tookMs
}

function report(name: string, tookMs: readonly number[]): void {
  const [middle, most, last] = [
    p95(tookMs.toSorted((a, b) => a - b).slice(0, Math.ceil(tookMs.length / 2))),
    Math.max(...tookMs),
    p95(tookMs),
  ]
  const verdict = last <= LIMIT_MS ? 'ok' : `over the limit of ${LIMIT_MS} ms`
  console.log(
    `${name}: p95 ${last.toFixed(1)} ms (half within ${middle.toFixed(1)}, longest ${most.toFixed(1)}, ${tookMs.length} times): ${verdict}`,
  )
  if (last > LIMIT_MS) process.exitCode = 1
}

const dir = mkdtempSync(join(tmpdir(), 'flythrough-library-'))
try {
  const library = openLibrary(dir, { log: () => {} })
  fillLibrary(library)
  library.close()
  const studio = await createStudio({ libraryDir: dir, host: nodeHost(() => {}) })
  const client = createRouterClient(studio.api)
  const firstMs = await timesOf([() => client.projects.list()])
  console.log(`the very first list: ${firstMs[0]!.toFixed(1)} ms`)
  report('the list of 200 projects', await timesOf(Array.from({ length: LISTS }, () => () => client.projects.list())))
  const ids = (await client.projects.list()).map(({ id }) => id)
  report('opening a project', await timesOf(ids.map(projectId => () => client.project.open({ projectId }))))
  report(
    'which files a project needs, and which are gone',
    await timesOf(ids.map(projectId => () => client.projects.missing({ projectId }))),
  )
  // Every letter asks, as in the window.
  const typed = SEARCHES.flatMap(text =>
    Array.from(text, (_, index) => text.slice(0, index + 1)).filter(part => part.trim() === part),
  )
  report(
    `${SEARCHES.length} searches as typed`,
    await timesOf(typed.map(text => () => client.projects.search({ text }))),
  )
  await studio.close()
} finally {
  rmSync(dir, { recursive: true, force: true })
}
