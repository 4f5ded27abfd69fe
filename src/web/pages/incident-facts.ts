import { html } from 'hono/html'
import { durationsOf, durationWords, isClosed } from '../../digest/duration.ts'
import type { StoredIncident } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { counted, words } from './pieces.ts'
import { timeIn } from './times.ts'

type Fact = readonly [string, Html | string]

/** Times of both clocks, both durations with what they rest on, and what was affected. */
export function factsView(i: StoredIncident, timezone: string): Html {
  const facts = [...timeFacts(i, timezone), ...durationFacts(i), ...namesOf(i)]
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function timeFacts(i: StoredIncident, timezone: string): Fact[] {
  const at = (time: string | null) => timeIn(time, timezone)
  const { stated } = i
  return [
    ['Begun, as given', at(i.startedAt)],
    ['First posted', at(i.postedAt)],
    ['Resolved', at(i.resolvedAt)],
    ...(stated
      ? [
          [
            'Stated impact',
            html`${at(stated.from)} to ${stated.to ? at(stated.to) : 'not said'} <span class="quiet">by <bdi>${words(stated.basis)}</bdi></span>`,
          ] as const,
        ]
      : []),
    ['Changed by the provider', at(i.updatedAt)],
    ['First seen here', at(i.firstSeenAt)],
    ['Last seen here', at(i.lastSeenAt)],
  ]
}

/** Posted and stated are never mixed: each says what it rests on. */
function durationFacts(i: StoredIncident): Fact[] {
  const texts = i.updates.map((u) => u.text).toReversed()
  const { posted, stated, statedBasis, quote } = durationsOf(i, texts)
  const facts: Fact[] = []
  if (posted !== null)
    facts.push([
      'Lasted as posted',
      html`${durationWords(posted)} <span class="quiet">first post to close</span>`,
    ])
  if (stated !== null)
    facts.push([
      'Lasted as stated',
      html`${durationWords(stated)} <span class="quiet">${statedBasis === 'text' ? 'in its text' : html`by <bdi>${words(statedBasis ?? '')}</bdi>`}</span>${quote ? html`<br /><q dir="auto">${words(quote, 300)}</q>` : ''}`,
    ])
  if (facts.length === 0) {
    const said = isClosed(i) ? 'neither posted nor stated' : 'not over, as far as is known'
    facts.push(['Lasted', html`<span class="quiet">${said}</span>`])
  }
  return facts
}

function namesOf({ services, components, regions }: StoredIncident): Fact[] {
  const lists = [
    ['Products', services],
    ['Components', components],
    ['Regions', regions],
  ] as const
  return lists.filter(([, list]) => list.length > 0).map(([name, list]) => [name, listed(list)])
}

function listed(names: readonly string[]): Html {
  const shown = names.slice(0, 20).map((name) => words(name, 80))
  const more = names.length - shown.length
  return html`<bdi>${shown.join(', ')}</bdi>${more > 0 ? ` and ${more} more` : ''}`
}

/** What became of it on the provider's page, in sentences. */
export function stateWords(i: StoredIncident, timezone: string): Html {
  const said: (Html | string)[] = []
  if (i.state === 'vanished')
    said.push(
      html`It is no longer on the provider’s page; it was last there ${timeIn(i.lastSeenAt, timezone)}.`,
    )
  if (i.state === 'retracted') said.push('The provider took it back.')
  if (i.reopened > 0)
    said.push(`It was opened again ${times(i.reopened)} after it had been closed.`)
  if (i.edits > 0)
    said.push(`The provider changed or withdrew a text ${times(i.edits)} after posting it.`)
  if (i.backfilled) said.push('It was over when its feed was first read here.')
  if (i.formerIds.length > 0)
    said.push(`It was published before under ${counted(i.formerIds.length, 'other id')}.`)
  if (said.length === 0) return html``
  return html`<p class="state">${said.map((s) => html`${s} `)}</p>`
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`
}
