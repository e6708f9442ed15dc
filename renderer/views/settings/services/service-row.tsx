import {
  Ban,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  KeyRound,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { ServiceFacts } from '#model/contract/services-contract.ts'
import type { ServiceState } from '#model/service-state.ts'
import { texts } from '../../../texts.ts'
import { ICON } from '../../../ui/icon.ts'
import { ServiceBody } from './service-body.tsx'

const { services: words } = texts

const SIGNS: Readonly<Record<ServiceState, { readonly Icon: LucideIcon; readonly colour: string }>> = {
  ready: { Icon: CircleCheck, colour: 'text-ok' },
  untried: { Icon: CircleDashed, colour: 'text-soft' },
  'needs-key': { Icon: KeyRound, colour: 'text-warn' },
  unreachable: { Icon: Unplug, colour: 'text-warn' },
  trouble: { Icon: TriangleAlert, colour: 'text-bad' },
  'no-models': { Icon: Ban, colour: 'text-soft' },
}

type Props = { readonly service: ServiceFacts; readonly isOpen: boolean; readonly setOpen: (isOpen: boolean) => void }

/** A service in the list: what it is called, where it is, how it is; open, all that can be done with it. */
export function ServiceRow({ service, isOpen, setOpen }: Props) {
  const { title, state } = service
  const { Icon, colour } = SIGNS[state]
  const bodyId = useId()
  const head = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(isOpen)
  // Opened from elsewhere, at this one: the keyboard begins here.
  useEffect(() => {
    if (wasOpen.current) head.current?.focus()
  }, [])
  return (
    <li className="bg-raised">
      <h3>
        <button
          ref={head}
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={() => setOpen(!isOpen)}
          className="flex min-h-12 w-full items-center gap-3 py-2 pr-3.5 pl-2.5 text-left -outline-offset-2 hover:bg-control"
        >
          <ChevronRight
            {...ICON}
            size={14}
            className={`shrink-0 text-soft transition-transform ${isOpen ? 'rotate-90' : ''}`}
          />
          <span className="min-w-0 grow">
            <span className="block truncate font-medium">{title}</span>
            <span className="block truncate text-12 font-normal text-soft">{placeOf(service)}</span>
          </span>
          <span className="flex shrink-0 items-center gap-1.5 font-normal">
            <Icon {...ICON} size={14} className={colour} />
            {words.states[state]}
          </span>
        </button>
      </h3>
      {isOpen && (
        <div id={bodyId} className="border-t border-line bg-panel px-9 pt-3 pb-4 inset-ring inset-ring-line">
          <ServiceBody service={service} />
        </div>
      )}
    </li>
  )
}

function placeOf({ baseUrl, isLocal }: ServiceFacts): string {
  if (baseUrl === null) return words.inProgram
  const address = baseUrl.replace(/^https?:\/\//, '')
  return isLocal ? words.onThisComputer(address) : address
}
