import { html, raw } from 'hono/html'
import { type Format, renderDigest } from '../../outputs/render.ts'
import type { Html } from '../guard/refuse.ts'
import { addressOf, hiddenFields, type WeekSheet } from './week-sheet.ts'

interface Shape {
  format: Exclude<Format, 'json'>
  name: string
  /** On a button. */
  short: string
  ending: string
}

const shapes: readonly Shape[] = [
  { format: 'html', name: 'As a page', short: 'HTML', ending: 'html' },
  { format: 'markdown', name: 'Markdown', short: 'Markdown', ending: 'md' },
  { format: 'text', name: 'Text', short: 'Text', ending: 'txt' },
  { format: 'wordpress', name: 'WordPress', short: 'WordPress', ending: 'wordpress.html' },
  { format: 'mail', name: 'Mail', short: 'Mail', ending: 'mail.html' },
]

/** The section as it would be printed, in each format, to copy, load down or freeze. */
export function previewView(sheet: WeekSheet): Html {
  const { edition, digest, query } = sheet
  const shown = shapes.find((s) => s.format === query.format) ?? shapes[0]!
  const file = `/digest/${edition.week}.${shown.ending}`
  return html`<section class="preview" aria-labelledby="preview-title">
    <h2 id="preview-title">As it is printed</h2>
    <div class="take">
      <div class="toolbar">
        <span class="needs-script" hidden>Copy</span>
        ${shapes.map((s) => copyButton(s, sheet))}
        <a class="button" href="${file}" download="outages-${edition.week}.${shown.ending}">Download ${shown.short}</a>
        <a href="/digest/${edition.week}.json">JSON</a>
      </div>
      <p class="quiet" id="copied" role="status"></p>
    </div>
    <nav class="tabs" aria-label="Formats">${shapes.map((s) => tab(s, s === shown, sheet))}</nav>
    ${
      shown.format === 'html'
        ? html`<div class="paper" id="paper">${raw(renderDigest(digest, 'html'))}</div>`
        : html`<textarea class="paper source" id="paper" readonly rows="24" spellcheck="false" aria-label="${shown.name}">${renderDigest(digest, shown.format)}</textarea>`
    }
    ${sheet.mayEdit && !sheet.frozen ? freezeForm(sheet) : ''}
    ${sheet.frozen ? html`<p><a href="/editions/${edition.week}">Every printed version, with its difference</a></p>` : ''}
  </section>`
}

function copyButton({ short, ending }: Shape, { edition }: WeekSheet): Html {
  return html`<button type="button" class="needs-script" hidden data-copy="/digest/${edition.week}.${ending}" aria-label="Copy ${short}">${short}</button>`
}

function tab(shape: Shape, current: boolean, sheet: WeekSheet): Html {
  const href = `${addressOf(sheet.edition, sheet.query, { format: shape.format })}#preview-title`
  return current
    ? html`<a id="format-${shape.format}" href="${href}" aria-current="true">${shape.name}</a>`
    : html`<a id="format-${shape.format}" href="${href}">${shape.name}</a>`
}

function freezeForm(sheet: WeekSheet): Html {
  const early = sheet.edition.to > sheet.now
  return html`<form method="post" action="/week/${sheet.edition.week}" class="freeze">
    <h3>Freeze</h3>
    ${hiddenFields(sheet)}<input type="hidden" name="do" value="freeze" />
    <p>${early ? 'The week is not over: what happens until it closes would not be in the section. ' : ''}A frozen section never changes; what is corrected later makes a new version beside it.</p>
    <p><label for="freeze-reason">Note (optional)</label><input id="freeze-reason" name="reason" maxlength="500" /></p>
    <button class="button strong">Freeze this section</button>
  </form>`
}
