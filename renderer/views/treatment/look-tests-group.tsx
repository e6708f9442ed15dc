import { useQuery } from '@tanstack/react-query'
import { Circle } from 'lucide-react'
import type { LookTestView } from '#model/contract/look-tests-contract.ts'
import type { TreatmentView } from '#model/contract/treatment-contract.ts'
import { PROBE_COUNT } from '#model/prompt/look-test.ts'
import { useQueries, useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { useProject } from '../../frame/use-project.tsx'
import { HoverScrub } from '../../playback/hover-scrub.tsx'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { Ring } from '../takes/ring.tsx'
import { keepLookTest, useLookTestDraft } from './look-test-draft.ts'
import { LookTestForm } from './look-test-form.tsx'
import { useTreatment } from './use-treatment.tsx'

const words = texts.lookTests

/** The newest look test, shot by shot with its looks beside each other, and the way to another. */
export function LookTestsGroup() {
  const { id: projectId } = useProject()
  const { shots, style, negative } = useTreatment()
  const draft = useLookTestDraft(projectId)
  const { data } = useQuery(useQueries().lookTests.newest.queryOptions({ input: { projectId } }))
  if (shots.length === 0) return <p className="text-soft">{words.noShots}</p>
  return (
    <div className="flex flex-col gap-3">
      {draft ? (
        <LookTestForm draft={draft} />
      ) : (
        <Button
          className="self-start"
          onClick={() => {
            const looks = [0, 1].map(id => ({ id, style, negative }))
            keepLookTest(projectId, { looks, shotIds: likelyProbes(shots), isSending: false })
          }}
        >
          {words.start}
        </Button>
      )}
      {data && data.shots.length > 0 && <TestGrid test={data} projectId={projectId} />}
    </div>
  )
}

/** Of the shots that are written the first, one of the middle and the last; all where they are fewer. */
function likelyProbes(shots: TreatmentView['shots']): string[] {
  const written = shots.filter(({ prompt }) => prompt !== '')
  const ids = (written.length === 0 ? shots : written).map(({ id }) => id)
  if (ids.length <= PROBE_COUNT) return ids
  return Array.from(
    { length: PROBE_COUNT },
    (_, index) => ids[Math.round((index * (ids.length - 1)) / (PROBE_COUNT - 1))]!,
  )
}

function TestGrid({ test, projectId }: { test: LookTestView; projectId: string }) {
  const studio = useStudio()
  const act = useAct()
  return (
    <table aria-label={words.newest} className="w-full table-fixed border-separate border-spacing-2">
      <thead>
        <tr className="align-bottom">
          <td className="w-24" />
          {test.looks.map((_, index) => (
            // A look is what stands at its place.
            // oxlint-disable-next-line react/no-array-index-key
            <th key={index} scope="col" className="text-left font-body text-12 text-soft">
              <b className="block font-medium text-text">
                {words.look(index)}{' '}
                {test.inUse === index && <span className="ml-1 font-body text-soft">{words.inUse}</span>}
              </b>
              <span className="line-clamp-3">{difference(test, index)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {test.shots.map(shot => (
          <tr key={shot.id}>
            <th scope="row" className="text-left align-top text-12 font-medium">
              {texts.treatment.shotNumber(shot.number)}
              <span className="line-clamp-3 font-body text-soft">{shot.title}</span>
            </th>
            {test.looks.map((_, index) => (
              // As above.
              // oxlint-disable-next-line react/no-array-index-key
              <td key={index} className="align-top">
                {test.takes
                  .filter(({ shotId, look }) => shotId === shot.id && look === index)
                  .map(take => (
                    <Cell
                      key={take.takeId}
                      take={take}
                      name={words.choose(index, shot.number)}
                      choose={() => act(() => studio.lookTests.choose({ projectId, takeId: take.takeId }))}
                    />
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ take, name, choose }: { take: LookTestView['takes'][number]; name: string; choose: () => void }) {
  const { media, state, judgement } = take
  if (!media) {
    return (
      <div className="flex aspect-video items-center justify-center rounded-small bg-raised px-2 text-center text-12 text-soft">
        {texts.outbox.states[state]}
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="relative overflow-hidden rounded-small">
        <HoverScrub mediaId={media.id} durationTicks={media.durationTicks} alt="" />
        {judgement === 'circled' && <Ring />}
      </div>
      <Button
        size="small"
        look="quiet"
        className="justify-start!"
        aria-label={name}
        aria-pressed={judgement === 'circled'}
        onClick={choose}
      >
        <Circle {...SMALL_ICON} />
        {judgement === 'circled' ? texts.takes.judgements.circled : words.chooseShort}
      </Button>
    </div>
  )
}

/** The words of a look that not all looks of the test have; all of them where there are none. */
function difference({ looks }: LookTestView, index: number): string {
  const said = looks.map(({ style, negative }) => [...style, ...negative.map(texts.remake.never)])
  const isShared = (word: string): boolean => said.every(other => other.includes(word))
  const own = said[index]!.filter(word => !isShared(word))
  return own.length > 0 ? own.join(', ') : words.nothingMore
}
