import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import {
  endOrphans,
  isProcessGone,
  parseProcessList,
  processStartedAt,
  wasGivenFileIn,
  startOnItsOwn,
} from './processes.ts'

function sleeper(...args: string[]): ReturnType<typeof spawn> {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)', '--', ...args], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('a process has one start for as long as it lives', () => {
  const startedAt = processStartedAt(process.pid)
  expect(startedAt).not.toBeNull()
  expect(processStartedAt(process.pid)).toBe(startedAt)
  expect(processStartedAt(process.ppid)).not.toBe(startedAt)
})

test('a process is gone when it has ended, or its number is another process by now', async () => {
  const child = sleeper()
  const pid = child.pid ?? 0
  const startedAt = processStartedAt(pid)
  expect(isProcessGone(pid, startedAt)).toBe(false)
  expect(isProcessGone(pid, 'some other start')).toBe(true)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  expect(processStartedAt(pid)).toBeNull()
  expect(isProcessGone(pid, startedAt)).toBe(true)
})

test('only processes that were given a file in the folder are ended, and they are gone then', async () => {
  const name = `orphans of ours ${process.pid}`
  const orphan = sleeper('-i', `file:/library/work/${name}/take 1.mp4`)
  const others = [
    sleeper('-i', `file:/library/work/${name}2/take 1.mp4`),
    // Somebody's player, shell or editor that happens to look at the folder.
    sleeper(`/library/work/${name}/take 1.mp4`),
  ]
  const ended = await endOrphans([name])
  expect(ended.map(({ pid }) => pid)).toEqual([orphan.pid])
  expect(ended[0]?.commandLine).toContain('take 1.mp4')
  expect(isProcessGone(orphan.pid ?? 0, null)).toBe(true)
  for (const other of others) expect(isProcessGone(other.pid ?? 0, null)).toBe(false)
  expect(await endOrphans([name])).toEqual([])
})

test('a file is in a folder by whole names, on every system', () => {
  expect(wasGivenFileIn('ffmpeg -i a.mp4 -y file:/lib/work/a.mp4', 'work')).toBe(true)
  expect(wasGivenFileIn('ffmpeg -y file:/lib/workshop/a.mp4', 'work')).toBe(false)
  expect(wasGivenFileIn('ls /lib/work/a.mp4', 'work')).toBe(false)
  expect(wasGivenFileIn(String.raw`ffmpeg.exe -y file:C:\lib\work\a.mp4`, 'work')).toBe(true)
})

test('lists of processes are read as ps and PowerShell print them', () => {
  expect(parseProcessList('    1 /sbin/launchd\n  423 /Apps/ffmpeg -i a b.mp4  \n')).toEqual([
    { pid: 1, commandLine: '/sbin/launchd' },
    { pid: 423, commandLine: '/Apps/ffmpeg -i a b.mp4' },
  ])
  expect(parseProcessList('4 \r\n77 C:\\ffmpeg.exe -y\r\n')).toEqual([{ pid: 77, commandLine: 'C:\\ffmpeg.exe -y' }])
  expect(parseProcessList(null)).toEqual([])
})

test('a program that is started on its own is told of when it is not there, or fails at once', async () => {
  expect(await startOnItsOwn('flythrough-has-no-such-program', [])).toBe(false)
  expect(await startOnItsOwn(process.execPath, ['-e', 'process.exit(3)'])).toBe(false)
  expect(await startOnItsOwn(process.execPath, ['-e', ''])).toBe(true)
})
