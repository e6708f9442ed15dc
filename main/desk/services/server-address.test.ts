import { expect, test } from 'vitest'
import { serverAddress } from './server-address.ts'

test.each([
  ['192.168.1.20:8188', 'http://192.168.1.20:8188'],
  [' https://gpu.example.com/v1/ ', 'https://gpu.example.com/v1'],
  ['localhost:1234', 'http://localhost:1234'],
  ['http://[::1]:8188/?token=x#y', 'http://[::1]:8188'],
  ['ftp://gpu', null],
  ['http://me:secret@gpu:8188', null],
  ['my gpu', null],
  ['', null],
])('%o is the address %o', (typed, address) => {
  expect(serverAddress(typed)).toBe(address)
})
