import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#main/library/testing/temporary-library.ts'
import { readStartArguments } from './start-arguments.ts'

test('files are opened, folders and what is not there are not', () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'song.wav'), '')
  mkdirSync(join(cwd, 'app'))
  const { paths, cli, projectId } = readStartArguments(['electron', 'app', 'song.wav', 'gone.wav', '--no-sandbox'], cwd)
  expect({ paths, cli, projectId }).toEqual({ paths: [join(cwd, 'song.wav')], cli: null, projectId: null })
})

test('another library is named by its folder', () => {
  expect(readStartArguments(['electron', '--library=films', '.'], '/home/ada').libraryDir).toBe('/home/ada/films')
  expect(readStartArguments(['electron', '--library='], '/').libraryDir).toBeNull()
})

test('a project is named by its id, and everything after --cli is the command line’s', () => {
  expect(readStartArguments(['electron', '--project=0198', '--other'], '/').projectId).toBe('0198')
  expect(readStartArguments(['electron', '--project='], '/').projectId).toBeNull()
  expect(readStartArguments(['electron', '.', '--cli', 'make', '--project=x', '--song', 'a.wav'], '/')).toEqual({
    cli: ['make', '--project=x', '--song', 'a.wav'],
    libraryDir: null,
    projectId: null,
    paths: [],
  })
})
