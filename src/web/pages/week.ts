import { type Context, Hono } from 'hono'
import { EditedMeanwhile, editsOf, frozenVersion } from '#storage/editing.ts'
import { newestEdition } from '#storage/editions.ts'
import type { Digest } from '../../digest/digest.ts'
import { type Author, decide, EditError, freeze, standing, undo } from '../../digest/editing.ts'
import { type Edition, editionAt } from '../../digest/edition.ts'
import { clean } from '../../outputs/clean.ts'
import { editionNamed, workplaceOf } from '../editions-of.ts'
import { localPath } from '../guard/local-path.ts'
import type { Desk } from '../parts.ts'
import { actionOf, type Form, one, type Standing } from './week-actions.ts'
import { doneNotice } from './week-notice.ts'
import type { Notice } from './week-sheet.ts'
import { weekView } from './week-view.ts'

interface Opened {
  edition: Edition
  digest: Digest
  stands: Standing[]
  /** How often it was edited: what the editor of this page has seen. */
  seen: number
  frozen: boolean
}

/** `/` and `/week/2017-W36`: the draft as it would be printed, with everything an editor may change. */
export function weekRoutes(desk: Desk): Hono {
  const app = new Hono()
  app.get('/', async (c) => view(c, desk, await open(desk, await currentEdition(desk))))
  app.get('/week/:week{\\d{4}-W\\d{2}}', async (c) => {
    const edition = editionNamed(c.req.param('week'), desk)
    if (!edition) return desk.missing(c, 'There is no such week.')
    return view(c, desk, await open(desk, edition))
  })
  app.post('/week/:week{\\d{4}-W\\d{2}}', async (c) => {
    const edition = editionNamed(c.req.param('week'), desk)
    if (!edition) return desk.missing(c, 'There is no such week.')
    return change(c, desk, edition)
  })
  return app
}

/**
 * What waits for the editor: the newest section drawn up until it is frozen; after that, or before
 * there is any, the week that is running.
 */
export async function currentEdition(desk: Desk): Promise<Edition> {
  const settings = desk.config().digest
  const drawn = await newestEdition(desk.store.db)
  const waiting = drawn && drawn.frozen_at === null ? editionNamed(drawn.week, desk) : null
  return waiting ?? editionAt(desk.now(), settings)
}

async function open(desk: Desk, edition: Edition): Promise<Opened> {
  const { store } = desk
  const work = workplaceOf(desk)
  const week = edition.week!
  // The mark is taken first: what is decided while the page is made counts as not seen.
  const seen = await editsOf(store.db, week)
  return {
    edition,
    seen,
    digest: await desk.digest(edition),
    stands: await standing(work, edition),
    frozen: (await frozenVersion(store.db, week)) !== undefined,
  }
}

function view(
  c: Context,
  desk: Desk,
  opened: Opened,
  notice: Notice | null = null,
  query = c.req.query(),
) {
  const main = weekView({
    ...opened,
    notice: notice ?? doneNotice(c.req.query('done') ?? ''),
    query,
    config: desk.config(),
    now: desk.now(),
    mayEdit: desk.mayEdit(c),
    csrfField: desk.csrfField(c),
  })
  const week = opened.edition.week
  const scripts = ['week.js']
  const status = notice?.status ?? 200
  return desk.show(c, { title: `Week ${week}`, section: 'week', main, scripts, status, wide: true })
}

async function change(c: Context, desk: Desk, edition: Edition): Promise<Response> {
  const form = (await c.req.parseBody({ all: true }).catch(() => ({}))) as Form
  const to = new URL(localPath(one(form, 'back') || `/week/${edition.week}`), 'http://here.invalid')
  const before = await open(desk, edition)
  try {
    const done = await carryOut(form, c, desk, before)
    to.searchParams.set('done', done)
    // What is typed in another form of the entry is not to be lost.
    if (!one(form, 'stay')) to.searchParams.delete('edit')
    return c.redirect(`${to.pathname}${to.search}${to.hash}`, 303)
  } catch (error) {
    const notice = noticeOf(error, form)
    if (!notice) throw error
    return view(c, desk, await open(desk, edition), notice, Object.fromEntries(to.searchParams))
  }
}

async function carryOut(form: Form, c: Context, desk: Desk, at: Opened): Promise<string> {
  const work = workplaceOf(desk)
  const author = authorOf(form, c, desk)
  const action = actionOf(form, at.digest, at.stands)
  if (action.kind === 'freeze') {
    await freeze(work, at.edition, author)
    return 'frozen'
  }
  if (action.kind === 'undo') {
    const standing = at.stands.filter((s) => action.ids.includes(s.id))
    if (standing.length === 0 && !at.frozen) throw new EditError('That was taken back already.')
    for (const { id } of standing) await undo(work, at.edition, author.now, id)
    return 'undone'
  }
  await decide(work, at.edition, action.decision, author)
  return at.frozen ? 'corrected' : action.decision.do
}

function authorOf(form: Form, c: Context, desk: Desk): Author {
  const seen = one(form, 'seen')
  return {
    editor: clean(one(form, 'editor')).trim().slice(0, 60) || desk.viewer(c)?.name || 'editor',
    reason: clean(one(form, 'reason')).trim().slice(0, 500),
    now: desk.now(),
    ...(/^\d{1,15}$/.test(seen) ? { seen: Number(seen) } : {}),
  }
}

/** Null for what is no fault of the form. */
function noticeOf(error: unknown, form: Form): Notice | null {
  if (error instanceof EditedMeanwhile) {
    const text =
      'Somebody else edited this section after you opened it, so your change was not made. This is the section as it is now: look again, then decide.'
    return { status: 409, text, wanted: wantedOf(form) }
  }
  if (error instanceof EditError) return { status: 422, text: error.message, wanted: null }
  if (error instanceof Error && error.name === 'ZodError') {
    const text = 'What was entered is too long, or names nothing this section can have.'
    return { status: 422, text, wanted: wantedOf(form) }
  }
  return null
}

/** What the editor had entered, so that no sentence is typed twice. */
function wantedOf(form: Form): string | null {
  const typed = [one(form, 'label'), one(form, 'gloss'), one(form, 'text'), one(form, 'reason')]
  return typed.filter((t) => t.trim() !== '').join('\n') || null
}
