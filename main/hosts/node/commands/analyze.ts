import { resolve } from 'node:path'
import { Command } from 'commander'
import { secondsFromTicks } from '#model/time.ts'
import type { SongAnalysis } from '#model/song.ts'
import { runCommand, withCommonOptions, type CommonOptions } from '../run-command.ts'
import { formatSeconds } from '../terminal.ts'

/** The analysis as other programs read it: all times in seconds. */
export function analysisInSeconds(analysis: SongAnalysis, warnings: readonly string[]): Record<string, unknown> {
  const span = (range: { startTicks: SongAnalysis['durationTicks']; endTicks: SongAnalysis['durationTicks'] }) => ({
    startSeconds: secondsFromTicks(range.startTicks),
    endSeconds: secondsFromTicks(range.endTicks),
  })
  return {
    durationSeconds: secondsFromTicks(analysis.durationTicks),
    sampleRate: analysis.sampleRate,
    sampleCount: analysis.sampleCount,
    tempoBpm: analysis.tempoBpm,
    meter: analysis.meter,
    grid: analysis.grid,
    beats: analysis.beats.map(secondsFromTicks),
    downbeats: analysis.downbeats.map(secondsFromTicks),
    sections: analysis.sections.map(section => ({
      ...span(section),
      label: section.label,
      confidence: section.confidence,
    })),
    confidence: analysis.confidence,
    confidenceSpans: analysis.confidenceSpans.map(part => ({ ...span(part), confidence: part.confidence })),
    energy: { stepSeconds: secondsFromTicks(analysis.energy.stepTicks), values: analysis.energy.values },
    analyserVersion: analysis.analyserVersion,
    warnings,
  }
}

function describe(analysis: SongAnalysis, warnings: readonly string[]): string {
  const tempo =
    analysis.tempoBpm === null ? `no steady beat (cuts on: ${analysis.grid})` : `${analysis.tempoBpm.toFixed(2)} bpm`
  const meter = analysis.meter === null ? '' : `, ${analysis.meter} beats a bar`
  return [
    `${formatSeconds(secondsFromTicks(analysis.durationTicks))} long, ${tempo}${meter}, ${analysis.beats.length} beats, confidence ${analysis.confidence.toFixed(2)}`,
    ...analysis.sections.map(
      section => `${formatSeconds(secondsFromTicks(section.startTicks)).padStart(6)}  ${section.label}`,
    ),
    ...warnings.map(warning => `note: ${warning}`),
  ].join('\n')
}

export function analyzeCommand(): Command {
  const command = new Command('analyze')
    .description('find the beats, bars and sections of a song')
    .argument('<song>', 'the song')
  return withCommonOptions(command).action((song: string, options: CommonOptions) =>
    runCommand(options, async ({ libraryDir, host, signal, progress }) => {
      const { analyzeSong } = await import('#main/make/analyze-song.ts')
      const heard = await analyzeSong({ path: resolve(song), libraryDir, host, signal, onProgress: progress.show })
      return {
        json: analysisInSeconds(heard.analysis, heard.warnings),
        text: describe(heard.analysis, heard.warnings),
      }
    }),
  )
}
