import { askForTake } from '#main/make/ask-for-take.ts'
import { specsOf } from '#main/make/shot-spec.ts'
import { assertNever } from '#model/assert-never.ts'
import type { AskedShots } from '#model/asked-shots.ts'
import type { Obstacle } from '#model/contract/ask-price.ts'
import { StudioError } from '#model/errors.ts'
import { MOST_VARIATIONS } from '#model/prompt/variations.ts'
import { isSamePrice, type Price } from '#model/money.ts'
import type { DeskContext } from '../desk-context.ts'
import { existingProject } from '../existing-project.ts'
import { planProject } from '../treatment/plan-project.ts'
import { projectLook } from '../treatment/project-look.ts'
import { noKey } from './demand-key.ts'
import { priceOf } from './price-takes.ts'
import { heeded, wantedTakes, type TakesWish } from './wanted-takes.ts'

/**
 * Writes requests for takes, all or none, if they cost what was `quoted` for them: `takesPerShot` of each variation of a shot. They
 * go out by themselves. Returns how many.
 * @throws StudioError project/unknown | plan/… | outbox/no-plan | outbox/nothing-to-ask | outbox/price-changed |
 *   catalogue/unknown-model | catalogue/not-served | catalogue/retired | outbox/needs-picture | outbox/needs-first-too |
 *   outbox/needs-last-too | outbox/no-first-frame |
 *   outbox/no-last-frame | outbox/too-many-variations | services/no-key
 */
export function askForTakes(context: DeskContext, wish: TakesWish, quoted: Price): number {
  const { library } = context
  return library.db.transaction(() => {
    const project = existingProject(library, wish.projectId)
    const look = projectLook(context, project)
    const { shots, obstacles, isPlanNew } = wantedTakes(context, project, wish)
    if (shots.length === 0 && obstacles.length === 0) throw nothingToAsk(wish.shots)
    demandAskable(obstacles, priceOf(shots, wish.takesPerShot), quoted)
    if (isPlanNew) planProject(context, project, false)
    for (const wanted of shots) {
      const { shot, model, askTicks, size } = wanted
      const neighbours = heeded(wanted, wish)
      const asked = { ...shot, askTicks, written: { ...shot.written, model: model.id } }
      for (const spec of specsOf(context, { ...project, ...size }, asked, look.of(shot), model.id)) {
        for (let count = 0; count < wish.takesPerShot; count += 1) askForTake(context, project, asked, spec, neighbours)
      }
    }
    return quoted.takes
  })
}

/** Throws StudioError for the first of what stands in the way, or outbox/price-changed. */
export function demandAskable(obstacles: readonly Obstacle[], price: Price, quoted: Price): void {
  for (const obstacle of obstacles) throw cannotAsk(obstacle)
  if (!isSamePrice(price, quoted)) throw priceChanged()
}

function nothingToAsk({ kind }: AskedShots): StudioError {
  const messages: Readonly<Record<AskedShots['kind'], string>> = {
    'without-takes': 'Every shot has a take, or one on the way. Choose the shots that should have more.',
    'none-kept': 'Every shot has a take that is kept, or one on the way. Choose the shots that should have more.',
    these: 'These shots are not in the project any more.',
  }
  return new StudioError('outbox/nothing-to-ask', messages[kind])
}

export function priceChanged(): StudioError {
  const message =
    'The price is another than the one that was shown, so nothing was asked for. Look at it, then ask again.'
  return new StudioError('outbox/price-changed', message)
}

export function cannotAsk({ shotNumbers, reason }: Obstacle): StudioError {
  const one = shotNumbers.length === 1
  const who = one ? `shot ${shotNumbers[0]}` : `${shotNumbers.length} shots`
  const asks = `${who} ${one ? 'asks' : 'ask'} for`
  const fail = (code: string, message: string): StudioError =>
    new StudioError(code, message, { details: { shotNumbers } })
  switch (reason.kind) {
    case 'no-plan': {
      const has = one ? `Shot ${shotNumbers[0]} has` : `${shotNumbers.length} shots have`
      return fail(
        'outbox/no-plan',
        `${has} no place in a song yet, so nobody knows how long a take must be. Give the project its song first.`,
      )
    }
    case 'unknown-model':
      return fail(
        'catalogue/unknown-model',
        `There is no model called "${reason.model}", which ${asks}. Choose another one.`,
      )
    case 'not-served':
      return fail(
        'catalogue/not-served',
        `Nobody makes takes with the model ${reason.model} that ${asks}. Choose another one.`,
      )
    case 'retired': {
      const next = reason.successor === null ? 'Choose another model.' : `The next one is ${reason.successor}.`
      return fail('catalogue/retired', `${reason.model}, which ${asks}, was shut down on ${reason.onDay}. ${next}`)
    }
    case 'needs-picture':
      return fail(
        'outbox/needs-picture',
        `${reason.model}, which ${asks}, begins from a picture. Choose a model that works from words alone, or hand a picture on at its seam.`,
      )
    case 'needs-first-too':
      return fail(
        'outbox/needs-first-too',
        `${reason.model}, which ${asks}, ends on a picture only where it begins on one. Hand one on at the seam before, choose another model, or ask with open seams.`,
      )
    case 'needs-last-too':
      return fail(
        'outbox/needs-last-too',
        `${reason.model}, which ${asks}, needs a picture to end on. Hand one back at the seam after, or choose another model.`,
      )
    case 'no-first-frame':
      return fail(
        'outbox/no-first-frame',
        `${reason.model}, which ${asks}, cannot begin on the picture that is handed on to it. Choose a model that can, or ask with open seams.`,
      )
    case 'no-last-frame':
      return fail(
        'outbox/no-last-frame',
        `${reason.model}, which ${asks}, cannot end on the picture that is handed back to it. Choose a model that can, or ask with open seams.`,
      )
    case 'too-many-variations':
      return fail(
        'outbox/too-many-variations',
        `${one ? `Shot ${shotNumbers[0]}` : who} ${one ? 'is' : 'are'} written in more variations than the ${MOST_VARIATIONS} that are asked for at once. Take some alternatives out of the braces.`,
      )
    case 'no-key':
      return noKey(reason.service, { shotNumbers })
    default:
      return assertNever(reason)
  }
}
