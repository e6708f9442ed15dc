import { Empty } from '../../ui/states.tsx'
import { texts } from '../../texts.ts'

export function EditView() {
  return <Empty title={texts.commands.frame.edit} />
}
