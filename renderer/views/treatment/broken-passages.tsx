import { texts } from '../../texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from './plan-notice.tsx'
import { useEdits, useTreatment } from './use-treatment.tsx'

/** Says that passages lead to shots which do not follow any more, and mends them all at once. */
export function BrokenPassages() {
  const { shots } = useTreatment()
  const { mendPassages } = useEdits()
  const broken = shots.filter(({ passageTo }) => passageTo.state === 'elsewhere')
  if (broken.length === 0) return null
  const ids = broken.map(({ id }) => id)
  return (
    <Notice text={texts.treatment.passagesBroken(broken.map(({ number }) => number))}>
      <Button size="small" onClick={() => mendPassages(ids, 'attach')}>
        {texts.treatment.passagesAttach}
      </Button>
      <Button size="small" look="quiet" onClick={() => mendPassages(ids, 'clear')}>
        {texts.treatment.passagesClear}
      </Button>
    </Notice>
  )
}
