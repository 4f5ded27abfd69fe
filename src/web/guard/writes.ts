import type { Context } from 'hono'
import { hostOf } from './arrival.ts'
import { sentBySamePage } from './hosts.ts'
import { refusals } from './refusals.ts'
import { isApi, type Refusal } from './refuse.ts'
import { sameText } from './session.ts'
import type { Viewer } from './viewers.ts'

/** Open to those who have not signed in, and to readers. */
const doors = ['/sign-in', '/sign-out']

/**
 * Why a request may not change anything, or null. Nobody but editors changes anything, whether or not
 * the route asks for one. A browser adds cookies to what other sites send, so a session must show that
 * a page of ours sent the form; a token nobody adds unasked.
 */
export async function writeRefusal(
  c: Context,
  { viewer, csrf, secure }: { viewer: Viewer | null; csrf: string; secure: boolean },
): Promise<Refusal | null> {
  if (/^(?:GET|HEAD|OPTIONS)$/.test(c.req.method)) return null
  const door = doors.includes(c.req.path)
  if (!viewer && !door) return refusals.signInFirst
  if (viewer?.how !== 'token' && !(viewer?.how === 'local' && isScript(c))) {
    if (!sentBySamePage(sender(c, secure))) return refusals.otherSite
  }
  if (viewer?.role === 'reader' && !door) return refusals.readOnly
  // Who signs in again in a second tab has no use for the token of the first.
  const needsToken = viewer?.how === 'session' && c.req.path !== '/sign-in'
  if (needsToken && !sameText(await givenToken(c), csrf)) return refusals.staleForm
  return null
}

function sender(c: Context, secure: boolean) {
  const [site, origin] = [c.req.header('sec-fetch-site'), c.req.header('origin')]
  return { site, origin, host: hostOf(c), secure }
}

/** A program on this machine. A browser would name the origin, and ask first, before it sends JSON elsewhere. */
function isScript(c: Context): boolean {
  const type = c.req.header('content-type') ?? ''
  const unnamed = [c.req.header('origin'), c.req.header('sec-fetch-site')].every(
    (h) => h === undefined,
  )
  return isApi(c) && unnamed && /^application\/json\s*(?:;|$)/i.test(type)
}

async function givenToken(c: Context): Promise<string> {
  const header = c.req.header('x-csrf-token')
  if (header !== undefined) return header
  const type = c.req.header('content-type') ?? ''
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return ''
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
  return typeof form.csrf === 'string' ? form.csrf : ''
}
