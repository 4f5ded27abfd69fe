import { html } from 'hono/html'
import type { Digest } from '../../digest/digest.ts'
import type { Edition } from '../../digest/edition.ts'
import type { Html } from '../guard/refuse.ts'
import type { DeskConfig } from '../parts.ts'
import type { Standing } from './week-actions.ts'
import type { Told } from './week-decision-words.ts'

/** A sentence above the page: what was done, or why it was not. */
export interface Notice {
  status: 200 | 409 | 422
  text: string
  /** What the editor had typed, when it was not kept. */
  wanted: string | null
  /** The kind of decision that was taken, or `frozen`, `corrected`, `undone`. */
  done?: string
}

export interface WeekSheet {
  edition: Edition
  digest: Digest
  stands: readonly Standing[]
  seen: number
  frozen: boolean
  notice: Notice | null
  query: Record<string, string>
  config: DeskConfig
  now: string
  mayEdit: boolean
  csrfField: Html
}

export function toldOf({ digest, stands, config }: WeekSheet): Told {
  return { digest, stands, services: config.services }
}

/** The hidden fields of every form of the page, and where it comes back to. */
export function hiddenFields({ seen, csrfField, edition, query }: WeekSheet): Html {
  return html`${csrfField}<input type="hidden" name="seen" value="${seen}" /><input type="hidden" name="back" value="${addressOf(edition, query)}" />`
}

/** The address of the page with what is looked at, one thing changed; null takes it out. */
export function addressOf(
  { week }: Edition,
  query: Record<string, string>,
  changed: Record<string, string | null> = {},
): string {
  const kept = new URLSearchParams()
  for (const name of ['format', 'find', 'left', 'edit']) {
    const value = name in changed ? changed[name] : query[name]
    if (value) kept.set(name, value)
  }
  return `/week/${week}${kept.size > 0 ? `?${kept}` : ''}`
}
