import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TakeDetail, TakeRow, TakeShot } from '#model/contract/takes-contract.ts'
import { formatFrameRate, framesIn, ticksFromFrames } from '#model/time.ts'
import { useQueries } from '../../client/studio-context.tsx'
import { runCommand } from '../../commands/registry.ts'
import { useProject } from '../../frame/use-project.tsx'
import { CommandKeys } from '../../keys/command-keys.tsx'
import { texts } from '../../texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { SMALL_ICON } from '../../ui/icon.ts'
import { historyLines } from './history-lines.ts'
import { InspectorSection } from './inspector-section.tsx'
import { PromptText } from './prompt-text.tsx'
import { ownLength, tenths } from './seconds.ts'
import { TakeHistory } from './take-history.tsx'
import { useTakesSession } from './takes-store.ts'
import { triedLookText } from './tried-look.ts'

/** What a take was asked with, how it was made, and all that is known of where it comes from. */
export function TakeFacts({ take, shot }: { take: TakeRow; shot: TakeShot | null }) {
  const { data } = useQuery(useQueries().takes.detail.queryOptions({ input: { takeId: take.id } }))
  const isDifferenceShown = useTakesSession(session => session.isDifferenceShown)
  if (!data) return <div className="h-60" />
  const { previous, version } = data
  const isChanged = previous !== null && previous.prompt !== data.prompt
  const title = data.asked === null ? texts.takes.fileSays : promptTitle(version)
  return (
    <>
      {data.prompt !== '' && (
        <InspectorSection
          title={title}
          aside={
            previous && (
              <span className="flex items-center gap-1.5 text-12 text-faint">
                {isChanged ? texts.takes.changedFrom(previous.number) : texts.takes.sameAs(previous.number)}
                {isChanged && <CommandKeys id="takes.difference" />}
              </span>
            )
          }
        >
          <PromptText prompt={data.prompt} before={isChanged && isDifferenceShown ? previous.prompt : null} />
        </InspectorSection>
      )}
      <InspectorSection title={texts.takes.facts}>
        <Facts take={take} shot={shot} detail={data} />
      </InspectorSection>
      <InspectorSection
        title={texts.takeHistory.title}
        aside={
          <IconButton
            name={texts.takeHistory.copyAll}
            look="quiet"
            size="small"
            onClick={() => runCommand('takes.copyHistory')}
          >
            <Copy {...SMALL_ICON} />
          </IconButton>
        }
      >
        <TakeHistory groups={historyLines(data, take)} />
      </InspectorSection>
    </>
  )
}

function promptTitle(version: number | null): string {
  return version === null ? texts.takes.prompt : texts.takes.promptVersion(version)
}

function Facts({
  take,
  shot,
  detail: { asked, usedIn },
}: {
  take: TakeRow
  shot: TakeShot | null
  detail: TakeDetail
}) {
  const { rate } = useProject()
  const facts = take.media?.facts
  const placeTicks = shot?.place ? ticksFromFrames(framesIn(shot.place), rate) : 0
  const own = take.media ? ownLength(take, take.media) : undefined
  const isTooShort = own !== undefined && own < placeTicks
  const words = texts.takes
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      <Fact name={words.askedOf}>{asked?.model ?? words.ownFile}</Fact>
      {take.triedLook && <Fact name={words.lookTest}>{triedLookText(take)}</Fact>}
      {facts && (
        <Fact name={words.size}>{words.sizeValue(facts.width, facts.height, formatFrameRate(facts.rate))}</Fact>
      )}
      {facts && own !== undefined && (
        <Fact name={words.length}>
          <span className={isTooShort ? 'text-warn' : ''}>
            {isTooShort ? words.tooShort(tenths(own)) : words.seconds(tenths(own))}
          </span>
          {own < facts.durationTicks && (
            <span className="block">{words.ofBefore(tenths(facts.durationTicks - own))}</span>
          )}
        </Fact>
      )}
      {take.media && (
        <Fact name={words.usedIn}>
          {usedIn.map(({ sequence, clips }) => words.usedInValue(sequence, clips)).join(', ') || words.nowhere}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </>
  )
}
