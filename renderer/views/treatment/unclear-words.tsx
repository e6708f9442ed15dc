import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from './plan-notice.tsx'
import { useTreatment } from './use-treatment.tsx'

/** Says that something is not right in what would be sent of shots, and shows it beside the first of them. */
export function UnclearWords({ show }: { show: (shotId: string) => void }) {
  const { shots } = useTreatment()
  const unclear = shots.filter(({ isUnclear }) => isUnclear)
  const [first] = unclear
  if (!first) return null
  return (
    <Notice text={texts.treatment.wordsUnclear(unclear.map(({ number }) => number))}>
      <Button size="small" onClick={() => show(first.id)}>
        {texts.treatment.showShot(first.number)}
      </Button>
    </Notice>
  )
}
