import { describe, expect, test } from 'vitest'
import { createAccess } from './access.ts'

const PORT = 4321
const own = `127.0.0.1:${PORT}`

function admitted() {
  const access = createAccess(PORT)
  const cookie = access.admit(access.key)?.split(';')[0] ?? ''
  return { access, cookie }
}

describe('the key', () => {
  test('works once', () => {
    const access = createAccess(PORT)
    expect(access.admit(access.key)).toMatch(/^studio-4321=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect(access.admit(access.key)).toBeNull()
  })

  test('a wrong one does not use it up', () => {
    const access = createAccess(PORT)
    expect(access.admit('')).toBeNull()
    expect(access.admit(`${access.key}x`)).toBeNull()
    expect(access.admit(access.key)).not.toBeNull()
  })

  test('is not the cookie', () => {
    const { access, cookie } = admitted()
    expect(cookie).not.toContain(access.key)
  })
})

describe('reading', () => {
  test('needs the cookie', () => {
    const { access, cookie } = admitted()
    expect(access.mayRead({ host: own, cookie })).toBe(true)
    expect(access.mayRead({ host: own, cookie: `other=1; ${cookie}` })).toBe(true)
    expect(access.mayRead({ host: own })).toBe(false)
    expect(access.mayRead({ host: own, cookie: `studio-${PORT}=guess` })).toBe(false)
  })

  test('refuses a foreign name for our address', () => {
    const { access, cookie } = admitted()
    expect(access.mayRead({ host: `rebound.example:${PORT}`, cookie })).toBe(false)
    expect(access.mayRead({ cookie })).toBe(false)
  })

  test('refuses a foreign page', () => {
    const { access, cookie } = admitted()
    expect(access.mayRead({ host: own, cookie, origin: `http://${own}` })).toBe(true)
    expect(access.mayRead({ host: own, cookie, origin: 'http://127.0.0.1:8000' })).toBe(false)
    expect(access.mayRead({ host: own, cookie, origin: 'null' })).toBe(false)
  })
})

test('connecting needs our own origin said aloud', () => {
  const { access, cookie } = admitted()
  expect(access.mayConnect({ host: own, cookie, origin: `http://${own}` })).toBe(true)
  expect(access.mayConnect({ host: own, cookie })).toBe(false)
  expect(access.mayConnect({ host: own, origin: `http://${own}` })).toBe(false)
})
