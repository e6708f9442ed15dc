import { describe, expect, test } from 'vitest'
import { createProgressParser } from './progress.ts'

const FIRST =
  'frame=0\nfps=0.00\nstream_0_0_q=0.0\nbitrate=N/A\ntotal_size=48\nout_time_us=N/A\nout_time_ms=N/A\nout_time=N/A\ndup_frames=0\ndrop_frames=0\nspeed=N/A\nprogress=continue\n'
const PRIMING =
  'frame=3\nfps=0.00\nstream_0_0_q=0.0\nbitrate=N/A\ntotal_size=48\nout_time_us=-83333\nout_time_ms=-83333\nout_time=-00:00:00.083333\ndup_frames=0\ndrop_frames=0\nspeed=N/A\nprogress=continue\n'
const LAST =
  'frame=  48\nfps=0.0\nstream_0_0_q=-1.0\nbitrate=  43.5kbits/s\ntotal_size=10876\nout_time_us=2000000\nout_time_ms=2000000\nout_time=00:00:02.000000\ndup_frames=0\ndrop_frames=0\nspeed=11.9x\nprogress=end\n'
const ONLY_SOUND =
  'bitrate= 131.1kbits/s\ntotal_size=65536\nout_time_us=4000726\nout_time_ms=4000726\nout_time=00:00:04.000726\ndup_frames=0\ndrop_frames=0\nspeed= 105x\nprogress=continue\n'

describe('createProgressParser', () => {
  test('reads frames and time, with nothing known at first', () => {
    const parser = createProgressParser()
    expect(parser.push(FIRST)).toEqual({ frame: 0, outTimeTicks: 0 })
    expect(parser.push(PRIMING)).toEqual({ frame: 3, outTimeTicks: 0 })
    expect(parser.push(LAST)).toEqual({ frame: 48, outTimeTicks: 2 * 705_600_000 })
  })

  test('reads reports cut anywhere and answers the newest', () => {
    for (const size of [1, 7, 64, 1000]) {
      const parser = createProgressParser()
      const text = FIRST + PRIMING + LAST
      const reports = []
      for (let at = 0; at < text.length; at += size) reports.push(parser.push(text.slice(at, at + size)))
      expect(reports.findLast(report => report !== undefined)).toEqual({ frame: 48, outTimeTicks: 1_411_200_000 })
    }
  })

  test('a run without pictures has time only, exact to the microsecond', () => {
    expect(createProgressParser().push(ONLY_SOUND)).toEqual({ frame: 0, outTimeTicks: Math.round(4_000_726 * 705.6) })
  })

  test('says nothing before the first report is complete', () => {
    expect(createProgressParser().push('frame=12\nfps=1\n')).toBeUndefined()
  })
})
