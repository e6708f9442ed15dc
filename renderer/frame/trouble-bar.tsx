import { CircleAlert } from 'lucide-react'
import { useConnection } from '../client/studio-context.tsx'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { ICON } from '../ui/icon.ts'

/** Over everything, while the studio does not answer: what is shown may be old. */
export function TroubleBar() {
  const { trouble, reconnect } = useConnection()
  if (trouble === null) return <div />
  return (
    <div role="alert" className="flex items-center gap-3 bg-bad-wash py-1.5 pr-2 pl-4">
      <CircleAlert {...ICON} className="shrink-0 text-bad" />
      <p className="min-w-0 grow">
        {trouble} {texts.failure.old}
      </p>
      <Button size="small" onClick={reconnect}>
        {texts.failure.retry}
      </Button>
    </div>
  )
}
