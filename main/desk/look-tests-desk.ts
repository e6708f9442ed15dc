import { specsOf } from '#main/make/shot-spec.ts'
import { ask } from '#main/outbox/store.ts'
import { clearReasons } from '#main/takes/reasons.ts'
import { circleTake, moveTake, nextTakeNumber } from '#main/takes/store.ts'
import { saveFilmLook } from '#main/treatment/look-store.ts'
import { addLookTest, newestLookTest, testedLook } from '#main/treatment/look-test-store.ts'
import { listShots, loadProjectTreatment } from '#main/treatment/shot-store.ts'
import type { AskPrice } from '#model/contract/ask-price.ts'
import type { LookTestView } from '#model/contract/look-tests-contract.ts'
import { StudioError } from '#model/errors.ts'
import type { ProjectId, ShotId, TakeId } from '#model/ids.ts'
import { isSameLook, textOf, wordsOf, type LookLevels, type LookWords } from '#model/look.ts'
import type { Price } from '#model/money.ts'
import { planLookTest } from '#model/prompt/look-test.ts'
import type { Shot } from '#model/shot.ts'
import type { DeskContext } from './desk-context.ts'
import { existingProject } from './existing-project.ts'
import { demandAskable } from './outbox/ask-for-takes.ts'
import { priceOf, priceOfWanted } from './outbox/price-takes.ts'
import { wantedTakes } from './outbox/wanted-takes.ts'
import { demandShots, gesture } from './treatment/gesture.ts'
import { planProject } from './treatment/plan-project.ts'
import { projectLook } from './treatment/project-look.ts'

export type LookTestsDesk = ReturnType<typeof createLookTestsDesk>

export type LookTestWish = {
  readonly projectId: ProjectId
  readonly looks: readonly LookWords[]
  readonly shotIds: readonly ShotId[]
}

/** Looks that are tried on a few shots beside each other, before a film is made in one of them (SPEC W15). */
export function createLookTestsDesk(context: DeskContext) {
  const { db } = context.library

  return {
    /** @throws StudioError project/unknown | plan/… | look-test/refused */
    price(wish: LookTestWish): AskPrice {
      const { project, wanted } = planned(context, wish)
      return priceOfWanted(context, project, wanted, wish.looks.length)
    },

    /** Asks for all takes or none, at that price; they are the Board's. @throws StudioError as `price`, and as `askForTakes` */
    ask(wish: LookTestWish, quoted: Price): { asked: number } {
      return db.transaction(() => {
        const { project, wanted, asks } = planned(context, wish)
        demandAskable(wanted.obstacles, priceOf(wanted.shots, wish.looks.length), quoted)
        if (wanted.isPlanNew) planProject(context, project, false)
        const look = projectLook(context, project)
        const takes = asks.map(one => {
          const { shot, model, askTicks, eachMicroUsd } = wanted.shots.find(({ shot }) => shot.id === one.shotId)!
          const asked = { ...shot, written: { ...shot.written, model: model.id } }
          const [spec] = specsOf(context, project, asked, { ...look.of(shot), look: one.look }, model.id)
          const { takeId } = ask(db, {
            ...{ projectId: project.id, shotId: null, number: nextTakeNumber(db, project.id, null) },
            spec: { ...spec!, askTicks, seed: one.seed },
            estimateMicroUsd: eachMicroUsd,
          })
          return { takeId, shotId: one.shotId, look: one.cocktail }
        })
        addLookTest(db, project.id, wish.looks, takes)
        return { asked: takes.length }
      })
    },

    newest(projectId: ProjectId): LookTestView | null {
      const test = newestLookTest(db, projectId)
      if (!test) return null
      const film = loadProjectTreatment(db, projectId)
      const inUse = test.looks.findIndex(look => isSameLook(look, film))
      return {
        inUse: inUse < 0 ? null : inUse,
        looks: test.looks.map(({ style, negative }) => ({ style: wordsOf(style), negative: wordsOf(negative) })),
        shots: listShots(db, projectId)
          .filter(({ id }) => test.takes.some(({ shotId }) => shotId === id))
          .map(({ id, position, written }) => ({
            id,
            number: position + 1,
            title: written.whatHappens ?? written.prompt,
          })),
        takes: [...test.takes],
      }
    },

    /**
     * Takes the look of a take for the film, and circles the take for its shot: one step of the treatment's undo.
     * @throws StudioError take/unknown | treatment/no-shot
     */
    choose(projectId: ProjectId, takeId: TakeId): void {
      const tested = testedLook(db, projectId, takeId)
      if (!tested) throw new StudioError('take/unknown', 'This take is not in the look test any more.')
      const { shotId, look } = tested
      const others = db.all<{ id: TakeId }>('SELECT take_id AS id FROM take_shot WHERE shot_id = ?', [shotId])
      const rows = [
        { table: 'take', where: { id: [takeId, ...others.map(({ id }) => id)] } },
        { table: 'take_shot', where: { take_id: takeId } },
        { table: 'take_reason', where: { take_id: takeId } },
      ] as const
      gesture(context, projectId, { name: 'Choose a look', plan: 'none', rows }, (_, shots) => {
        demandShots(shots, [shotId])
        saveFilmLook(db, projectId, look)
        moveTake(db, projectId, takeId, [shotId])
        clearReasons(db, takeId)
        circleTake(db, takeId)
      })
    },
  }
}

/** What a look test asks for: of a shot that is written in variations the first. */
function planned(context: DeskContext, { projectId, looks, shotIds }: LookTestWish) {
  const project = existingProject(context.library, projectId)
  const look = projectLook(context, project)
  const shots = demandShots(listShots(context.library.db, projectId), shotIds)
  const found = wantedTakes(context, project, {
    ...{ projectId, shots: { kind: 'these', shotIds }, takesPerShot: looks.length, model: null, isOpen: true },
  })
  // Laid out anew, a shot may stand in another section.
  const placed = new Map(found.shots.map(({ shot }) => [shot.id, shot]))
  const levelsOf = (shot: Shot): LookLevels => look.levelsOf(placed.get(shot.id) ?? shot)
  const probes = shots.map(shot => ({ shotId: shot.id, serial: shot.serial, look: levelsOf(shot) }))
  const asks = planLookTest(looks, probes, project.seed)
  return { project, asks, wanted: { ...found, shots: found.shots.map(shot => ({ ...shot, variations: 1 })) } }
}

/** A look as it is kept. */
export function lookFrom(words: {
  readonly style: readonly string[]
  readonly negative: readonly string[]
}): LookWords {
  return { style: textOf(words.style), negative: textOf(words.negative) }
}
