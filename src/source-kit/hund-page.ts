import type { Incident } from '../incident.ts'
import { isoTime } from './dates.ts'
import {
  type Element,
  elementsBy,
  type HtmlPage,
  readHtml,
  textIn,
  valuesBy,
} from './html-select.ts'
import { hundKind, hundStatus } from './hund-words.ts'
import { incidentOf, isClosed, uniqueNames } from './reading.ts'
import type { Reply, Skipped } from './source.ts'
import { oneLine, safeLink } from './text.ts'
import { refuse } from './tolerance.ts'

/** True for a page of Hund, by the names of its parts. */
export function isHundPage(html: string): boolean {
  return /\bclass=["'][^"']*\b(?:state-bar|issue-notice--)/.test(html)
}

/**
 * The notices at the top of a page, which are what is going on, planned or just over: the label is a
 * class of `.issue-notice--header`, the date that of the newest message (clients of freee's and
 * MacEwan's pages, 2026). A page without notices has its state bar.
 */
export function hundPage(reply: Reply, skipped: Skipped[]): Incident[] {
  const page = readHtml(reply)
  const headers = elementsBy(page, '.issue-notice--header')
  if (headers.length === 0 && elementsBy(page, '[class*="state-bar"]').length === 0) {
    refuse(`${reply.url}: no page of Hund`)
  }
  const found = headers.map((header, index) => {
    const incident = incidentFrom(page, header, reply.at)
    if (!incident) skipped.push({ what: `notice ${index + 1}`, why: 'neither id nor title' })
    return incident
  })
  const ids = new Map(found.flatMap((i) => (i ? [[i.id, i] as const] : [])))
  return [...ids.values()]
}

function incidentFrom(page: HtmlPage, header: Element, now: string): Incident | null {
  const [link] = valuesBy(page, '.issue-notice--header__title a@href', header)
  const [title] = elementsBy(page, '.issue-notice--header__title', header)
  const id = /\/issues\/([\w-]+)/.exec(link?.value ?? '')?.[1]
  if (!id || !title) return null
  const label = labelOf(header)
  const kind = hundKind(label, false)
  const status = hundStatus(label, kind)
  const around = noticeOf(page, header)
  const [time] = around ? valuesBy(page, '.issue-notice--content__date time@datetime', around) : []
  const stated = isoTime(time?.value)
  const at = stated && stated <= now ? stated : null
  const text = around ? bodyOf(page, around) : ''
  const names = around ? elementsBy(page, '.issue-notice--footer__context li', around) : []
  return incidentOf({
    id,
    url: safeLink(link!.value, page.base),
    title: oneLine(textIn(title)) || `Hund issue ${id}`,
    kind,
    status,
    impact: kind === 'maintenance' ? kind : kind === 'notice' ? 'none' : 'unknown',
    impactLabel: null,
    startedAt: status === 'scheduled' ? stated : null,
    resolvedAt: isClosed(status) && kind !== 'notice' ? at : null,
    updatedAt: at,
    components: uniqueNames(names.map((element) => oneLine(textIn(element)))),
    updates: text ? [{ id: `${at ?? 'undated'}-${status}`, status, at, text }] : [],
  })
}

/** The class beside `issue`: `issue-notice--header issue investigating`. */
function labelOf(header: Element): string {
  const classes = (header.attribs.class ?? '').split(/\s+/)
  return classes[classes.indexOf('issue') + 1] ?? ''
}

/** The element around a header that holds its date too, and no other header. */
function noticeOf(page: HtmlPage, header: Element): Element | null {
  let found: Element | null = null
  for (let up = header.parent; up && up.type === 'tag'; up = up.parent) {
    const element = up as Element
    if (elementsBy(page, '.issue-notice--header', element).length > 1) break
    found = element
  }
  return found
}

function bodyOf(page: HtmlPage, notice: Element): string {
  const [content] = elementsBy(page, '[class*="issue-notice--content"]', notice)
  if (!content) return ''
  const dates = elementsBy(page, '.issue-notice--content__date', notice)
  if (dates.includes(content)) {
    const others = elementsBy(page, '[class*="issue-notice--content"]', notice)
    const rest = others.find((element) => !dates.includes(element))
    return rest ? textIn(rest) : ''
  }
  return textIn(content, new Set(dates))
}
