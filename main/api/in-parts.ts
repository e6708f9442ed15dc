import { setImmediate as breathe } from 'node:timers/promises'

const PART_ROWS = 400

/** A long list in parts, between which others are answered. Rows are made as they are asked for. */
export async function* inParts<Row>(rows: Iterable<Row>): AsyncGenerator<Row[], void> {
  let part: Row[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < PART_ROWS) continue
    yield part
    part = []
    await breathe()
  }
  if (part.length > 0) yield part
}
