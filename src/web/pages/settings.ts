import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { defaultSettings, settingsFrom } from '../../digest/settings.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { counted, guarded, listStyle, wideTable, words } from './pieces.ts'

/** A setting as it is shown; `isSet` when feeds.yaml says so itself, null when that is not known. */
interface Shown {
  key: string
  value: unknown
  isSet: boolean | null
}

const known: Record<string, string> = {
  polling: 'How often feeds are polled, in seconds',
  fetch: 'How the network is asked; times in seconds, sizes in bytes',
  archive: 'How long the replies of servers are kept',
}

/** `/settings`: what is in force, to be read only; addresses of targets and secrets are never shown. */
export function settingsRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get('/settings', (c) =>
    desk.show(c, { title: 'Settings', section: 'settings', main: view(c, desk) }),
  )
  return app
}

function view(c: Context, desk: Desk): Html {
  const config = desk.config()
  const { notify, ...sections } = config.sections
  return html`${listStyle}<h1>Settings</h1>
<p>What is in force now. It is changed in the file below (see docs/feeds.md) and taken up without a restart; secrets and addresses come from the environment (docs/sign-in.md).</p>
${programView(c, desk)}
${sectionView('digest', 'When an edition closes, and how editions are counted', shown({ ...config.digest }))}
${sectionView('drafting', 'How the section is drafted: thresholds, and points for the ranking', draftingOf(config.drafting))}
${Object.entries(sections).map(([name, values]) => sectionView(name, known[name] ?? '', shown(values)))}
${notifyView(notify)}`
}

function programView(c: Context, desk: Desk): Html {
  const { file, services, feeds } = desk.config()
  const facts: [string, string | Html][] = [
    ['File', html`<code>${words(file)}</code>`],
    [
      'Watched',
      html`<a href="/services">${counted(services.length, 'service')}</a>, <a href="/feeds">${counted(feeds.length, 'feed')}</a>`,
    ],
    ['Database', html`<code>${guarded(desk.store.name)}</code>`],
    ['Version', words(desk.version)],
    ['Address', desk.address ? guarded(desk.address) : 'that of each request'],
    ['Polling', desk.polls ? 'a daemon polls by itself' : 'nothing is polled here'],
    ['You', whoWords(c, desk)],
  ]
  return html`<h2>This desk</h2><dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function whoWords(c: Context, desk: Desk): string {
  const viewer = desk.viewer(c)
  if (!viewer) return 'nobody signed in'
  const may = viewer.role === 'editor' ? 'may read and edit' : 'may read, not edit'
  const how = {
    local: 'anyone on this machine, without signing in',
    session: 'signed in with the password of that role',
    token: 'a program with a token',
  }[viewer.how]
  return `${viewer.role} (${how}); ${may}`
}

function draftingOf(set: Desk['config'] extends () => { drafting: infer D } ? D : never): Shown[] {
  const all = settingsFrom(set) as unknown as Record<string, unknown>
  return Object.keys(defaultSettings).map((key) => ({
    key,
    value: all[key],
    isSet: (set as Record<string, unknown>)[key] !== undefined,
  }))
}

function shown(values: unknown): Shown[] {
  if (values === null || typeof values !== 'object') return []
  return Object.entries(values).map(([key, value]) => ({ key, value, isSet: null }))
}

function sectionView(name: string, about: string, rows: readonly Shown[]): Html | '' {
  if (rows.length === 0) return ''
  return html`<h2><code>${words(name)}</code></h2><p class="quiet">${about}</p>
<dl class="facts">${rows.map(
    ({ key, value, isSet }) =>
      html`<dt>${words(key)}</dt><dd>${isSecret(key) ? html`<span class="quiet">hidden</span>` : valueWords(value)}${isSet ? html` <span class="chip">set</span>` : ''}</dd>`,
  )}</dl>`
}

function isSecret(key: string): boolean {
  return /secret|token|password|^(?:api)?key$|^webhook$|^slack$|^url/i.test(key)
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'not set'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join('; ')
  if (typeof value !== 'object') return guarded(String(value))
  return Object.entries(value)
    .map(([key, one]) => `${words(key)} ${isSecret(key) ? 'hidden' : valueWords(one)}`)
    .join(', ')
}

interface Target {
  name?: string
  on?: readonly string[]
  impact?: string
  services?: readonly string[]
}

/** Who is told of what: whoever knew the address of a target could write to it. */
function notifyView(notify: unknown): Html {
  const targets = Array.isArray(notify) ? (notify as Target[]) : []
  const rows = targets.map(
    (
      t,
    ) => html`<tr><td>${t.name ? words(t.name) : html`<span class="quiet">without a name</span>`}</td><td>${'slack' in t ? 'Slack' : 'webhook'}</td>
<td>${(t.on ?? []).map((topic) => words(topic)).join(', ')}</td><td>${words(t.impact ?? '')}</td><td>${t.services ? words(t.services.join(', ')) : 'all'}</td></tr>`,
  )
  const head = ['Name', 'Kind', 'Told of', 'From impact', 'Services']
  return html`<h2><code>notify</code></h2><p class="quiet">Who is told. Addresses are not shown.</p>
${rows.length > 0 ? wideTable('Who is told', head, rows) : html`<p>Nobody.</p>`}`
}
