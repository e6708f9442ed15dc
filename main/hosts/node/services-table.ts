import type { ServiceFacts } from '#model/contract/services-contract.ts'
import type { ServiceState } from '#model/service-state.ts'

const STATES: Readonly<Record<ServiceState, string>> = {
  ready: 'ready',
  untried: 'not tried yet',
  'needs-key': 'needs a key',
  unreachable: 'not reachable',
  trouble: 'in trouble',
  'no-models': 'no models left',
}

/** A line for each service, in columns; below one that takes nothing now, why. */
export function servicesTable(services: readonly ServiceFacts[]): string {
  const rows = services.map(service => [
    ...[service.id, service.title, STATES[service.state], keyText(service), modelsText(service)],
    service.baseUrl ?? 'this program',
  ])
  const heads = ['id', 'service', 'state', 'key', 'models', 'address']
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...rows.map(row => row[column]!)].map(text => text.length)),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  return [
    line(heads),
    ...services.flatMap((service, index) => [
      line(rows[index]!),
      ...[service.key?.trouble, service.pause?.message].flatMap(said => (said ? [`  ${said}`] : [])),
    ]),
  ].join('\n')
}

function keyText({ key }: ServiceFacts): string {
  if (key === null) return '-'
  if (key.source === 'environment') return 'environment'
  if (key.source === 'kept') return 'kept'
  if (key.source === 'elsewhere') return 'for another address'
  return key.isOptional ? 'none' : 'missing'
}

function modelsText({ models }: ServiceFacts): string {
  const retired = models.filter(model => model.retired !== null).length
  return retired === 0 ? String(models.length) : `${models.length - retired} (${retired} shut down)`
}
