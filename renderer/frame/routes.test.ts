import { expect, test } from 'vitest'
import { addressOf, routeOf } from './routes.ts'

test('every address leads where it came from', () => {
  const inEdit = { screen: 'project', projectId: 'a b/c', workspace: 'edit' } as const
  expect(routeOf(addressOf(inEdit))).toEqual(inEdit)
  expect(routeOf(addressOf({ screen: 'library' }))).toEqual({ screen: 'library' })
})

test('an address that leads nowhere leads to the Library, an unknown workspace to the song', () => {
  expect(routeOf('/somewhere')).toEqual({ screen: 'library' })
  expect(routeOf('/project/p/flight')).toMatchObject({ projectId: 'p', workspace: 'song' })
})
