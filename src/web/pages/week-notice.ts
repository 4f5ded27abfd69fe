import { html } from 'hono/html'
import type { Html } from '../guard/refuse.ts'
import { decisionWords } from './week-decision-words.ts'
import { undoForm } from './week-forms.ts'
import { type Notice, toldOf, type WeekSheet } from './week-sheet.ts'

const doneWords: Record<string, string> = {
  frozen: 'The section is frozen. A later change makes a corrected version.',
  corrected: 'Corrected: a new version was made.',
  undone: 'Taken back.',
  exclude: 'Left out.',
  include: 'Put in.',
  drop: 'Taken out.',
  order: 'Moved.',
  pin: 'Pinned.',
  rename: 'Renamed.',
  remark: 'Remark kept.',
  merge: 'Merged.',
  split: 'Split.',
}

/** What the address says was done just now; null when it says nothing known. */
export function doneNotice(done: string): Notice | null {
  if (!Object.hasOwn(doneWords, done)) return null
  return { status: 200, text: doneWords[done]!, wanted: null, done }
}

/** A sentence on what was done, with a way back; or why it was not, with what had been typed. */
export function noticeView(sheet: WeekSheet): Html | '' {
  const { notice } = sheet
  if (!notice) return ''
  if (notice.status === 200) return doneView(notice, sheet)
  return html`<div class="notice notice-bad" id="notice" role="alert" tabindex="-1">
    <p>${notice.text}</p>
    ${notice.wanted ? html`<p>You had entered:</p><pre>${notice.wanted}</pre>` : ''}
  </div>`
}

function doneView({ text, done }: Notice, sheet: WeekSheet): Html {
  const last = sheet.stands.at(-1)
  const known = last?.decision.do === done && !sheet.frozen ? last : undefined
  const words = known ? `${decisionWords(known, toldOf(sheet))}.` : text
  return html`<div class="notice notice-done" id="notice" role="status" tabindex="-1">
    <p><bdi>${words}</bdi></p>
    ${known && sheet.mayEdit ? undoForm([known.id], 'Undo', sheet, 'Undo what was just done') : ''}
  </div>`
}
