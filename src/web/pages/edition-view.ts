import { html, raw } from 'hono/html'
import type { VersionRow } from '#storage/editing.ts'
import { everyFeed } from '../../digest/coverage.ts'
import type { Coverage, Digest } from '../../digest/digest.ts'
import type { Edition } from '../../digest/edition.ts'
import type { Service } from '../../incident.ts'
import { renderDigest } from '../../outputs/render.ts'
import type { Html } from '../guard/refuse.ts'
import { differenceView } from './difference.ts'
import { counted, grouped, guarded, words } from './pieces.ts'
import { timeIn } from './times.ts'
import type { Standing } from './week-actions.ts'
import { decisionWords } from './week-decision-words.ts'

export interface EditionSheet {
  edition: Edition
  digest: Digest
  drawnAt: string | null
  versions: readonly VersionRow[]
  stands: readonly Standing[]
  services: readonly Service[]
  mayEdit: boolean
}

/** Versions whose difference is worked out; there are seldom more than three. */
const comparedVersions = 10
const shownGaps = 40

export function editionView(sheet: EditionSheet): Html {
  const { edition, digest, versions } = sheet
  return html`${headView(sheet)}
<div class="paper">${raw(renderDigest(digest, 'html'))}</div>
${versions.length > 0 ? versionsView(versions, edition) : ''}
${decisionsView(sheet)}
${coverageView(digest.coverage, edition)}`
}

/** `Edition 482 (2026-W29)`, or the week alone where editions have no numbers. */
export function editionTitle({ number, week }: Pick<Edition, 'number' | 'week'>): string {
  return number === null ? `Week ${week}` : `Edition ${number} (${week})`
}

function headView({ edition, drawnAt, versions, mayEdit }: EditionSheet): Html {
  const { week, from, to, timezone } = edition
  const newest = versions.at(-1)
  return html`<h1>${editionTitle(edition)} ${stateChips(drawnAt !== null, versions.length)}</h1>
<p class="quiet">${timeIn(from, timezone)} to ${timeIn(to, timezone)} (${timezone}).
${drawnAt ? html`Drawn up ${timeIn(drawnAt, timezone)}.` : 'Not drawn up yet: this is what there is for it so far.'}
${newest ? html`Printed ${timeIn(versions[0]!.made_at, timezone)}${newest.version > 1 ? html`, last corrected ${timeIn(newest.made_at, timezone)}` : ''}.` : ''}</p>
<nav class="toolbar" aria-label="This edition"><a class="button" href="/week/${week}">${mayEdit ? (newest ? 'Correct' : 'Edit') : 'As a draft'}</a>
<a href="/picture/${week}">As a picture</a>
${[
  ['Markdown', 'md'],
  ['HTML', 'html'],
  ['Text', 'txt'],
  ['JSON', 'json'],
].map(([name, ending]) => html`<a href="/digest/${week}.${ending}">${name}</a> `)}</nav>`
}

/** How far an edition is: `versions` printed so far. */
export function stateChips(drawn: boolean, versions: number): Html {
  if (versions > 1) {
    const times = ['once', 'twice'][versions - 2] ?? `${versions - 1} times`
    return html`<span class="chip chip-frozen">corrected ${times}</span>`
  }
  if (versions === 1) return html`<span class="chip chip-frozen">frozen</span>`
  return html`<span class="chip">${drawn ? 'drawn up' : 'not drawn up'}</span>`
}

function versionsView(versions: readonly VersionRow[], { timezone }: Edition): Html {
  const newestFirst = versions.map((v, n) => ({ v, before: versions[n - 1] })).reverse()
  return html`<h2>Versions <span class="count">${versions.length}</span></h2>
<ol class="rows" reversed>${newestFirst.map(({ v, before }, n) => {
    const said = v.reason ? html`: <bdi>${words(v.reason, 500)}</bdi>` : ''
    const head = html`<p><strong>Version ${v.version}</strong>, ${timeIn(v.made_at, timezone)}, <bdi>${words(v.editor, 80)}</bdi>${said}</p>`
    if (!before)
      return html`<li class="row">${head}<p class="quiet">The section as it was frozen.</p></li>`
    const changed = n < comparedVersions ? differenceView(textOf(before), textOf(v)) : ''
    return html`<li class="row">${head}${changed}</li>`
  })}</ol>`
}

function textOf({ content }: VersionRow): string {
  return renderDigest(JSON.parse(content) as Digest, 'markdown')
}

function decisionsView(sheet: EditionSheet): Html {
  const { stands, edition } = sheet
  if (stands.length === 0) {
    return html`<h2>Decisions</h2><p class="quiet">No editor has changed what was drafted.</p>`
  }
  return html`<h2>Decisions that stand <span class="count">${stands.length}</span></h2>
<ol class="rows" reversed>${stands.toReversed().map(
    (one) =>
      html`<li class="row"><p><bdi>${words(decisionWords(one, sheet))}</bdi>${one.reason ? html`: <bdi>${words(one.reason, 500)}</bdi>` : ''}</p>
<p class="quiet"><bdi>${words(one.editor, 80)}</bdi>, ${timeIn(one.at, edition.timezone)}</p></li>`,
  )}</ol>`
}

/** What could not be read in the week of the edition. */
function coverageView({ feeds, readAllWeek, gaps }: Coverage, { timezone, week }: Edition): Html {
  const rest = gaps.length - shownGaps
  const rows = gaps.slice(0, shownGaps).map(
    ({
      feed,
      from,
      to,
      error,
    }) => html`<li class="row"><p>${feed === everyFeed ? 'every feed' : words(feed, 120)}: <bdi>${guarded(error, 160)}</bdi></p>
<p class="quiet">${timeIn(from, timezone)} to ${to === null ? 'past its end' : timeIn(to, timezone)}</p></li>`,
  )
  return html`<h2>Coverage</h2>
<p>${coverageWords(feeds, readAllWeek)}</p>
${rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : ''}
${rest > 0 ? html`<p class="quiet">And ${counted(rest, 'shorter gap')}; all are in <a href="/digest/${week}.json">the JSON</a>.</p>` : ''}`
}

function coverageWords(feeds: number, whole: number): string {
  if (feeds === 0) return 'No feed was polled.'
  if (whole === feeds) return `All of ${counted(feeds, 'feed')} could be read all week.`
  return `${grouped(whole)} of ${counted(feeds, 'feed')} could be read all week.`
}
