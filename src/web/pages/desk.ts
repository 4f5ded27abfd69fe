import type { Context } from 'hono'
import { html } from 'hono/html'
import { createDrafts } from '../drafts.ts'
import type { Guard } from '../guard/guard.ts'
import type { Desk, DeskParts, Sheet } from '../parts.ts'
import { frame, missingSheet } from './frame.ts'

/** What every page is given: the parts of the program, the frame, and who looks. */
export function deskOf(parts: DeskParts, guard: Pick<Guard, 'viewer' | 'csrfToken'>): Desk {
  async function show(c: Context, { status = 200, ...sheet }: Sheet): Promise<Response> {
    const main = await sheet.main
    const [viewer, csrf] = [guard.viewer(c), guard.csrfToken(c)]
    c.header('cache-control', 'no-cache')
    return c.html(frame({ ...sheet, main, viewer, csrf }), status)
  }
  return {
    ...parts,
    digest: createDrafts(parts.store, parts.config),
    show,
    missing: (c, what) => show(c, missingSheet(what)),
    csrfField: (c) => html`<input type="hidden" name="csrf" value="${guard.csrfToken(c)}" />`,
    viewer: guard.viewer,
    mayEdit: (c) => guard.viewer(c)?.role === 'editor',
  }
}
