import { Temporal } from 'temporal-polyfill'
import type { IncidentQuery } from '#storage/search.ts'
import {
  type Impact,
  type IncidentKind,
  type IncidentState,
  impacts,
  incidentKinds,
  incidentStates,
  type Service,
  type Status,
  statuses,
} from '../../incident.ts'
import { words } from './pieces.ts'

/** What can be asked of the incidents, each by its name in the address. */
export const questions = [
  'q',
  'service',
  'status',
  'impact',
  'kind',
  'state',
  'open',
  'from',
  'to',
  'sort',
] as const
export type Question = (typeof questions)[number]
export type Questions = Record<Question, string>

export const sorts = ['newest', 'oldest', 'changed', 'relevance'] as const
export type Sort = (typeof sorts)[number]

/** What was asked, checked; `faults` says in sentences what cannot be answered. */
export interface Wanted {
  asked: Questions
  service: Service | null
  status: Status | null
  impact: Impact | null
  kind: IncidentKind | null
  state: IncidentState | null
  open: boolean | null
  from: string | null
  to: string | null
  sort: Sort
  faults: string[]
}

/** Reads what is asked. Days are those of `timezone`, the last one included; moments are taken too. */
export function wantedOf(asked: Questions, services: readonly Service[], timezone: string): Wanted {
  const faults: string[] = []
  const oneOf = <T extends string>(name: Question, of: readonly T[]): T | null => {
    const found = of.find((one) => one === asked[name]) ?? null
    if (found === null && asked[name] !== '') {
      faults.push(`There is no ${name} “${words(asked[name], 60)}”: choose ${of.join(', ')}.`)
    }
    return found
  }
  const moment = (name: 'from' | 'to') => {
    const at = asked[name] === '' ? null : momentOf(asked[name], timezone, name === 'to' ? 1 : 0)
    if (at === null && asked[name] !== '') {
      faults.push(`“${words(asked[name], 60)}” is no day such as 2026-07-19.`)
    }
    return at
  }
  const service = serviceNamed(asked.service, services)
  if (asked.service !== '' && !service) {
    faults.push(`There is no service “${words(asked.service, 60)}” in feeds.yaml.`)
  }
  const open = oneOf('open', ['true', 'false'])
  const [from, to] = [moment('from'), moment('to')]
  if (from !== null && to !== null && from >= to) faults.push('The last day is before the first.')
  return {
    asked,
    service,
    status: oneOf('status', statuses),
    impact: oneOf('impact', impacts),
    kind: oneOf('kind', incidentKinds),
    state: oneOf('state', incidentStates),
    open: open === null ? null : open === 'true',
    from,
    to,
    sort: oneOf('sort', sorts) ?? 'newest',
    faults,
  }
}

/** The service of that id, or else of that name or alias. */
function serviceNamed(wanted: string, services: readonly Service[]): Service | null {
  const name = wanted.toLowerCase()
  const called = (s: Service) => [s.name, ...s.aliases].some((n) => n.toLowerCase() === name)
  return services.find((s) => s.id === name) ?? services.find(called) ?? null
}

/** A day as its first moment, or that of `plus` days later; null for what is no time. */
function momentOf(text: string, timezone: string, plus: 0 | 1): string | null {
  try {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Temporal.PlainDate.from(text).add({ days: plus }).toZonedDateTime(timezone).toInstant()
      : Temporal.Instant.from(text)
    return new Date(at.epochMilliseconds).toISOString()
  } catch {
    return null
  }
}

export function searchOf(wanted: Wanted): IncidentQuery {
  const { asked, service, open, from, to, sort } = wanted
  const { status, impact, kind, state } = wanted
  return {
    sort,
    ...(asked.q ? { q: asked.q } : {}),
    ...(service ? { service: service.id } : {}),
    ...(status ? { status } : {}),
    ...(impact ? { impact } : {}),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(open !== null ? { open } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  }
}

/** The same question for the API, which takes moments. */
export function apiQuery(wanted: Wanted): Record<string, string> {
  const { sort: _sort, ...query } = searchOf(wanted)
  const all = Object.entries(query).map(([key, value]) => [key, String(value)])
  const sort = wanted.sort === 'relevance' ? 'newest' : wanted.sort
  return { ...Object.fromEntries(all), sort }
}
