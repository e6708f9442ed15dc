import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asNobody } from '#main/library/testing/temporary-library.ts'
import { isStudioError } from '#model/errors.ts'
import type { Treatment } from '#model/treatment.ts'
import { readTreatmentFile } from './read-treatment.ts'
import { prompts, refusal } from './testing/prompts-and-refusals.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'treatment-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(name: string, content: string | Uint8Array): Promise<Treatment> {
  const path = join(folder, name)
  await writeFile(path, content)
  return readTreatmentFile(path)
}

describe('files', () => {
  const WORDS = 'Café “Über” — a naïve tunnel\nsecond line\n'

  test.each([
    ['UTF-8', Buffer.from(WORDS)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${WORDS}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${WORDS}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\uFEFF${WORDS}`, 'utf16le').swap16()],
    ['UTF-16 LE', Buffer.from(WORDS, 'utf16le')],
    ['UTF-16 BE', Buffer.from(WORDS, 'utf16le').swap16()],
  ])('%s', async (_, bytes) => {
    expect(prompts(await read('words.txt', bytes))).toEqual(WORDS.trimEnd().split('\n'))
  })

  test('Windows-1252 where it is not UTF-8', async () => {
    const bytes = Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x61, 0x94, 0x20, 0x80])
    expect(prompts(await read('words.txt', bytes))).toEqual(['Café “a” €'])
  })

  test.each([
    ['plan.json', '{"shots":["a"]}'],
    ['plan.MD', '- a\n'],
    ['plan.csv', 'prompt\na\n'],
    ['plan.tsv', 'prompt\tid\na\t1\n'],
    ['json', '\n {"shots":["a"]}'],
    ['list', '# T\n\n- a\n'],
    ['table.xls', 'id;prompt\n1;a\n'],
    ['words', 'a\n'],
    ['words.txt', 'a'],
  ])('%s is read by its name, else by its looks', async (name, text) => {
    expect(prompts(await read(name, text))).toEqual(['a'])
  })

  test('a .txt that looks like a list is still plain text', async () => {
    expect(prompts(await read('list.txt', '- a\n'))).toEqual(['- a'])
  })

  test.each([
    ['nothing', '', 'treatment/empty'],
    ['blanks', ' \n\n\t', 'treatment/empty'],
    ['comments.txt', '# a\n# b\n', 'treatment/empty'],
    ['binary', Buffer.from(Array.from({ length: 999 }, (_, index) => (index * 89) % 256)), 'treatment/binary'],
    ['rich.rtf', '{\\rtf1\\ansi a tunnel}', 'treatment/rich-text'],
    ['png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'treatment/binary'],
  ])('%s is refused', async (name, content, code) => {
    const refused = await refusal(() => read(name, content))
    expect(refused.code).toBe(code)
    expect(refused.message).toMatch(new RegExp(`^${name} .*\\.$`))
  })

  test('what is missing, a folder, or too large is refused', async () => {
    expect(await refusal(() => readTreatmentFile(join(folder, 'gone.md')))).toMatchObject({ code: 'treatment/missing' })
    expect(await refusal(() => readTreatmentFile(join(folder, 'x'.repeat(300))))).toMatchObject({
      code: 'treatment/missing',
    })
    expect(await refusal(() => readTreatmentFile(folder))).toMatchObject({ code: 'treatment/directory' })
    expect(await refusal(() => read('large.txt', Buffer.alloc(17 * 1024 * 1024, 65)))).toMatchObject({
      code: 'treatment/too-large',
      message: 'large.txt is no treatment: it is 17 MB large.',
    })
  })

  test('one that may not be read is refused', async () => {
    await read('closed.txt', 'a')
    const path = join(folder, 'closed.txt')
    await chmod(path, 0)
    await chmod(folder, 0o755)
    const told = await asNobody(() =>
      readTreatmentFile(path).then(prompts, (error: unknown) => isStudioError(error) && error.code),
    )
    // Windows takes nobody's right to read away.
    expect(told).toEqual(process.platform === 'win32' ? ['a'] : 'treatment/unreadable')
  })

  test('10,000 lines are read', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `a tunnel of light, number ${index}`)
    expect((await read('many.txt', lines.join('\n'))).shots).toHaveLength(10_000)
    expect(
      (await read('many.csv', `prompt,id\n${lines.map((line, index) => `"${line}",${index}\n`).join('')}`)).shots,
    ).toHaveLength(10_000)
    expect((await read('many.md', lines.map(line => `- ${line}\n`).join(''))).shots).toHaveLength(10_000)
  })
})
