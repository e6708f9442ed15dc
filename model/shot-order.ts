/** The order after some have moved before another (null = to the end), in the order they stand. */
export function movedBefore<Id>(order: readonly Id[], ids: readonly Id[], before: Id | null): Id[] {
  const moved = new Set(ids)
  const staying = order.filter(id => !moved.has(id))
  // Before one that moves itself is before the next that stays.
  const from = before === null ? order.length : order.indexOf(before)
  const anchor = order.slice(from).find(id => !moved.has(id))
  const at = anchor === undefined ? staying.length : staying.indexOf(anchor)
  return staying.toSpliced(at, 0, ...order.filter(id => moved.has(id)))
}
