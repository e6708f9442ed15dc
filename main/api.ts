import { changesApi } from './api/changes-api.ts'
import { filesApi } from './api/files-api.ts'
import { historyApi } from './api/history-api.ts'
import { studioImplementer } from './api/implementer.ts'
import { lookTestsApi } from './api/look-tests-api.ts'
import { moneyApi } from './api/money-api.ts'
import { outboxApi } from './api/outbox-api.ts'
import { projectApi } from './api/project-api.ts'
import { projectsApi } from './api/projects-api.ts'
import { rendersApi } from './api/renders-api.ts'
import { seamsApi } from './api/seams-api.ts'
import { sequencesApi } from './api/sequences-api.ts'
import { servicesApi } from './api/services-api.ts'
import { settingsApi } from './api/settings-api.ts'
import { songApi } from './api/song-api.ts'
import { takesApi } from './api/takes-api.ts'
import { treatmentApi } from './api/treatment-api.ts'
import { troubleApi } from './api/trouble-api.ts'
import type { Desks } from './desk/desks.ts'
import type { ChangeFollower } from './library/change-counts.ts'

export type ApiServices = {
  desks: Desks
  followChanges: ChangeFollower
  /** Told of every failure nobody expected; the window only hears that there was one. */
  reportBug: (error: unknown) => void
}

/** Binds the contract to the services: one router for every host and window. */
export function createApi({ desks, followChanges, reportBug }: ApiServices) {
  const studio = studioImplementer(reportBug)
  return studio.router({
    changes: changesApi(studio.changes, followChanges),
    files: filesApi(studio.files, desks.files),
    history: historyApi(studio.history, desks.history),
    lookTests: lookTestsApi(studio.lookTests, desks.lookTests),
    money: moneyApi(studio.money, desks.money),
    outbox: outboxApi(studio.outbox, desks.outbox),
    project: projectApi(studio.project, desks.project),
    projects: projectsApi(studio.projects, desks.projects),
    renders: rendersApi(studio.renders, desks.renders),
    seams: seamsApi(studio.seams, desks.seams),
    sequences: sequencesApi(studio.sequences, desks.sequences),
    services: servicesApi(studio.services, desks.services),
    settings: settingsApi(studio.settings, desks.settings),
    song: songApi(studio.song, desks.song),
    takes: takesApi(studio.takes, desks.takes),
    treatment: treatmentApi(studio.treatment, desks.treatment),
    trouble: troubleApi(studio.trouble, desks.trouble),
  })
}

export type Api = ReturnType<typeof createApi>
