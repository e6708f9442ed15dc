import type { TakeDetail, TakeRow } from '#model/contract/takes-contract.ts'
import { formatFrameRate } from '#model/time.ts'
import { texts } from '../../texts.ts'
import { dollars } from '#model/dollars.ts'
import { tenths } from './seconds.ts'

/** One fact of where a take comes from. `mediaId` is the picture that a frame's value names. */
export type HistoryLine = { readonly name: string; readonly value: string; readonly mediaId?: string }

const words = texts.takeHistory

/** All that is known of where a take comes from, by groups: who made it, of what, for how much, when, and by which names. */
export function historyLines(
  { asked, parent, variations, file }: TakeDetail,
  take: Pick<TakeRow, 'createdAtMs'>,
): HistoryLine[][] {
  const kin = lines([
    [words.parent, parent && words.parentValue(parent.shotNumber, parent.number)],
    [words.variations, variations > 0 && words.variationsValue(variations)],
  ])
  if (!asked)
    return filled([
      lines([
        [words.file, file?.name],
        [words.broughtIn, timeOf(take.createdAtMs)],
      ]),
      kin,
    ])
  return filled([
    makerLines(asked),
    wordLines(asked),
    frameLines(asked),
    kin,
    priceLines(asked),
    dateLines(asked),
    idLines(asked),
  ])
}

/** The same as a text to be pasted elsewhere. */
export function historyText(title: string, groups: readonly (readonly HistoryLine[])[]): string {
  const paragraphs = groups.map(group => group.map(({ name, value }) => `${name}: ${value}`).join('\n'))
  return [words.of(title), ...paragraphs].join('\n\n')
}

type Asked = NonNullable<TakeDetail['asked']>

function makerLines(asked: Asked): HistoryLine[] {
  const { service, model, modelVersion, shutDownOnDay, isModelKnown, reported } = asked
  return lines([
    [words.service, service],
    [words.model, words.version(model, modelVersion)],
    [words.shutDown, shutDownOnDay && dayOf(shutDownOnDay)],
    [words.standing, !isModelKnown && words.unknownModel],
    [words.reported, reported.model],
    [words.reportedVersion, reported.version],
  ])
}

function wordLines({ text, negative, seed, reported, ...asked }: Asked): HistoryLine[] {
  const { askTicks, width, height, rate } = asked
  return lines([
    [words.words, text],
    [words.counter, negative],
    [words.seed, seed === null ? words.seedNone : `${seed}`],
    [words.reportedSeed, reported.seed !== null && reported.seed !== seed && `${reported.seed}`],
    [words.asked, words.askedValue(tenths(askTicks), width, height, formatFrameRate(rate))],
    [words.sound, asked.isWithSound && words.withSound],
  ])
}

function frameLines({ firstFrame, lastFrame, leadIn, leadOut, leadPictures, references }: Asked): HistoryLine[] {
  const line = (name: string, mediaId: string | null): HistoryLine[] =>
    mediaId === null ? [] : [{ name, value: mediaId, mediaId }]
  return [
    ...line(words.leadIn, leadIn),
    ...lines([[words.givenBack, leadPictures > 0 && words.givenBackValue(leadPictures)]]),
    ...line(words.firstFrame, firstFrame),
    ...line(words.lastFrame, lastFrame),
    ...line(words.leadOut, leadOut),
    ...references.flatMap((id, index) => line(words.reference(index + 1, references.length), id)),
  ]
}

function priceLines({ estimateMicroUsd: expected, costMicroUsd: billed }: Asked): HistoryLine[] {
  if (expected === 0 && billed === null) return lines([[words.priceExpected, words.free]])
  return lines([
    [words.priceExpected, expected === null ? words.priceUnknown : dollars(expected)],
    [words.priceBilled, billed === null ? words.notBilled : dollars(billed)],
  ])
}

function dateLines({ atMs, sentAtMs, acceptedAtMs, readyAtMs }: Asked): HistoryLine[] {
  return lines([
    [words.askedAt, timeOf(atMs)],
    [words.sentAt, timeOf(sentAtMs)],
    [words.acceptedAt, timeOf(acceptedAtMs)],
    [words.readyAt, timeOf(readyAtMs)],
  ])
}

function idLines({ requestId, jobId }: Asked): HistoryLine[] {
  return lines([
    [words.request, requestId],
    [words.job, jobId],
  ])
}

/** Those that have something to tell. */
function lines(all: readonly (readonly [name: string, value: string | null | undefined | false])[]): HistoryLine[] {
  return all.flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

function filled(groups: readonly HistoryLine[][]): HistoryLine[][] {
  return groups.filter(({ length }) => length > 0)
}

function timeOf(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
}

/** `24 Sept 2026` of `2026-09-24`, in the words of this computer. */
export function dayOf(day: string): string {
  return new Date(`${day}T00:00:00`).toLocaleDateString(undefined, { dateStyle: 'medium' })
}
