import type { ServiceTally } from '#storage/desk.ts'
import type { FeedRow } from '#storage/feeds.ts'
import type { Service } from '../../incident.ts'
import type { DeskConfig } from '../parts.ts'

/** How well the status feeds of a service can be read: the worst of them. */
export type ServiceReading = 'read' | 'failing' | 'never read' | 'disabled' | 'news only'

export interface ServiceLine {
  service: Service
  tally: ServiceTally
  reading: ServiceReading
}

const nothing: ServiceTally = { open: 0, week: 0, year: 0, newestAt: null }

type State = Pick<FeedRow, 'id' | 'error' | 'last_read_at'>

export function serviceLines(
  { services, feeds }: Pick<DeskConfig, 'services' | 'feeds'>,
  tallies: ReadonlyMap<string, ServiceTally>,
  rows: readonly State[],
): ServiceLine[] {
  const rowOf = new Map(rows.map((r) => [r.id, r]))
  const readings = new Map<string, ServiceReading>()
  for (const feed of feeds) {
    const reading = feed.disabled !== null ? 'disabled' : readingOf(rowOf.get(feed.id))
    for (const id of feed.kind === 'status' ? feed.services : []) {
      const other = readings.get(id)
      readings.set(id, other ? worse(other, reading) : reading)
    }
  }
  return services.map((service) => ({
    service,
    tally: tallies.get(service.id) ?? nothing,
    reading: readings.get(service.id) ?? 'news only',
  }))
}

function readingOf(row: State | undefined): ServiceReading {
  if (row && row.error !== null) return 'failing'
  return row?.last_read_at ? 'read' : 'never read'
}

const order: readonly ServiceReading[] = ['failing', 'never read', 'read', 'disabled', 'news only']

function worse(a: ServiceReading, b: ServiceReading): ServiceReading {
  return order.indexOf(a) < order.indexOf(b) ? a : b
}

/** Open now, then by incidents of the last seven days, then by name. */
export function busiestFirst(a: ServiceLine, b: ServiceLine): number {
  return (
    Number(b.tally.open > 0) - Number(a.tally.open > 0) ||
    b.tally.week - a.tally.week ||
    compare(a.service.name.toLowerCase(), b.service.name.toLowerCase()) ||
    compare(a.service.id, b.service.id)
  )
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

export function speaksOf({ id, name, aliases }: Service, q: string): boolean {
  const wanted = q.toLowerCase()
  return [id, name, ...aliases].some((text) => text.toLowerCase().includes(wanted))
}
