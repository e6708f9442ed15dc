import { modelName, serviceById, type Catalogue } from '#model/catalogue.ts'
import type { TakeDetail } from '#model/contract/takes-contract.ts'
import type { ReportedMaking, RequestSpec } from '#model/request.ts'
import { sentText } from '#model/sent-text.ts'

/** A take's request as it is kept; all null of a take without one. */
export type AskedRow = {
  requestId: string | null
  specJson: string | null
  reportedJson: string | null
  jobId: string | null
  leadPictures: number | null
  estimateMicroUsd: number | null
  costMicroUsd: number | null
  atMs: number | null
  sentAtMs: number | null
  acceptedAtMs: number | null
  readyAtMs: number | null
}

/** What was asked for a take, of whom, and when, readable also when its model or service is no more (SPEC K2). */
export function askedOf(catalogue: Catalogue, row: AskedRow): TakeDetail['asked'] {
  const { requestId, specJson, reportedJson, leadPictures, atMs, ...rest } = row
  if (requestId === null || specJson === null || atMs === null) return null
  const spec = JSON.parse(specJson) as RequestSpec
  const model = catalogue.models.find(({ id }) => id === spec.model)
  const reported = reportedJson === null ? {} : (JSON.parse(reportedJson) as ReportedMaking)
  const { jobId, estimateMicroUsd, costMicroUsd, sentAtMs, acceptedAtMs, readyAtMs } = rest
  return {
    service: serviceById(catalogue, spec.provider)?.title ?? spec.provider,
    model: modelName(catalogue, spec.model),
    modelId: spec.model,
    modelVersion: spec.modelVersion,
    isModelKnown: model !== undefined,
    shutDownOnDay: model?.status.kind === 'retired' ? model.status.onDay : null,
    reported: { model: reported.model ?? null, version: reported.version ?? null, seed: reported.seed ?? null },
    text: sentText(spec),
    negative: spec.negative,
    // A model that takes none chooses one itself, and does not say which.
    seed: model?.takesSeed === false ? null : spec.seed,
    width: spec.width,
    height: spec.height,
    rate: spec.rate,
    askTicks: spec.askTicks,
    isWithSound: model?.audio === 'always',
    firstFrame: spec.firstFrame,
    lastFrame: spec.lastFrame,
    references: [...(spec.references ?? [])],
    leadIn: spec.leadIn ?? null,
    leadOut: spec.leadOut ?? null,
    leadPictures: leadPictures ?? 0,
    ...{ requestId, jobId, estimateMicroUsd, costMicroUsd, atMs, sentAtMs, acceptedAtMs, readyAtMs },
  }
}
