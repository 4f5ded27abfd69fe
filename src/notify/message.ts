import type { Update } from '../incident.ts'
import { clean, safeUrl } from '../outputs/clean.ts'
import type { OutageEvent, What } from './events.ts'

/** A piece of a line; neither escaped for an output nor trusted. */
export interface Run {
  text: string
  url?: string | null
}

/** What is told, before it takes the form of a target. Texts are of one line and cleaned. */
export interface Message {
  /** `outage.opened`, `edition.drawn` … */
  kind: string
  /** What must not be told twice, and what it is about. */
  event: string
  about: string
  /** When it came to pass for us, ISO 8601 UTC. */
  at: string
  subject: string
  url: string | null
  lines: Run[][]
  /** What a program reads. */
  data: Record<string, unknown>
}

export interface MessageContext {
  /** The name readers know a service by; its id where there is none. */
  nameOf(service: string): string
}

const longestSubject = 200
const longestQuote = 500
const longestText = 4000

const words: Record<What, string> = {
  opened: 'outage',
  reopened: 'open again',
  changed: 'update',
  worse: 'worse',
  ended: 'over',
  withdrawn: 'no longer listed',
}

/** The message about an outage: a subject for people, data for programs. */
export function messageOf(event: OutageEvent, context: MessageContext): Message {
  const { what, after, before } = event
  const name = cleanLine(context.nameOf(after.service) || after.feed)
  return {
    kind: `outage.${what}`,
    event: event.key,
    about: event.about,
    at: after.changedAt,
    subject: cut(`${name}: ${words[what]}: ${cleanLine(after.title)}`, longestSubject),
    url: safeUrl(after.url),
    lines: [factsOf(event), quoteOf(after.updates)].filter((line) => line.length > 0),
    data: {
      service: { id: after.service, name },
      before: before && { status: before.status, impact: before.impact },
      incident: incidentData(event),
    },
  }
}

function incidentData({ after }: OutageEvent) {
  const newest = after.updates.at(-1)
  return {
    feed: after.feed,
    id: after.id,
    url: safeUrl(after.url),
    title: after.title,
    status: after.status,
    impact: after.impact,
    impactLabel: after.impactLabel,
    startedAt: after.startedAt,
    resolvedAt: after.resolvedAt,
    postedAt: after.postedAt,
    updatedAt: after.updatedAt,
    state: after.state,
    serviceIds: after.serviceIds,
    services: after.services.slice(0, 50),
    components: after.components.slice(0, 50),
    regions: after.regions.slice(0, 50),
    update: newest
      ? { status: newest.status, at: newest.at, text: cut(newest.text, longestText) }
      : null,
  }
}

/** `impact major (was minor) · status identified · since 2026-03-02 12:00 UTC`. */
function factsOf({ what, before, after }: OutageEvent): Run[] {
  const facts = [
    after.impact === 'unknown'
      ? 'impact not stated'
      : `impact ${after.impact}${was(before?.impact, after.impact)}`,
    `status ${after.status}${was(before?.status, after.status)}`,
    after.startedAt ? `since ${minute(after.startedAt)}` : '',
    after.resolvedAt ? `until ${minute(after.resolvedAt)}` : '',
    after.state === 'retracted' ? 'the provider says it was posted in error' : '',
    what === 'withdrawn' ? 'it left the provider’s list while it was open' : '',
  ]
  return [{ text: facts.filter(Boolean).join(' · ') }]
}

function was(before: string | undefined, after: string): string {
  return before && before !== after && before !== 'unknown' ? ` (was ${before})` : ''
}

function quoteOf(updates: readonly Update[]): Run[] {
  const text = cleanLine(updates.at(-1)?.text ?? '')
  return text ? [{ text: cut(text, longestQuote) }] : []
}

/** `2026-03-02 12:00 UTC` */
export function minute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

export function cleanLine(text: string): string {
  return clean(text).trim()
}

/** At most so many characters, none of them halved. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  return `${text
    .slice(0, longest - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}
