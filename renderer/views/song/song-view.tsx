import { Empty } from '../../ui/states.tsx'
import { texts } from '../../texts.ts'

export function SongView() {
  return <Empty title={texts.commands.frame.song} />
}
