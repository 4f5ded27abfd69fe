import { html } from 'hono/html'
import { editionByWeek } from '#storage/editions.ts'
import type { ArticleLine, Digest, Entry, FollowUp, LeftOut } from '../../digest/digest.ts'
import { beganAt } from '../../digest/duration.ts'
import { type Edition, editionAt } from '../../digest/edition.ts'
import type { StoredIncident } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { outside, words } from './pieces.ts'
import { timeIn } from './times.ts'

/** What the section of its week says of an incident. */
export interface InSection {
  edition: Edition
  /** There is a section of that week, printed or not. */
  drawn: boolean
  entry: Entry | null
  left: LeftOut | null
}

/** The edition an incident began in. */
export function editionOf(i: StoredIncident, desk: Desk): Edition {
  const { digest } = desk.config()
  const began = beganAt(i) ?? i.firstSeenAt
  return editionAt(began, digest)
}

/** What the section of its week says: as printed, else as a draft. */
export async function sectionOf(desk: Desk, i: StoredIncident): Promise<InSection> {
  const edition = editionOf(i, desk)
  // Weeks from before anything was read here never had a section.
  const never = edition.to <= desk.now() && !(await editionByWeek(desk.store.db, edition.week!))
  if (never) return { edition, drawn: false, entry: null, left: null }
  const digest = await desk.digest(edition)
  return { edition, drawn: true, entry: entryWith(digest, i), left: leftOutOf(digest, i) }
}

function entryWith({ entries }: Digest, { key, id }: StoredIncident): Entry | null {
  const tells = (entry: Entry) =>
    entry.incidents.some((i) => i.key === key || i.folded?.some((f) => f.key === key)) ||
    entry.alsoAffected.some((s) => s.told?.some((t) => t.key === key)) ||
    entry.followUps.some((f) => f.incidents.includes(id))
  return entries.find(tells) ?? null
}

function leftOutOf({ leftOut }: Digest, { key }: StoredIncident): LeftOut | null {
  return leftOut.find((l) => l.item === `incident:${key}`) ?? null
}

/** Its entry, why that is there, and what else was written about it. */
export function sectionView({ edition, drawn, entry, left }: InSection): Html {
  const { week, number, timezone } = edition
  const name = number === null ? `week ${week}` : `edition ${number} (${week})`
  if (!drawn)
    return html`<h2 id="section">In the section</h2>
<p class="quiet">It began in ${name}, of which no section was drawn up here.</p>`
  return html`<h2 id="section">In the section</h2>
${
  entry
    ? html`<p>Told under <strong><bdi>${words(entry.label)}</bdi></strong> in <a href="/week/${week}#entry-${entry.service.id}">${name}</a>, with ${entry.score} points.</p>
<ul class="reasons">${entry.reasons.map((reason) => html`<li><bdi>${words(reason, 300)}</bdi></li>`)}</ul>
${articlesView(entry.articles, timezone)}
${followUpsView(entry.followUps, timezone)}`
    : html`<p>${left ? html`Left out of <a href="/week/${week}">${name}</a>: <bdi>${words(left.reason, 300)}</bdi>` : html`Not in <a href="/week/${week}">${name}</a>, the section of the week it began in.`}</p>`
}`
}

function articlesView(articles: readonly ArticleLine[], timezone: string): Html | '' {
  if (articles.length === 0) return ''
  return html`<h3>Articles</h3>
<ul>${articles.map(
    (a) =>
      html`<li>${outside(a.url, words(a.title))}${a.publisher ? html` <bdi>${words(a.publisher, 80)}</bdi>` : ''} <span class="quiet">${a.publishedAt ? timeIn(a.publishedAt, timezone) : words(a.datedBy ?? 'without a date')}</span>${alsoAt(a)}</li>`,
  )}</ul>`
}

function alsoAt({ alsoAt }: ArticleLine): Html | '' {
  if (alsoAt.length === 0) return ''
  const places = alsoAt.slice(0, 10)
  return html`<span class="quiet">, also at ${places.map((p, n) => html`${n > 0 ? ', ' : ''}${outside(p.url, words(p.publisher ?? p.title, 80))}`)}</span>`
}

function followUpsView(followUps: readonly FollowUp[], timezone: string): Html | '' {
  if (followUps.length === 0) return ''
  return html`<h3>Follow-ups</h3>
<ul>${followUps.map(
    (f) =>
      html`<li>${outside(f.url, words(f.title))} <span class="quiet">${f.kind}${f.at ? html`, ${timeIn(f.at, timezone)}` : ''}</span>${f.text ? html`<br /><bdi>${words(f.text, 500)}</bdi>` : ''}</li>`,
  )}</ul>`
}
