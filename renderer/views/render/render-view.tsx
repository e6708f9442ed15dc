import { Empty } from '../../ui/states.tsx'
import { texts } from '../../texts.ts'

export function RenderView() {
  return <Empty title={texts.commands.frame.render} />
}
