import { html } from 'hono/html'
import type { Digest } from '../../digest/digest.ts'
import { type Edition, editionAfter, lastClosedEdition } from '../../digest/edition.ts'
import type { Html } from '../guard/refuse.ts'
import type { DeskConfig } from '../parts.ts'
import { timeIn } from './times.ts'
import { pinOf } from './week-actions.ts'
import { decisionsView } from './week-decisions.ts'
import { entryView } from './week-entry.ts'
import { leftOutView } from './week-left-out.ts'
import { noticeView } from './week-notice.ts'
import { previewView } from './week-preview.ts'
import { hiddenFields, type WeekSheet } from './week-sheet.ts'

export function weekView(sheet: WeekSheet): Html {
  const { digest, edition, mayEdit } = sheet
  return html`<link rel="stylesheet" href="/assets/week.css" />
<div id="week" data-action="/week/${edition.week}">
  ${head(sheet)} ${noticeView(sheet)}
  <div class="sides">
    <section aria-labelledby="entries-title" class="entries">
      <h2 id="entries-title">What is printed <span class="count">${digest.entries.length}</span></h2>
      ${mayEdit && !sheet.frozen ? html`<p class="quiet needs-script" hidden>Drag an entry by its number, or press Alt and ↑ or ↓ in it.</p>` : ''}
      ${
        digest.entries.length === 0
          ? html`<p>Nothing yet. What is below can be put in.</p>`
          : html`<ol class="entry-list" data-seen="${sheet.seen}">${digest.entries.map((entry, n) =>
              entryView(entry, n, sheet, pinOf(entry.service.id, sheet.stands)),
            )}</ol>`
      }
      ${mayEdit ? hiddenMoveForm(sheet) : ''}
      ${decisionsView(sheet)} ${leftOutView(sheet)}
    </section>
    ${previewView(sheet)}
  </div>
</div>`
}

/** What dragging fills in and sends. */
function hiddenMoveForm(sheet: WeekSheet): Html {
  return html`<form id="move" method="post" action="/week/${sheet.edition.week}" hidden>
    ${hiddenFields(sheet)}<input type="hidden" name="entry" /><input type="hidden" name="place" /><input type="hidden" name="do" value="move" />
  </form>`
}

function head(sheet: WeekSheet): Html {
  const { edition, digest, frozen, config, now } = sheet
  const { week, number, from, to, timezone } = edition
  const closed = to <= now
  const state = frozen ? 'frozen' : closed ? 'draft' : 'running'
  return html`<header class="week-head">
    <h1>${number === null ? `Week ${week}` : `Edition ${number} (${week})`} <span class="chip chip-${state}">${stateWords[state]}</span></h1>
    <p class="quiet">${timeIn(from, timezone)} to ${timeIn(to, timezone)} (${timezone})${closed ? '' : ', not over yet'}</p>
    <nav class="toolbar" aria-label="Other weeks">${neighbours(edition, config)}</nav>
    ${frozen ? frozenWords(digest) : ''}
  </header>`
}

const stateWords = {
  frozen: 'frozen',
  draft: 'draft',
  running: 'still running',
} as const

function neighbours(edition: Edition, config: DeskConfig): Html {
  const before = lastClosedEdition(edition.from, config.digest)
  const after = editionAfter(edition, config.digest)
  return html`<a href="/week/${before.week}">← ${before.week}</a> <a href="/week/${after.week}">${after.week} →</a> <a href="/picture/${edition.week}">As a picture</a> <a class="narrow" href="#preview-title">As it is printed ↓</a>`
}

function frozenWords({ corrections = [] }: Digest): Html {
  const corrected = corrections.length
  return html`<p>This section is printed. ${
    corrected > 0 ? `It was corrected ${corrected === 1 ? 'once' : `${corrected} times`}.` : ''
  } A change now makes a corrected version and needs a reason, which is printed.</p>`
}
