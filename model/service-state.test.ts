import { expect, test } from 'vitest'
import type { ServiceEntry } from './catalogue.ts'
import { serviceState, whyUnusable } from './service-state.ts'

const live = { title: 'Reel', status: { kind: 'live' } } as const
const retired = { title: 'Old Reel', status: { kind: 'retired', onDay: '2026-09-24', successor: null } } as const
const keyed: Pick<ServiceEntry, 'title' | 'family' | 'key'> = {
  title: 'Cinema',
  family: 'runway',
  key: { name: 'Key', page: null, isOptional: false },
}
const open = { ...keyed, key: { name: 'Key', page: null, isOptional: true } }

test('V1 a service is ready when it has a live model, a key where it needs one, and no trouble', () => {
  expect(serviceState(keyed, true, [retired, live], null, true)).toBe('ready')
  expect(serviceState(open, false, [live], null, true)).toBe('ready')
  expect(serviceState({ key: null }, false, [live], null, true)).toBe('ready')
  expect(serviceState(keyed, false, [live], null, true)).toBe('needs-key')
  expect(serviceState(keyed, true, [live], 'key', true)).toBe('needs-key')
  expect(serviceState(keyed, true, [live], 'unreachable', true)).toBe('unreachable')
  expect(serviceState(keyed, true, [live], 'credit', true)).toBe('trouble')
  expect(serviceState(keyed, false, [retired], null, true)).toBe('no-models')
})

test('V1 a server that has never answered is not said to be ready', () => {
  expect([open, { key: null }].map(server => serviceState(server, false, [live], null, false))).toEqual([
    'untried',
    'untried',
  ])
  expect(serviceState({ key: null }, false, [live], 'unreachable', false)).toBe('unreachable')
  expect(serviceState(keyed, true, [live], null, false)).toBe('ready')
})

test('V2 a model can be asked of while it lives and its service has the key it needs', () => {
  expect(whyUnusable(live, keyed, true)).toBeNull()
  expect(whyUnusable(live, open, false)).toBeNull()
  expect(whyUnusable(live, keyed, false)).toBe('Cinema needs a key.')
  expect(whyUnusable(retired, keyed, true)).toBe('Old Reel was shut down on 2026-09-24.')
  expect(whyUnusable(live, undefined, true)).toBe('The service of Reel is not there any more.')
  expect(whyUnusable(live, { ...open, family: 'folder' }, true)).toMatch(/taken in, not asked for/)
})
