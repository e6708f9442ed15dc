import { Empty } from '../../ui/states.tsx'
import { texts } from '../../texts.ts'

export function TreatmentView() {
  return <Empty title={texts.commands.frame.treatment} />
}
