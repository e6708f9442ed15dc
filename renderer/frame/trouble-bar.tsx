import { CircleAlert } from 'lucide-react'
import { useTrouble } from '../client/studio-context.tsx'
import { texts } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { ICON } from '../ui/icon.ts'
import { BarLine } from './bar-line.tsx'

/** Over everything, while the studio does not answer: what is shown may be old. */
export function TroubleBar() {
  const { trouble, reconnect } = useTrouble()
  if (trouble === null) return null
  return (
    <BarLine
      look="bad"
      icon={<CircleAlert {...ICON} />}
      ways={
        <Button size="small" onClick={reconnect}>
          {texts.failure.retry}
        </Button>
      }
    >
      {trouble} {texts.failure.old}
    </BarLine>
  )
}
