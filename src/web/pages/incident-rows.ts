import { html } from 'hono/html'
import type { StoredIncident } from '../../incident.ts'
import { clean } from '../../outputs/clean.ts'
import type { Html } from '../guard/refuse.ts'
import { impactChip, spoken, statusChip, words } from './pieces.ts'
import { timeIn, timeWords } from './times.ts'

export type Listed = Pick<
  StoredIncident,
  | 'key'
  | 'title'
  | 'kind'
  | 'status'
  | 'impact'
  | 'state'
  | 'serviceIds'
  | 'startedAt'
  | 'postedAt'
  | 'firstSeenAt'
  | 'resolvedAt'
  | 'edits'
>

export interface RowSheet {
  timezone: string
  nameOf(service: string): string
  snippets?: ReadonlyMap<number, string> | undefined
  /** The service whose list it is, which need not be named in every row. */
  of?: string
}

const shownServices = 3

/** Incidents as a list, each with its piece of text where something was looked for. */
export function incidentRows(incidents: readonly Listed[], sheet: RowSheet): Html {
  return html`<ol class="rows incidents">${incidents.map((one) => row(one, sheet))}</ol>`
}

function row(one: Listed, sheet: RowSheet): Html {
  const snippet = sheet.snippets?.get(one.key)
  return html`<li class="row"><p class="row-title"><a href="/incidents/${one.key}"><bdi>${words(one.title) || 'Without a title'}</bdi></a></p>
<p class="quiet">${servicesOf(one, sheet)} ${timesOf(one, sheet.timezone)} ${chipsOf(one)}</p>
${snippet ? html`<p class="snippet"><bdi>${marked(snippet)}</bdi></p>` : ''}</li>`
}

function servicesOf({ serviceIds }: Listed, { nameOf, of }: RowSheet): Html {
  const others = serviceIds.filter((id) => id !== of)
  const shown = others.slice(0, shownServices)
  const more = others.length - shown.length
  return html`${shown.map((id, n) => html`${n > 0 ? ', ' : ''}<a href="/services/${id}"><bdi>${words(nameOf(id), 60)}</bdi></a>`)}${more > 0 ? ` and ${more} more` : ''}${shown.length > 0 ? ' · ' : ''}`
}

function timesOf(one: Listed, timezone: string): Html {
  const began = one.startedAt ?? one.postedAt ?? one.firstSeenAt
  const ended = one.resolvedAt ? html` to ${endIn(one.resolvedAt, began, timezone)}` : ''
  return html`${timeIn(began, timezone)}${ended}`
}

/** On the same day the clock is enough. */
function endIn(at: string, began: string, timezone: string): Html {
  const [day, clock] = timeWords(at, timezone).split(', ')
  if (!timeWords(began, timezone).startsWith(`${day},`)) return timeIn(at, timezone)
  return html`<time datetime="${at}">${clock}</time>`
}

function chipsOf({ kind, status, impact, state, edits }: Listed): Html {
  const isKind = kind === 'incident' || (kind === 'maintenance' && impact === 'maintenance')
  return html`${impactChip(impact)} ${statusChip(status)}${isKind ? '' : html` <span class="chip">${kind}</span>`}${state === 'present' ? '' : html` <span class="chip">${spoken(state)}</span>`}${edits > 0 ? html` <span class="chip">edited</span>` : ''}`
}

/** Hits stand between \u0001 and \u0002; whatever else is in the text is escaped as any other. */
function marked(snippet: string): (Html | string)[] {
  return snippet.split('\u0001').flatMap((part, n) => {
    const [hit, rest] = n === 0 ? ['', part] : halves(part)
    return [hit === '' ? '' : html`<mark>${clean(hit)}</mark>`, clean(rest)]
  })
}

function halves(part: string): [string, string] {
  const at = part.indexOf('\u0002')
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
}
