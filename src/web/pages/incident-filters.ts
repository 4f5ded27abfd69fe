import { html } from 'hono/html'
import { impacts, incidentKinds, incidentStates, statuses } from '../../incident.ts'
import type { Html } from '../guard/refuse.ts'
import { addressWith, type Choice, choiceField, searchField } from './filters.ts'
import { type Question, questions, type Wanted } from './incident-query.ts'
import { counted, spoken } from './pieces.ts'

const path = '/incidents'

const openChoices: Choice[] = [
  { value: '', text: 'open and over' },
  { value: 'true', text: 'open now' },
  { value: 'false', text: 'over' },
]
const sortChoices: Choice[] = [
  { value: '', text: 'newest first' },
  { value: 'oldest', text: 'oldest first' },
  { value: 'changed', text: 'by last change' },
  { value: 'relevance', text: 'hits in titles first' },
]
/** Filters that seldom matter wait behind a line until one is set. */
const seldom = ['impact', 'status', 'kind', 'state', 'from', 'to'] as const

/** The search as a form; every filter ends up in the address. */
export function filterForm({ asked }: Wanted): Html {
  const isSet = seldom.some((name) => asked[name] !== '')
  return html`<form class="filters" method="get" action="${path}">
  ${searchField('Words in any text', asked.q)}
  ${lineField('service', 'Service', asked.service, 'id or name')}
  ${choiceField('open', 'Open', asked.open, openChoices)}
  ${choiceField('sort', 'Order', asked.sort === 'newest' ? '' : asked.sort, sortChoices)}
  <p class="field"><button class="strong">Search</button></p>
  <details class="more" ${isSet ? 'open' : ''}><summary>More filters</summary><div class="filters">
  ${choiceField('impact', 'Impact', asked.impact, wordChoices(impacts))}
  ${choiceField('status', 'Status', asked.status, wordChoices(statuses))}
  ${choiceField('kind', 'Kind', asked.kind, wordChoices(incidentKinds))}
  ${choiceField('state', 'On its page', asked.state, wordChoices(incidentStates))}
  ${dayField('from', 'From day', asked.from)}
  ${dayField('to', 'To day', asked.to)}
  </div></details>
</form>`
}

function lineField(name: Question, label: string, value: string, hint: string): Html {
  return html`<p class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value}" placeholder="${hint}" maxlength="200" autocapitalize="none" spellcheck="false" /></p>`
}

/** A moment cannot stand in a field for days. */
function dayField(name: Question, label: string, value: string): Html {
  const type = /^(?:\d{4}-\d{2}-\d{2})?$/.test(value) ? 'date' : 'text'
  return html`<p class="field"><label for="${name}">${label}</label><input type="${type}" id="${name}" name="${name}" value="${value}" /></p>`
}

function wordChoices(of: readonly string[]): Choice[] {
  return [{ value: '', text: 'any' }, ...of.map((value) => ({ value, text: spoken(value) }))]
}

export interface Count {
  count: number
  /** It is not the first page. */
  later: boolean
  more: boolean
}

/** `12 incidents with “dns” at GitHub, open now`. */
export function sentenceOf(wanted: Wanted, { count, later, more }: Count): string {
  const things = count === 0 ? `No ${thing(wanted)}` : counted(count, thing(wanted))
  const lead = later || more ? `${things} on this page` : things
  const rest = more ? '; there are more.' : later ? '; these are the last.' : '.'
  return `${lead}${conditions(wanted)}${rest}`
}

function thing({ kind }: Wanted): string {
  return kind === 'maintenance' ? 'maintenance window' : (kind ?? 'incident')
}

function conditions(wanted: Wanted): string {
  const { asked, service, status, impact, state, open } = wanted
  const said = [
    asked.q ? ` with “${asked.q}”` : '',
    service ? ` at ${service.name}` : '',
    asked.from ? ` from ${asked.from}` : '',
    asked.to ? ` to ${asked.to}` : '',
    open === null ? '' : open ? ', open now' : ', over',
    impact ? `, impact ${impact}` : '',
    status ? `, ${spoken(status)}` : '',
    state ? `, ${state}` : '',
  ]
  return said.join('')
}

/** What to try when nothing fits: the same search without one of its conditions. */
export function emptyView({ asked }: Wanted, later: boolean): Html {
  const set = questions.filter((name) => name !== 'sort' && asked[name] !== '')
  if (later) return html`<p class="empty">There is nothing after this.</p>`
  if (set.length === 0) {
    return html`<p class="empty">No incident is stored yet. See <a href="/feeds">how the feeds are read</a>.</p>`
  }
  const hint = asked.q
    ? html`<p>Every word must be found. Write part of a word as <kbd>datab*</kbd>, words that belong together as <kbd>"exact phrase"</kbd>.</p>`
    : ''
  return html`<div class="empty">${hint}<p>Try it without ${set.map(
    (name, n) =>
      html`${n > 0 ? ', ' : ''}<a href="${addressWith(path, asked, { [name]: null })}">${fieldNames[name]} ${spoken(asked[name])}</a>`,
  )}.</p></div>`
}

const fieldNames: Record<Question, string> = {
  q: 'the words',
  service: 'the service',
  status: 'status',
  impact: 'impact',
  kind: 'kind',
  state: 'state',
  open: 'open:',
  from: 'from',
  to: 'to',
  sort: 'order',
}
