import { html } from 'hono/html'
import type { Earlier, Timeline } from '#storage/timeline.ts'
import type { StoredIncident } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { changedText } from './incident-text.ts'
import { words } from './pieces.ts'
import { timeIn, timeWords } from './times.ts'

const names: Record<string, string> = {
  kind: 'Kind',
  status: 'Status',
  impact: 'Impact',
  impactLabel: 'Provider’s label',
  startedAt: 'Begun',
  resolvedAt: 'Resolved',
  postedAt: 'Posted',
  services: 'Products',
  components: 'Components',
  regions: 'Regions',
}
const mostRows = 60
const longestTitle = 500

interface Change {
  at: string
  name: string
  before: string
  after: string
}

/** Titles, postmortems and fields that were different once, oldest first. */
export function changesView(timeline: Timeline, i: StoredIncident, timezone: string): Html | '' {
  const { titles, postmortems, fields } = timeline
  const changes = fieldChanges(fields, i, timezone)
  if (titles.length + postmortems.length + changes.length === 0) return ''
  const shown = changes.slice(-mostRows)
  return html`<h2 id="changes">What changed</h2>
${textChanges('Title', titles, i.title, timezone, longestTitle)}
${textChanges('Postmortem', postmortems, i.postmortem?.text ?? i.postmortem?.url ?? '', timezone)}
${
  shown.length > 0
    ? html`<div class="scroll" role="region" tabindex="0" aria-label="Fields that changed"><table class="changes"><thead><tr><th scope="col">Seen</th><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${shown.map(({ at, name, before, after }) => html`<tr><td>${timeIn(at, timezone)}</td><td>${name}</td><td><bdi>${before}</bdi></td><td><bdi>${after}</bdi></td></tr>`)}</tbody></table></div>`
    : ''
}
${changes.length > shown.length ? html`<p class="quiet">${changes.length - shown.length} earlier changes are in the JSON.</p>` : ''}`
}

function textChanges(
  name: string,
  earlier: readonly Earlier[],
  now: string,
  timezone: string,
  most?: number,
): Html[] {
  const shown = earlier.slice(-10)
  return shown.map(({ value, replacedAt }, n) => {
    const after = shown[n + 1]?.value ?? now
    return html`<p class="quiet">${name}, seen changed ${timeIn(replacedAt, timezone)}:</p>${changedText(value, after, most)}`
  })
}

function fieldChanges(fields: readonly Earlier[], i: StoredIncident, timezone: string): Change[] {
  const states = fields.map(({ value }) => fieldsIn(value))
  return fields.flatMap(({ replacedAt }, n) => {
    const before = states[n]!
    const after = states[n + 1] ?? (i as unknown as Record<string, unknown>)
    return Object.keys(names)
      .map((key) => ({
        at: replacedAt,
        name: names[key]!,
        before: valueWords(before[key], timezone),
        after: valueWords(after[key], timezone),
      }))
      .filter((c) => c.before !== c.after)
  })
}

function fieldsIn(json: string): Record<string, unknown> {
  const read: unknown = JSON.parse(json)
  return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
}

function valueWords(value: unknown, timezone: string): string {
  if (value === null || value === undefined) return 'none'
  if (Array.isArray(value)) return words(value.join(', '), 300) || 'none'
  const text = String(value)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)))
    return timeWords(text, timezone)
  return words(text.replaceAll('_', ' '), 300)
}
