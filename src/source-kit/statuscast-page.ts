import type { Incident } from '../incident.ts'
import {
  type Element,
  elementsBy,
  type HtmlPage,
  readHtml,
  textIn,
  valuesBy,
} from './html-select.ts'
import { pageTimes } from './page-times.ts'
import { incidentOf, isClosed } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { statuscastImpact, statuscastState } from './statuscast-shape.ts'
import { oneLine, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

const hero = '.sc-hero, .sc-hero__title, .sc-hero__status-label'

/** True for the front of a StatusCast page that is rendered by the server. */
export function isStatuscastPage(html: string): boolean {
  return /\bclass="[^"]*\b(?:sc-hero|sc-state-|incident-mostsevere-status-)/.test(html)
}

/**
 * The rows of a page: `incident-body incident-type-… incident-status-… incident-mostsevere-status-…`,
 * a link `/incident/<id>`, a title and a date (a client's fixtures of 2026-09). No texts. The shell
 * that every unknown path answers has no headline and is refused.
 */
export function statuscastPage(reply: Reply, skipped: Skipped[]): Incident[] {
  const page = readHtml(reply)
  const rows = elementsBy(page, '.incident-body')
  if (rows.length === 0 && elementsBy(page, hero).length === 0) {
    refuse(`${reply.url}: no page of StatusCast`)
  }
  const found = rows.map((row, index) => {
    const incident = incidentFrom(page, row, reply.at)
    if (!incident) skipped.push({ what: `row ${index + 1}`, why: 'neither id nor title' })
    return incident
  })
  return found.filter((incident) => incident !== null)
}

function incidentFrom(page: HtmlPage, row: Element, now: string): Incident | null {
  const links = valuesBy(page, 'a@href', row).map((v) => v.value)
  const link = links.find((href) => /\/incident\/\d+/.test(href))
  const id = /\/incident\/(\d+)/.exec(link ?? '')?.[1]
  const [titled] = elementsBy(page, '[aria-label="Incident Title"], .incident-title', row)
  const title = titled ? oneLine(textIn(titled)) : ''
  if (!id || !title) return null
  const word = (prefix: string) =>
    new RegExp(`\\b${prefix}-([a-z]+)`).exec(row.attribs.class ?? '')?.[1] ?? ''
  const severity = word('incident-mostsevere-status')
  const { kind, status } = statuscastState(word('incident-type'), word('incident-status'))
  const [dated] = elementsBy(page, '[aria-label="Incident Date"], .incident-date', row)
  const at = dated ? timeIn(oneLine(textIn(dated)), now) : null
  const begun = kind === 'maintenance' || (at && at <= now) ? at : null
  return incidentOf({
    id,
    url: safeLink(link, page.base),
    title,
    kind,
    status,
    impact: kind === 'maintenance' ? kind : statuscastImpact(severity),
    impactLabel: severity || word('incident-type') || null,
    startedAt: begun,
    postedAt: kind === 'maintenance' || isClosed(status) ? null : begun,
  })
}

/** `02 September 2026, 17:05 UTC`; a time without a zone is none. */
function timeIn(text: string, now: string): string | null {
  const clock = { near: now, timezone: null, order: null, language: null, day: null, ahead: true }
  return pageTimes(text, clock).first
}
