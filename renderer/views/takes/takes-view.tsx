import { Empty } from '../../ui/states.tsx'
import { texts } from '../../texts.ts'

export function TakesView() {
  return <Empty title={texts.commands.frame.takes} />
}
