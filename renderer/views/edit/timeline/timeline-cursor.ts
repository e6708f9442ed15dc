import { assertNever } from '#model/assert-never.ts'
import type { Hit } from '../../../editor/hit-test.ts'
import type { Tool } from '../../../editor/session.ts'

/** What the pointer looks like over the timeline: what the tool would do there. */
export function cursorOver(hit: Hit, tool: Tool): string {
  switch (tool) {
    case 'hand':
      return 'grab'
    case 'zoom':
      return 'zoom-in'
    case 'razor':
      return hit.kind === 'time' ? 'default' : 'crosshair'
    case 'select':
    case 'ripple':
    case 'roll':
    case 'rate':
    case 'slip':
    case 'slide':
      return cursorOfTrim(hit, tool)
    default:
      return assertNever(tool)
  }
}

function cursorOfTrim(hit: Hit, tool: Tool): string {
  if (hit.kind === 'marker') return 'ew-resize'
  if (hit.kind === 'edge' || hit.kind === 'cut') {
    if (tool === 'roll') return 'col-resize'
    if (tool === 'select' || tool === 'ripple' || tool === 'rate') {
      const edge = hit.kind === 'edge' ? hit.edge : hit.isLeft ? 'end' : 'start'
      return edge === 'start' ? 'w-resize' : 'e-resize'
    }
  }
  return (tool === 'slip' || tool === 'slide') && hit.kind === 'clip' ? 'ew-resize' : 'default'
}
