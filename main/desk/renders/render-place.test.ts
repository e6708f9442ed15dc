import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSettings } from '#main/library/settings.ts'
import { temporaryFolder, temporaryLibrary } from '#main/library/testing/temporary-library.ts'
import { filmName, freeFilmPlace, prepareFilmFolder, rendersFolder } from './render-place.ts'

const named = { title: 'Everything Left On', cut: 'Cut 3', preset: 'youtube-1080p', section: null } as const

test.each([
  [named, 'everything-left-on_cut-3_youtube-1080p.mp4'],
  [{ ...named, section: 'Chorus 1', preset: 'master' }, 'everything-left-on_cut-3_chorus-1_master.mov'],
  [{ ...named, title: '空を飛ぶ夢 / Flüge?' }, '空を飛ぶ夢-flüge_cut-3_youtube-1080p.mp4'],
  [{ ...named, title: '...', cut: '#' }, 'youtube-1080p.mp4'],
] as const)('%o is called %s', (wanted, name) => {
  expect(filmName(wanted)).toBe(name)
})

test('a name fits every disk, however long its parts are', () => {
  const long = '夢'.repeat(300)
  const name = filmName({ title: long, cut: long, preset: 'review', section: long })
  expect(Buffer.byteLength(name)).toBeLessThan(255)
  expect(name).toMatch(/夢_review\.mp4$/)
})

test('films go where a person wants them, else among their films, else into the library', async () => {
  const library = temporaryLibrary()
  const films = temporaryFolder()
  const places = [
    { name: 'Home', path: '/home/ada' },
    { name: 'Videos', path: films },
  ]
  expect(rendersFolder(library, places)).toBe(join(films, 'Flythrough Studio'))
  const own = rendersFolder(library, places.slice(0, 1))
  expect(own).toBe(join(library.dir, 'renders'))
  // Ours to make, and the one folder of the library that films may lie in.
  await prepareFilmFolder(library, join(own, 'film.mp4'), own)
  await expect(prepareFilmFolder(library, join(library.dir, 'film.mp4'), library.dir)).rejects.toMatchObject({
    code: 'render/is-input',
  })
  writeSettings(library.db, { rendersFolder: join(films, 'mine') })
  expect(rendersFolder(library, places)).toBe(join(films, 'mine'))
  await expect(prepareFilmFolder(library, join(films, 'mine', 'film.mp4'), join(films, 'mine'))).rejects.toMatchObject({
    code: 'render/no-folder',
  })
})

test('no file is written over', () => {
  const library = temporaryLibrary()
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'film.mp4'))
  writeFileSync(join(folder, 'film-2.mp4'), '')
  expect(freeFilmPlace(library, folder, 'film.mp4')).toBe(join(folder, 'film-3.mp4'))
})
