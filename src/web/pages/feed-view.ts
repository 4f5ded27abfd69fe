import { html } from 'hono/html'
import { withoutSecrets } from '../api/feeds.ts'
import type { Html } from '../guard/refuse.ts'
import type { PollOutcome } from '../parts.ts'
import type { FeedLine } from './feed-lines.ts'
import type { HandPoll } from './feed-polls.ts'
import { counted, guarded, outside, words } from './pieces.ts'
import { timeIn } from './times.ts'

export interface FeedSheet {
  timezone: string
  now: string
  canPoll: boolean
}

const shownServices = 4

/** One feed of the list: what it is, how it is, what to do. */
export function feedView(line: FeedLine, sheet: FeedSheet): Html {
  const { feed } = line
  return html`<li class="row"><div class="row-head"><h2>${words(feed.id, 120)}</h2> ${stateChip(line)}
${sheet.canPoll && feed.disabled === null ? html`<button form="poll" name="feed" value="${feed.id}" aria-label="Poll now: ${words(feed.id, 120)}">Poll now</button>` : ''}</div>
<p class="quiet">${outside(withoutSecrets(feed.url), guarded(feed.url, 90))} · ${servicesView(line)}line ${feed.line} of feeds.yaml${timesView(line, sheet)}</p>
${findingsView(line)}</li>`
}

function stateChip(line: FeedLine): Html {
  if (line.feed.disabled !== null) return html`<span class="chip">disabled</span>`
  if (line.error !== null) return html`<span class="chip chip-bad">failing</span>`
  if (line.lastReadAt === null) return html`<span class="chip">never read</span>`
  return html`<span class="chip chip-good">read</span>`
}

function findingsView({ feed, error, findings }: FeedLine): Html | '' {
  if (feed.disabled !== null) return html`<p>Not polled: <bdi>${guarded(feed.disabled)}</bdi></p>`
  const told = findings.some((f) => error !== null && f.what.startsWith(error))
  return html`${error !== null && !told ? html`<p class="bad"><bdi>${guarded(error)}</bdi></p>` : ''}${findings.map(
    ({ needs, what, remedy }) =>
      html`<p class="finding finding-${needs}"><strong>${needs === 'act' ? 'To do' : 'Look'}:</strong> <bdi>${guarded(what)}</bdi> → <bdi>${guarded(remedy)}</bdi></p>`,
  )}`
}

function servicesView({ feed, names }: FeedLine): Html | string {
  if (feed.kind === 'news') return 'news · '
  const shown = feed.services.slice(0, shownServices)
  const more = feed.services.length - shown.length
  return html`${shown.map((id, n) => html`${n > 0 ? ', ' : ''}<a href="/services/${id}"><bdi>${words(names[n]!, 60)}</bdi></a>`)}${more > 0 ? ` and ${more} more` : ''} · `
}

function timesView({ feed, lastReadAt, nextCheckAt }: FeedLine, sheet: FeedSheet): Html | '' {
  if (feed.disabled !== null) return ''
  const read = lastReadAt ? html` · last read ${timeIn(lastReadAt, sheet.timezone)}` : ''
  if (nextCheckAt === null) return read
  const due = nextCheckAt <= sheet.now
  return html`${read} · next check ${due ? 'due now' : timeIn(nextCheckAt, sheet.timezone)}`
}

/** The form that the buttons of all rows belong to. */
export function pollForm(csrfField: Html, back: string): Html {
  return html`<form id="poll" method="post" action="/feeds/poll">${csrfField}<input type="hidden" name="back" value="${back}" /></form>`
}

const refusals = {
  busy: 'is being polled at this moment; one poll at a time.',
  soon: 'was polled less than ten seconds ago; wait a moment.',
} as const

/** The line above the list that says what came of a poll by hand. */
export function polledNotice(
  id: string,
  refused: keyof typeof refusals | null,
  last: HandPoll | null,
  timezone: string,
): Html | '' {
  const bad = refused !== null || last?.outcome?.outcome === 'failed'
  const said = refused
    ? html`${refusals[refused]}`
    : last?.outcome
      ? html`${outcomeWords(last.outcome)} (${timeIn(last.at, timezone)})`
      : null
  if (said === null) return ''
  return html`<p class="notice ${bad ? 'notice-bad' : ''}" id="polled" role="status" tabindex="-1"><strong>${words(id, 120)}</strong> ${said}</p>`
}

function outcomeWords({ outcome, changed, error }: PollOutcome): string {
  if (outcome === 'failed') return `could not be read: ${guarded(error ?? 'it does not say why')}`
  if (changed > 0) return `was polled: ${counted(changed, 'change was', 'changes were')} stored.`
  return outcome === 'unchanged'
    ? 'was polled: the page has not changed.'
    : 'was polled: nothing on it is new.'
}
