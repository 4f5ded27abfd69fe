import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { listFeeds } from '#storage/feeds.ts'
import { withoutSecrets } from '../api/feeds.ts'
import { localPath } from '../guard/local-path.ts'
import type { Html } from '../guard/refuse.ts'
import type { Desk } from '../parts.ts'
import { type FeedLine, feedLines, isPart, type Part, parts, worstFirst } from './feed-lines.ts'
import { handPolls } from './feed-polls.ts'
import { feedView, polledNotice, pollForm } from './feed-view.ts'
import {
  addressWith,
  asked,
  askedOf,
  askedPage,
  pageOf,
  pager,
  partLinks,
  searchField,
} from './filters.ts'
import { counted, listStyle } from './pieces.ts'

const size = 50
const path = '/feeds'

type Polls = ReturnType<typeof handPolls>

/** `/feeds`: how well every feed can be read, what a maintainer should do, and a poll by hand. */
export function feedsRoutes(desk: Desk): Hono {
  const app = new Hono()
  const polls = handPolls(desk)
  app.get(path, (c) => view(c, desk, polls))
  app.post(`${path}/poll`, (c) => poll(c, desk, polls))
  return app
}

async function view(c: Context, desk: Desk, polls: Polls): Promise<Response> {
  const part = askedOf(c, 'show', parts) ?? 'all'
  const query = { q: asked(c, 'q'), show: part === 'all' ? '' : part }
  const lines = await linesOf(desk)
  const found = lines.filter((line) => speaksOf(line, query.q))
  const shown = found.filter((line) => isPart(line, part)).sort(worstFirst)
  const page = pageOf(shown, askedPage(c), size)
  const here = addressWith(path, { ...query, page: page.page > 1 ? String(page.page) : '' })
  const canPoll = desk.polls && desk.mayEdit(c)
  const sheet = { timezone: desk.config().digest.timezone, now: desk.now(), canPoll }
  const main = html`${listStyle}<h1>Feeds</h1>
${noticeOf(c, desk, polls)}
<p>${summary(lines)}</p>
<form class="filters" method="get" action="${path}">
  ${searchField('Id, address or service', query.q)}
  ${query.show ? html`<input type="hidden" name="show" value="${query.show}" />` : ''}
  <p class="field"><button>Search</button>${query.q ? html` <a href="${addressWith(path, query, { q: null })}">Clear</a>` : ''}</p>
</form>
${partLinks('Which feeds', partsOf(found), part, (value) => addressWith(path, query, { show: value === 'all' ? null : value }))}
${shown.length === 0 ? html`<p class="empty">${emptyWords(query.q)} <a href="${path}">Show all feeds.</a></p>` : ''}
${canPoll ? pollForm(desk.csrfField(c), here) : ''}
<ul class="rows">${page.rows.map((line) => feedView(line, sheet))}</ul>
${pager(page, path, query)}
<p class="quiet">For feed readers: <a href="/feeds/all.opml">all of them as OPML</a>, <a href="/feeds/incidents.atom">what they tell as Atom</a>.</p>`
  return desk.show(c, { title: 'Feeds', section: 'feeds', main })
}

async function linesOf(desk: Desk): Promise<FeedLine[]> {
  const [health, rows] = await Promise.all([desk.health(), listFeeds(desk.store.db)])
  return feedLines(desk.config(), health, rows)
}

function speaksOf({ feed, names }: FeedLine, q: string): boolean {
  if (q === '') return true
  const wanted = q.toLowerCase()
  const all = [feed.id, withoutSecrets(feed.url), feed.source, ...feed.services, ...names]
  return all.some((text) => text.toLowerCase().includes(wanted))
}

const partNames: Record<Part, string> = {
  all: 'All',
  act: 'Needs doing',
  failing: 'Failing',
  look: 'Worth a look',
  unread: 'Never read',
  ok: 'Read',
  disabled: 'Disabled',
}

function partsOf(lines: readonly FeedLine[]) {
  return parts.map((value) => {
    const count = lines.filter((line) => isPart(line, value)).length
    return { value, text: partNames[value], count }
  })
}

function summary(lines: readonly FeedLine[]): string {
  const of = (part: Part) => lines.filter((line) => isPart(line, part)).length
  const polled = lines.length - of('disabled')
  const bad = of('failing')
  const now = bad === 0 ? 'none is failing' : `${counted(bad, 'is', 'are')} failing`
  const todo = of('act')
  const doing = todo > 0 ? ` ${counted(todo, 'needs', 'need')} an edit of feeds.yaml.` : ''
  return `${counted(polled, 'feed is', 'feeds are')} polled; ${now}.${doing}`
}

function emptyWords(q: string): string {
  return q ? `No feed here has “${q}” in its id, address or services.` : 'There is none here.'
}

/** What came of the poll that was asked for. */
function noticeOf(c: Context, desk: Desk, polls: Polls): Html | '' {
  const id = asked(c, 'polled')
  if (!desk.config().feeds.some((f) => f.id === id)) return ''
  const refused = askedOf(c, 'not', ['busy', 'soon'])
  return polledNotice(id, refused, polls.lastOf(id), desk.config().digest.timezone)
}

async function poll(c: Context, desk: Desk, polls: Polls): Promise<Response> {
  if (!desk.mayEdit(c)) return c.text('Only an editor may poll a feed.', 403)
  const { feed, back }: Record<string, unknown> = await c.req.parseBody().catch(() => ({}))
  const id = typeof feed === 'string' ? feed : ''
  const done = await polls.poll(id)
  if (done === 'unknown') return desk.missing(c, 'There is no such feed that is polled here.')
  const to = new URL(localPath(back), 'http://here.invalid')
  if (to.pathname !== path) to.search = ''
  to.searchParams.set('polled', id)
  if (done !== 'done') to.searchParams.set('not', done)
  return c.redirect(`${path}${to.search}#polled`, 303)
}
