import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ServiceFacts, ServiceTest } from '#model/contract/services-contract.ts'
import { failureSentence } from '../../../client/failure.ts'
import { useQueries, useStudio } from '../../../client/studio-context.tsx'
import { texts } from '../../../texts.ts'
import { Button } from '../../../ui/button.tsx'
import { ICON } from '../../../ui/icon.ts'
import { dollars } from '#model/dollars.ts'

const { test: words } = texts.services

/** Asks the service whether it can be worked with, and says what it said. */
export function TestPart({ service: { id: serviceId, title } }: { service: ServiceFacts }) {
  const studio = useStudio()
  const queries = useQueries()
  const client = useQueryClient()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => studio.services.test({ serviceId }),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.services.list.queryKey() }),
  })
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 grow">
        <div className="text-12 text-soft">{words.title}</div>
        <div role="status" className="min-h-5">
          {isPending && words.asking(title)}
          {!isPending && !data && !error && <span className="text-soft">{words.hint}</span>}
          {!isPending && error && <Bad sentence={failureSentence(error)} />}
          {!isPending && data && <Result result={data} />}
        </div>
      </div>
      <Button disabled={isPending} onClick={() => mutate()}>
        {words.run}
      </Button>
    </div>
  )
}

function Result({ result: { trouble, balance, notes } }: { result: ServiceTest }) {
  if (trouble !== null) return <Bad sentence={trouble} />
  return (
    <>
      <p className="flex items-start gap-1.5">
        <CircleCheck {...ICON} size={14} className="mt-1 shrink-0 text-ok" />
        <span>
          {words.good}
          {balance !== null && ` ${words.left('text' in balance ? balance.text : dollars(balance.microUsd))}`}
        </span>
      </p>
      <ul>
        {notes.map(note => (
          <li key={note} className="mt-1 flex items-start gap-1.5 text-12 break-words">
            <Info {...ICON} size={12} className="mt-1 shrink-0 text-soft" />
            <span className="min-w-0 text-pretty">{note}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Bad({ sentence }: { sentence: string }) {
  return (
    <p className="flex items-start gap-1.5">
      <CircleAlert {...ICON} size={14} className="mt-1 shrink-0 text-bad" />
      <span className="min-w-0 text-pretty">{sentence}</span>
    </p>
  )
}
