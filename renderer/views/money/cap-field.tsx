import { useState } from 'react'
import type { MicroUsd } from '#model/clip-price.ts'
import { dollars } from '#model/dollars.ts'
import { parseDollars } from '#model/money.ts'
import { useStudio } from '../../client/studio-context.tsx'
import { useAct } from '../../client/use-act.ts'
import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'

/** What a project may cost: set, changed, or taken away by emptying it. */
export function CapField({ projectId, capMicroUsd }: { projectId: string; capMicroUsd: number | null }) {
  const studio = useStudio()
  const act = useAct()
  const known = capMicroUsd === null ? '' : dollars(capMicroUsd, 'short').slice(1)
  const [draft, setDraft] = useState<string | null>(null)
  /** What was set here last, to be told for as long as it stands. */
  const [set, setSet] = useState<{ readonly microUsd: MicroUsd | null } | null>(null)
  const text = draft ?? known
  const wanted = text.trim() === '' ? null : parseDollars(text)
  const isWrong = text.trim() !== '' && wanted === null

  const hint =
    draft !== null || set?.microUsd !== capMicroUsd
      ? texts.money.capHint
      : capMicroUsd === null
        ? texts.money.capGone
        : texts.money.capSet(dollars(capMicroUsd))

  function send(): void {
    if (isWrong || wanted === capMicroUsd) return
    act(async () => {
      await studio.money.setCap({ projectId, capMicroUsd: wanted })
      setDraft(null)
      setSet({ microUsd: wanted })
    })
  }

  return (
    <form
      className="flex items-start gap-2"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={texts.money.cap}
        inputMode="decimal"
        autoComplete="off"
        className="w-60"
        value={text}
        aria-invalid={isWrong}
        onChange={event => setDraft(event.target.value)}
        hint={isWrong ? <span className="text-bad">{texts.money.capWrong}</span> : <span role="status">{hint}</span>}
      />
      <Button type="submit" className="mt-5" disabled={isWrong || wanted === capMicroUsd}>
        {texts.money.setCap}
      </Button>
    </form>
  )
}
