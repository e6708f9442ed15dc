import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Entry = {
  dependencies?: object
  optionalDependencies?: object
  devDependencies?: object
  inBundle?: boolean
  resolved?: string
}

const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Entry>
}

/** Looks where Node would: beside the package, then in each node_modules above it. */
function isLocked(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

test('every dependency of every platform has its entry, so that `npm ci` works everywhere', () => {
  const missing = Object.entries(packages).flatMap(([path, entry]) => {
    if (entry.inBundle) return []
    const names = {
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...(path === '' ? entry.devDependencies : {}),
    }
    return Object.keys(names)
      .filter(name => !isLocked(path, name))
      .map(name => `${path} -> ${name}`)
  })
  expect(missing).toEqual([])
})

test('the lockfile names no registry', () => {
  expect(Object.values(packages).filter(entry => entry.resolved !== undefined)).toEqual([])
})
