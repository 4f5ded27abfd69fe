import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { incidentByKey, sourcesOf, type Timeline, timelineOf } from '#storage/desk.ts'
import type { StoredIncident } from '../../incident.ts'
import { safeUrl } from '../../outputs/clean.ts'
import { withoutSecrets } from '../api/feeds.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { timelinePicture } from '../pictures/timeline-picture.ts'
import { askedPage } from './filters.ts'
import { changesView } from './incident-changes.ts'
import { factsView, stateWords } from './incident-facts.ts'
import { type InSection, sectionOf, sectionView } from './incident-section.ts'
import { textView } from './incident-text.ts'
import { type UpdatesPage, updateAddress, updatesPage, updatesView } from './incident-updates.ts'
import { counted, guarded, impactChip, outside, spoken, statusChip, words } from './pieces.ts'
import { timeIn } from './times.ts'

type Sources = Awaited<ReturnType<typeof sourcesOf>>

interface Sheet {
  incident: StoredIncident
  timeline: Timeline
  updates: UpdatesPage
  section: InSection
  sources: Sources
}

const longestTitle = 300
const mostServices = 20
const mostSources = 30
const largestKey = 2_147_483_647

/** `/incidents/12`: all that is known of one outage, and where each piece of it comes from. */
export function incidentRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get('/incidents/:key{[0-9]+}', async (c) => {
    const key = Number(c.req.param('key'))
    const found = key <= largestKey ? await incidentByKey(desk.store.db, key) : undefined
    return found
      ? view(c, desk, found, await sectionOf(desk, found))
      : desk.missing(c, 'There is no such incident.')
  })
  return app
}

async function view(c: Context, desk: Desk, incident: StoredIncident, section: InSection) {
  const { db } = desk.store
  const timeline = await timelineOf(db, incident.key)
  const sheet = {
    incident,
    timeline,
    updates: updatesPage(timeline.updates, askedPage(c)),
    section,
    sources: await sourcesOf(db, incident.key),
  }
  const title = words(incident.title, 80) || 'Incident without a title'
  return desk.show(c, { title, section: 'incidents', main: mainOf(sheet, desk) })
}

function mainOf(sheet: Sheet, desk: Desk): Html {
  const { incident, timeline, updates, section, sources } = sheet
  const { timezone } = section.edition
  return html`<link rel="stylesheet" href="/assets/picture.css" /><link rel="stylesheet" href="/assets/incident.css" />
${headView(incident, desk)}
${stateWords(incident, timezone)}
<h2 id="timeline">Timeline</h2>
${timelinePicture({ incident, marks: marksOf(sheet), edition: section.edition, now: desk.now() })}
${factsView(incident, timezone)}
<h2 id="updates">Updates <span class="count">${timeline.updates.length}</span></h2>
${updatesView(updates, incident.key, timezone)}
${postmortemView(incident, timezone)}
${changesView(timeline, incident, timezone)}
${sectionView(section)}
${sourcesView(incident, sources, timezone)}`
}

function headView(i: StoredIncident, desk: Desk): Html {
  const href = safeUrl(i.url)
  const label =
    i.impactLabel && i.impactLabel !== i.impact
      ? html` <span class="quiet">the provider says “<bdi>${words(i.impactLabel, 80)}</bdi>”</span>`
      : ''
  return html`<p class="of">${serviceLinks(i, desk)}</p>
<h1><bdi>${words(i.title, longestTitle) || 'Without a title'}</bdi></h1>
<p class="chips">${statusChip(i.status)} ${impactChip(i.impact)}${label}${i.kind === 'incident' ? '' : html` <span class="chip">${i.kind}</span>`}${i.state === 'present' ? '' : html` <span class="chip">${spoken(i.state)}</span>`}</p>
<p class="toolbar">${href ? html`<a class="button" href="${href}" rel="noopener noreferrer">At the provider</a>` : html`<span class="quiet">The provider gives no link.</span>`} <a href="/api/v1/incidents/${i.key}">JSON</a></p>`
}

function serviceLinks({ serviceIds }: StoredIncident, desk: Desk): Html {
  if (serviceIds.length === 0) return html`<span class="quiet">Of no service in feeds.yaml</span>`
  const names = new Map(desk.config().services.map((s) => [s.id, s.name]))
  const shown = serviceIds.slice(0, mostServices)
  const more = serviceIds.length - shown.length
  return html`${shown.map((id, n) => html`${n > 0 ? ', ' : ''}<a href="/services/${encodeURIComponent(id)}"><bdi>${words(names.get(id) ?? id, 60)}</bdi></a>`)}${more > 0 ? ` and ${more} more` : ''}`
}

function marksOf({ timeline, updates }: Sheet) {
  return timeline.updates.slice(0, 200).map(({ status, at }, n) => ({
    ...{ number: n + 1, status, at },
    href: updateAddress(n + 1, updates),
  }))
}

function postmortemView({ postmortem }: StoredIncident, timezone: string): Html | '' {
  if (!postmortem) return ''
  const { url, text, at } = postmortem
  return html`<h2 id="postmortem">Postmortem</h2>
<p>${url ? outside(url, words(url, 120)) : ''} ${at ? html`<span class="quiet">${timeIn(at, timezone)}</span>` : ''}</p>
${text ? textView(text, 12_000) : ''}`
}

/** Which replies said so, when they came, and their hash. */
function sourcesView(i: StoredIncident, sources: Sources, timezone: string): Html {
  const shown = sources.slice(-mostSources)
  const left = sources.length - shown.length
  const kept =
    shown.length > 0
      ? html`<div class="scroll" role="region" tabindex="0" aria-label="Replies"><table class="sources"><thead><tr><th scope="col">Fetched</th><th scope="col">Address</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${shown.map(({ url, hash, fetchedAt }) => html`<tr><td>${timeIn(fetchedAt, timezone)}</td><td>${outside(withoutSecrets(url), guarded(url, 120))}</td><td><code title="${hash}">${hash.slice(0, 16)}…</code></td></tr>`)}</tbody></table></div>`
      : html`<p>The replies themselves are no longer kept.</p>`
  return html`<h2 id="sources">Where this comes from</h2>
<p>Read from the feed <a href="/feeds?q=${encodeURIComponent(i.feed)}"><bdi>${guarded(i.feed, 120)}</bdi></a>, where its id is <code><bdi>${words(i.id, 120)}</bdi></code>. Last changed by the reply of ${timeIn(i.fetchedAt, timezone)}, SHA-256 <code title="${i.replyHash}">${i.replyHash.slice(0, 16)}…</code></p>
${left > 0 ? html`<p class="quiet">${counted(left, 'older reply', 'older replies')} not shown.</p>` : ''}
${kept}`
}
